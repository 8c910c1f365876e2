/**
 * The whole report as one HTML file that stands alone: no script, nothing from elsewhere, readable offline and on A4.
 * Answers in words first, then figures and tables, then synthetic examples and how everything was made.
 */
import type { ExamplePairs } from '../core/report/example-pairs.ts';
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import type { StudyFacts } from '../core/report/study-facts.ts';
import type { Texts } from '../i18n/translate.ts';
import { answersOf, type Answers } from '../answers/answers.ts';
import { examplesSection } from './examples.ts';
import { dataCardSection } from './data-card.ts';
import { html, Html, NOTHING } from './html.ts';
import { drawTable } from './parts.ts';
import { questionSection } from './question.ts';
import { readerTestSection } from './reader-test.ts';
import { STYLE } from './style.ts';

export interface ReportPage {
  readonly study: StudyReport;
  readonly facts: StudyFacts;
  /** Synthetic pairs only. */
  readonly examples: ExamplePairs;
}

function inShort({ list, deciding }: Answers, { t, say }: Texts): Html {
  const head = [
    t('report.short.question'),
    t('report.short.verdict'),
    t('report.short.score'),
    t('report.short.ceiling'),
  ];
  const rows = list.map(({ title, verdict, short }) => [
    say(title),
    t(`verdict.${verdict}`),
    say(short.score),
    say(short.ceiling),
  ]);
  return html`<section id="short">
    <h2>${t('report.short')}</h2>
    ${deciding === null ? NOTHING : html`<p class="answer limits">${say(deciding)}</p>`}${drawTable({ head, rows }, t('report.lead'), false)}
  </section>`;
}

/** `report.html`, in the language of `texts`. */
export function renderReportHtml({ study, facts, examples }: ReportPage, texts: Texts): string {
  const { t } = texts;
  const answers = answersOf(study);
  const made = t('report.made', {
    app: t('app.title'),
    version: facts.appVersion,
    date: texts.n.date(facts.createdAt),
  });
  const simulated = facts.trainedOn.source === 'demo' ? html`<p>${t('report.simulated')}</p>` : NOTHING;
  const page = html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>${t('report.title')}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <div class="warning"><strong>${t('report.synthetic')}</strong>${t('report.synthetic.text')}</div>
          <h1>${t('report.title')}</h1>
          <p class="when">${made}</p>
          ${simulated} ${inShort(answers, texts)} ${answers.list.map((answer) => questionSection(answer, texts))}
          ${readerTestSection(study.readerTest, texts)} ${examplesSection(examples, texts)}
          ${dataCardSection(facts, texts)}
        </main>
      </body>
    </html> `;
  return page.text;
}
