/** Is it useful? The predictor of the article, trained and tried on real and synthetic patients. */
import {
  PREDICTOR_METRICS,
  PREDICTOR_RUNS,
  type PredictorReport,
  type PredictorRun,
  type StudyReport,
} from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ecgVerdicts } from '../ecg-verdict.ts';
import { figure } from '../figures/figure.ts';
import { intervals } from '../figures/intervals.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { drawTable, type Section } from '../section.ts';
import { countsOf } from './detection.ts';
import { estimateMark, estimateWords, factsOf, whyNot } from './words.ts';

/** Learned from real patients only: drawn as real. */
const REAL_RUNS: readonly PredictorRun[] = ['realOnHoldout'];

function charts(predictor: PredictorReport, texts: Texts): Html {
  const { t } = texts;
  const runs = PREDICTOR_RUNS.flatMap((name) => {
    const scores = predictor[name];
    return scores === null ? [] : [{ name, scores }];
  });
  const title = t('predictor.figure.title');
  const lines = runs.map(({ name, scores }) => ({
    name: t(`run-short.${name}`),
    marks: estimateMark(REAL_RUNS.includes(name) ? 'real' : 'synthetic', scores.macro.auc),
  }));
  const head = ['', ...PREDICTOR_METRICS.map((metric) => t(`metric.${metric}`))];
  const tables = runs.map(({ name, scores }) => {
    const targets = scores.targets.map((target) => [
      t('predictor.target', { name: target.name, positives: target.positives, n: target.n }),
      ...PREDICTOR_METRICS.map((metric) => estimateWords(texts, target[metric])),
    ]);
    const macro = [
      t('predictor.macro'),
      ...PREDICTOR_METRICS.map((metric) => estimateWords(texts, scores.macro[metric])),
    ];
    return drawTable({ head, rows: [macro, ...targets] }, html`<b>${t(`run-of.${name}`)}</b>`);
  });
  const drawn = lines.some(({ marks }) => marks.length > 0)
    ? figure(
        intervals({ label: title, lines, include: [0.4, 1], reference: 0.5 }, texts),
        title,
        t('predictor.figure.caption'),
      )
    : NOTHING;
  return html`${drawn}
    <h3>${t('predictor.table.title')}</h3>
    <p class="note">${t('predictor.table.caption')}</p>
    ${tables}`;
}

function answerOf(predictor: PredictorReport, texts: Texts): string[] {
  const { t, n } = texts;
  const auc = (run: PredictorRun): string => estimateWords(texts, predictor[run]?.macro.auc);
  const targets = PREDICTOR_RUNS.map((run) => predictor[run]).find((scores) => scores !== null)?.targets ?? [];
  const first =
    predictor.source === 'visitor'
      ? t('predictor.answer.visitor', { real: auc('realOnHoldout'), onSynthetic: auc('realOnSynthetic') })
      : t('predictor.answer', {
          targets: n.names(targets.map(({ name }) => name)),
          synthetic: auc('syntheticOnHoldout'),
          real: auc('realOnHoldout'),
          both: auc('augmentedOnHoldout'),
        });
  const article = predictor.realOnSynthetic?.macro;
  if (article === undefined) return [first];
  const here = (['auc', 'accuracy', 'precision', 'recall', 'f1'] as const).map((metric) => {
    const estimate = article[metric];
    return estimate === null ? t('comparison.none') : n.decimal(estimate.value);
  });
  return [first, t('predictor.article', { here: here.join(' / ') })];
}

export function predictorSection(study: StudyReport, texts: Texts): Section {
  const { t } = texts;
  const { predictor } = study;
  const verdict = ecgVerdicts(study).predictor;
  const ceiling = estimateWords(texts, predictor?.realOnHoldout?.macro.auc);
  const base = { id: 'predictor', title: t('predictor.question'), verdict, ceiling };
  const hasRun = predictor !== null && PREDICTOR_RUNS.some((run) => predictor[run] !== null);
  if (!hasRun) {
    const answer = [whyNot(texts, predictor?.reason ?? null)];
    return { ...base, answer, facts: [], score: t('comparison.none'), body: NOTHING };
  }
  const missing = predictor.reason === null ? [] : [whyNot(texts, predictor.reason)];
  return {
    ...base,
    answer: [...answerOf(predictor, texts), ...missing],
    facts: factsOf(
      texts,
      { ceiling, better: 'higher', best: 1, n: countsOf(study, texts) },
      t(`predictor.todo.${verdict}`),
    ),
    score: t('detection.short', { auc: estimateWords(texts, predictor.syntheticOnHoldout?.macro.auc) }),
    body: charts(predictor, texts),
  };
}
