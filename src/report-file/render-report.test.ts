import { describe, expect, it } from 'vitest';
import { NO_SCORE_REASONS } from '../report/testing/reasons.ts';
import { QUESTIONS } from '../answers/answer.ts';
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import { englishTexts } from '../i18n/english.ts';
import { renderReportHtml } from './render-report.ts';
import { ceilingOf } from '../report/testing/comparison-report.ts';
import { ecgComparison } from '../report/testing/ecg-comparison.ts';
import { PLANTED } from '../report/testing/planted-reports.ts';
import { examplePairs, FACTS, studyReport } from '../report/testing/study-report.ts';

const texts = englishTexts();
const render = (study: StudyReport, examples = examplePairs()): string =>
  renderReportHtml({ study, facts: FACTS, examples }, texts);
const visible = (page: string): string => page.replaceAll(/<style>.*?<\/style>/gsu, '').replaceAll(/<[^>]*>/gu, ' ');

describe('report.html', () => {
  const page = render(studyReport());

  it('says SYNTHETIC before anything else', () => {
    expect(visible(page.slice(page.indexOf('<main>'))).trim()).toMatch(/^SYNTHETIC\. These patients do not exist\./u);
  });

  // It is opened offline, mailed and printed: nothing may be fetched and nothing may run.
  it('stands alone', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\(|\son\w+=|https?:/iu);
    const sources = [...page.matchAll(/\b(?:src|href)="([^"]*)"/gu)].map((match) => match[1] ?? '');
    expect(sources).toHaveLength(3);
    for (const source of sources) expect(source).toMatch(/^data:image\/png;base64,/u);
  });

  it('is well-formed, so that every reader shows the same', () => {
    const VOID = new Set(['meta', 'img', 'br']);
    const open: string[] = [];
    for (const [, close, name = '', self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/gu)) {
      if (VOID.has(name) || self === '/') continue;
      if (close === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('has every question with its verdict, score and ceiling, and no gap in a sentence', () => {
    const text = visible(page);
    for (const question of QUESTIONS) {
      expect(page).toContain(`<section id="${question}">`);
      expect(text).toContain(texts.t(`${question}.question`));
    }
    // 0.69 (0.52 to 0.84): the score of row and ECG, and its ceiling.
    expect(text.replaceAll('\u00A0', ' ')).toContain('0.69 (0.52 to 0.84)');
    expect(text.replaceAll('\u00A0', ' ')).toContain('1 (0.82 to 1.15)');
    expect(text).not.toMatch(/undefined|NaN|null|\{\w+\}|\[object|Infinity|…/u);
    expect(page).not.toMatch(/NaN|undefined/u);
  });

  it('writes names as they are, never as markup', () => {
    expect(page).toContain('age &lt;years&gt; &amp; &quot;more&quot;');
  });

  it('tells real from synthetic by more than colour', () => {
    expect(page).toMatch(/stroke="var\(--synthetic\)" [^>]*stroke-dasharray/u);
    expect(page).toContain('--real: #2166ac');
    expect(page).toContain('--synthetic: #d95f02');
  });

  it('without the ECG comparison it says so, and still has the rows', () => {
    const text = visible(render(studyReport(null), examplePairs(0)));
    expect(text).toContain(texts.t('report.notMeasured'));
    expect(text).toContain(texts.t('columns.question'));
    expect(text).not.toMatch(/undefined|NaN|null/u);
  });

  it('says in a sentence who breaks each rule, and nothing where there are no rules', () => {
    const rule = { kind: 'order', low: 'dbp <mmHg>', high: 'sbp' } as const;
    const [real, synthetic] = [
      { checked: 80, broken: 2 },
      { checked: 900, broken: 90 },
    ];
    const withRule = render({ ...studyReport(), rules: [{ text: 'dbp ≤ sbp', rule, real, synthetic }] });
    expect(withRule).toContain(
      '“dbp &lt;mmHg&gt;” is never larger than “sbp”: broken by 2 of 80 real rows (2.5%) and 90 of 900 synthetic rows (10%).',
    );
    expect(visible(withRule)).toContain(texts.t('kept-rules.title'));
    expect(visible(page)).not.toContain(texts.t('kept-rules.title'));
  });

  it.each(NO_SCORE_REASONS)('says why there is no number: %s', (reason) => {
    const ecgs = ecgComparison();
    const none = { realOnHoldout: null, realOnSynthetic: null, syntheticOnHoldout: null, augmentedOnHoldout: null };
    const text = visible(
      render(
        studyReport({
          ...ecgs,
          joint: { columns: [], unreadable: [], score: null, byFinding: [], heartRate: null, reason },
          predictor: { source: 'built-in', givenAway: [], reason, ...none },
          privacy: { ...ecgs.privacy, images: { ...ecgs.privacy.images, copies: null }, reason },
        }),
      ),
    );
    // Of the fit, of copies (in the answer and beside the charts) and of use.
    expect(text.split(texts.t(`reason.${reason}`))).toHaveLength(5);
    expect(text).not.toMatch(/undefined|NaN|null/u);
  });

  it('puts the share that lies nearer to training beside its ceiling', () => {
    const study = studyReport();
    const rows = { ...study.privacy.rows, dcrShare: 0.62 };
    const ceilings = { ...study.ceiling.privacy.rows, dcrShare: ceilingOf({ mean: 0.5, low: 0.44, high: 0.57 }) };
    const privacy = { ...study.privacy, rows };
    const ceiling = { ...study.ceiling, privacy: { ...study.ceiling.privacy, rows: ceilings } };
    const text = visible(render({ ...study, privacy, ceiling })).replaceAll('\u00A0', ' ');
    expect(text).toContain('50% (44% to 57%)');
  });

  it('has what readers of a blinded test saw, where it was put in, and no word of it else', () => {
    const share = { value: 0.7, low: 0.55, high: 0.82, count: 28, of: 40 };
    const estimate = { value: 1.05, low: 0.2, high: 1.9 };
    const together = { accuracy: share, sensitivity: share, specificity: share, dPrime: estimate, criterion: estimate };
    const scores = { ...together, seconds: 4 };
    const task = { task: 'pairs', real: 'training', pictures: 40, readers: [{ reader: 1, ...scores }] } as const;
    const text = visible(
      render({ ...studyReport(), readerTest: { version: 1, tasks: [{ ...task, together: scores }] } }),
    );
    expect(text).toContain(texts.t('reader.title'));
    expect(text).toContain('70% of the answers are right (55% to 82%)');
    expect(text).toContain(texts.t('reader.from.training'));
    expect(text).not.toMatch(/undefined|NaN|null/u);
    expect(visible(page)).not.toContain(texts.t('reader.title'));
  });

  it('says at once when nothing but software tests can be recommended', () => {
    const short = (study: StudyReport): string => {
      const found = render(study);
      return visible(found.slice(found.indexOf('<section id="short">'), found.indexOf('<section id="columns">')));
    };
    expect(short(PLANTED.untrained)).toContain(texts.t('level.unusable.ecgs'));
    expect(short(studyReport())).not.toContain('software tests');
  });

  it('stays readable with hundreds of columns', () => {
    const study = studyReport();
    const [first] = study.columns;
    if (first === undefined) throw new Error('no column');
    const columns = Array.from({ length: 120 }, (_, i) => ({ ...first, name: `a column with a long name ${i}` }));
    const matrix = columns.map((_, i) => columns.map((_other, j) => (i === j ? 1 : 0.1)));
    const correlation = {
      ...study.correlation,
      columns: columns.map(({ name }) => name),
      real: matrix,
      synthetic: matrix,
      difference: matrix,
    };
    const large = render({ ...study, columns, correlation });
    expect(large).toContain(texts.t('report.more', { count: 96 }));
    expect(large.length).toBeLessThan(6e6);
  });
});
