/** Does the row fit its ECG? What a network reads from real and from synthetic ECGs about the row. */
import type { JointScores, StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ecgCeilings, ecgVerdicts } from '../ecg-verdict.ts';
import { figure } from '../figures/figure.ts';
import { intervals } from '../figures/intervals.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { drawTable, type Section } from '../section.ts';
import { countsOf } from './detection.ts';
import { estimateMark, estimateWords, factsOf, shortCeiling, whyNot } from './words.ts';

function charts({ columns, unreadable }: JointScores, texts: Texts): Html {
  const { t, n } = texts;
  const left =
    unreadable.length === 0
      ? NOTHING
      : html`<p class="note">${t('joint.unreadable', { columns: n.names(unreadable) })}</p>`;
  if (columns.length === 0) return left;
  const lines = columns.map(({ name, real, synthetic, shuffled }) => ({
    name,
    marks: [
      ...estimateMark('real', real),
      ...estimateMark('synthetic', synthetic),
      ...estimateMark('control', shuffled),
    ],
  }));
  const title = t('joint.figure.title');
  const head = [t('table.column'), t('table.real'), t('table.synthetic'), t('joint.shuffled')];
  const rows = columns.map(({ name, real, synthetic, shuffled }) => [
    name,
    ...[real, synthetic, shuffled].map((estimate) => estimateWords(texts, estimate)),
  ]);
  const drawn = figure(intervals({ label: title, lines, reference: 0.5 }, texts), title, t('joint.figure.caption'));
  return html`${drawn}${drawTable({ head, rows }, title)}${left}`;
}

export function jointSection(study: StudyReport, texts: Texts): Section {
  const { t, n } = texts;
  const { joint } = study;
  const verdict = ecgVerdicts(study).joint;
  const ceiling = shortCeiling(texts, ecgCeilings(study)?.joint.score);
  const base = { id: 'joint', title: t('joint.question'), verdict, ceiling };
  if (joint === null || joint.score === null) {
    const body = joint === null ? NOTHING : charts(joint, texts);
    return { ...base, answer: [whyNot(texts, joint?.reason ?? null)], facts: [], score: t('comparison.none'), body };
  }
  const { score, columns } = joint;
  return {
    ...base,
    answer: [
      t('joint.answer', {
        score: n.decimal(score.value),
        low: n.decimal(score.low),
        high: n.decimal(score.high),
        columns: n.names(columns.map(({ name }) => name)),
      }),
    ],
    facts: factsOf(
      texts,
      { ceiling, better: 'higher', best: 1, n: countsOf(study, texts) },
      t(`joint.todo.${verdict}`),
    ),
    score: estimateWords(texts, score),
    body: charts(joint, texts),
  };
}
