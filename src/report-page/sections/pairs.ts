/** Do they vary together? The rules that must hold between columns, and the three maps of correlations. */
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { figure } from '../figures/figure.ts';
import { heatMap } from '../figures/heat-map.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { ceilingRange, ceilingWords, countWords, numberOr } from '../measure-words.ts';
import { ruleSentence } from '../rule-words.ts';
import type { Section } from '../section.ts';
import { verdictsOf } from '../verdict.ts';
import { shortCeiling } from './words.ts';

const SMALL = 330;
/** With both small maps on one page of A4. */
const LARGE = 470;

function maps({ correlation }: StudyReport, { t, n }: Texts): Html {
  const { columns, leftOut } = correlation;
  const named =
    leftOut.length === 0 ? NOTHING : html`<p class="note">${t('pairs.leftOut', { columns: n.names(leftOut) })}</p>`;
  if (columns.length < 2)
    return html`<p class="note">${t('pairs.tooFew')}</p>
      ${named}`;
  const draw = (side: 'real' | 'synthetic' | 'difference', width: number): Html => {
    const title = t(`pairs.${side}.title`);
    const map = heatMap({
      label: title,
      rows: columns,
      columns,
      values: correlation[side],
      limit: 1,
      width,
      isSquare: true,
    });
    return figure(map, title, t(`pairs.${side}.caption`));
  };
  return html`<div class="two">${draw('real', SMALL)}${draw('synthetic', SMALL)}</div>
    ${draw('difference', LARGE)}${named}`;
}

function rulesPart({ rules = [] }: StudyReport, texts: Texts): Html {
  const { t } = texts;
  if (rules.length === 0) return NOTHING;
  return html`<h3>${t('kept-rules.title')}</h3>
    <p class="note">${t('kept-rules.lead')}</p>
    ${rules.map((rule) => html`<p>${ruleSentence(texts, rule)}</p>`)}`;
}

function answerOf(study: StudyReport, texts: Texts): string {
  const { t } = texts;
  const { pairsScore, correlation } = study.ceiling;
  const difference = correlation.meanAbsoluteDifference;
  const said = {
    n: difference?.n ?? 0,
    difference: numberOr(texts, difference?.synthetic ?? study.correlation.meanAbsoluteDifference, 3),
    ceiling: difference === null ? t('pairs.ceiling.unknown') : ceilingRange(texts, difference),
  };
  if (study.pairsScore === null || pairsScore === null) return t('pairs.answerNoScore', said);
  const score = numberOr(texts, study.pairsScore);
  return t(study.pairsScore < 0 ? 'pairs.answerNegative' : 'pairs.answer', { ...said, score });
}

export function pairsSection(study: StudyReport, texts: Texts): Section {
  const { t } = texts;
  const verdict = verdictsOf(study).pairs;
  const ceiling = study.ceiling.pairsScore;
  return {
    id: 'pairs',
    title: t('pairs.question'),
    verdict,
    answer: [answerOf(study, texts)],
    facts: [
      { name: t('fact.ceiling'), value: ceilingWords(texts, ceiling) },
      { name: t('fact.direction'), value: t('direction.higher', { best: 1 }) },
      { name: t('fact.n'), value: countWords(texts, study) },
      { name: t('fact.todo'), value: t(`pairs.todo.${verdict}`) },
    ],
    score: numberOr(texts, study.pairsScore),
    ceiling: shortCeiling(texts, ceiling),
    body: html`${rulesPart(study, texts)}${maps(study, texts)}`,
  };
}
