/** The screen and `report.html` say the same of the same report: verdict, sentences and facts of every question. */
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../answers/answers.ts';
import { englishTexts } from '../../../i18n/english.ts';
import { PLANTED } from '../../../report/testing/planted-reports.ts';
import { examplePairs, FACTS } from '../../../report/testing/study-report.ts';
import { renderReportHtml } from '../../../report-file/render-report.ts';
import { TextsProvider } from '../../context/texts-context.tsx';
import { Question } from './questions/question.tsx';

const texts = englishTexts();

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };

/** What is read, with single spaces. */
function visible(markup: string): string {
  return markup
    .replaceAll(/<(?:svg|style)[\s\S]*?<\/(?:svg|style)>/gu, ' ')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&(#?\w+);/gu, (_, name: string) => ENTITIES[name] ?? '?')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const elements = (markup: string, pattern: RegExp): string[] =>
  [...markup.matchAll(pattern)].map(([, inside = '']) => visible(inside));

interface Words {
  readonly title: string;
  readonly verdict: string;
  readonly answer: string;
  readonly facts: readonly string[];
}

/** Titles, verdicts, sentences and facts as they stand on a screen. */
function onScreen(name: keyof typeof PLANTED): Words[] {
  return answersOf(PLANTED[name]).list.map((answer) => {
    const question = createElement(Question, { answer });
    const inEnglish = { initial: texts, load: async () => texts, children: question };
    const markup = renderToStaticMarkup(createElement(MantineProvider, null, createElement(TextsProvider, inEnglish)));
    const [title = ''] = elements(markup, /<h2>([\s\S]*?)<\/h2>/gu);
    const [verdict = ''] = elements(markup, /<span[^>]*data-verdict[^>]*>([\s\S]*?)<\/span>/gu);
    const paragraphs = elements(markup, /<p[^>]*class="[^"]*(?:answer|limits)[^"]*"[^>]*>([\s\S]*?)<\/p>/gu);
    return { title, verdict, answer: paragraphs.join(' '), facts: elements(markup, /<d[td]>([\s\S]*?)<\/d[td]>/gu) };
  });
}

function inFile(name: keyof typeof PLANTED): Words[] {
  const page = renderReportHtml({ study: PLANTED[name], facts: FACTS, examples: examplePairs() }, texts);
  return answersOf(PLANTED[name]).list.map(({ question }) => {
    const section = page.slice(page.indexOf(`<section id="${question}">`));
    const markup = section.slice(0, section.indexOf('</section>'));
    const [title = ''] = elements(markup, /<h2>([\s\S]*?)<\/h2>/gu);
    const [verdict = ''] = elements(markup, /<p class="verdict[^>]*>([\s\S]*?)<\/p>/gu);
    const paragraphs = elements(markup, /<p class="(?:answer|limits)">([\s\S]*?)<\/p>/gu);
    return { title, verdict, answer: paragraphs.join(' '), facts: elements(markup, /<d[td]>([\s\S]*?)<\/d[td]>/gu) };
  });
}

const names = Object.keys(PLANTED).filter((name): name is keyof typeof PLANTED => name in PLANTED);

describe.each(names)('a report that is %s', (name) => {
  const screen = onScreen(name);
  it('says the same on the screen and in the file', () => {
    expect(inFile(name)).toEqual(screen);
  });
  it('says something to every question', () => {
    expect(screen).toHaveLength(6);
    for (const { title, verdict, answer } of screen) {
      expect(title).not.toBe('');
      expect(verdict).not.toBe('');
      expect(answer.length).toBeGreaterThan(20);
    }
  });
});

it('a handful of patients is too few in both, however lucky their numbers', () => {
  for (const words of [onScreen('too few'), inFile('too few')]) {
    expect(words.find(({ title }) => title === texts.t('use.question'))?.verdict).toBe(texts.t('verdict.unknown'));
  }
});
