/** Is it useful? A lesion predictor learned from synthetic pairs, beside one learned from real ones; or the visitor's own. */
import {
  type MetricEstimates,
  PREDICTOR_METRICS,
  PREDICTOR_RUNS,
  type PredictorMetric,
  type PredictorReport,
  type PredictorRun,
  type PredictorScores,
} from '../../core/report/ecg-comparison.ts';
import { type Part, type Said, say, sentences } from '../../i18n/said.ts';
import type { Answer, Block, ChoiceBlock, FigureBlock, Picture, TableBlock } from '../answer.ts';
import { judgeUse, madeScores } from '../ecg-verdict.ts';
import type { MeasuredEcgs } from '../measured-ecgs.ts';
import { estimateCell, estimateWords, fact, numberOr } from '../phrases.ts';
import { estimateLine } from '../picture.ts';
import { UNUSABLE } from '../todo.ts';
import { toneOf } from '../tone.ts';

/**
 * What the published article reports for its own predictor (coronarography.ai) on 1,500,000 synthetic patients: main coronary
 * arteries and ischaemia together. No intervals were given, and no Brier score.
 */
const ARTICLE_FIGURES = { auc: 0.79, accuracy: 0.88, precision: 0.73, recall: 0.63, f1: 0.67, brier: null } as const;

/** More would drown the answer; all are in report.json. */
const NAMED_GIVEN = 3;

/** The choice of no single target. */
const ALL = '';

interface Run {
  readonly run: PredictorRun;
  readonly scores: PredictorScores;
}

/** Of one target, or the mean over all. */
function metricsOf({ targets, macro }: PredictorScores, target: string): MetricEstimates | null {
  return target === ALL ? macro : (targets.find((one) => one.name === target) ?? null);
}

function runsOf(predictor: PredictorReport): Run[] {
  return PREDICTOR_RUNS.flatMap((run) => {
    const scores = predictor[run];
    return scores === null ? [] : [{ run, scores }];
  });
}

function longName({ source }: PredictorReport, run: PredictorRun): Said {
  const isOwn = source === 'visitor' && (run === 'realOnHoldout' || run === 'realOnSynthetic');
  return isOwn ? say(`run-of.visitor.${run}`) : say(`run-of.${run}`);
}

function metricFigure(predictor: PredictorReport, target: string, metric: PredictorMetric): FigureBlock {
  const runs = runsOf(predictor);
  const nameOf = (run: PredictorRun): Said =>
    predictor.source === 'visitor' ? longName(predictor, run) : say(`run-short.${run}`);
  const known = runs.flatMap(({ run, scores }) => {
    const estimate = metricsOf(scores, target)?.[metric] ?? null;
    return estimate === null ? [] : [{ name: nameOf(run), run, estimate }];
  });
  const counted = runs[0]?.scores.targets.find((one) => one.name === target);
  const name = say(`metric.${metric}`);
  return {
    kind: 'figure',
    id: `predictor ${metric} ${target}`,
    title: say('use.chart.title'),
    caption:
      counted === undefined
        ? say('use.chart.captionAll', { metric: name })
        : say('use.chart.caption', { metric: name, target, n: counted.n, positives: counted.positives }),
    figure: {
      kind: 'intervals',
      groups: known.map((one) => ({
        name: one.name,
        lines: [estimateLine(one.run === 'realOnSynthetic' ? 'synthetic' : 'real', one.estimate)],
      })),
      holds: [metric === 'auc' ? 0.4 : 0, 1],
      reference: metric === 'auc' ? { value: 0.5, name: say('detection.guessing') } : null,
    },
    table: () => ({
      head: [say('use.table.run'), name],
      rows: known.map((one) => ({ name: one.name, cells: [estimateWords(one.estimate)] })),
    }),
    key: null,
  };
}

function metricChoice(predictor: PredictorReport, target: string): ChoiceBlock {
  return {
    kind: 'choice',
    id: 'metric',
    label: say('use.choose.metric'),
    isAbove: false,
    first: 'auc',
    options: PREDICTOR_METRICS.map((value) => ({ value, name: say(`metric.${value}`) })),
    blocks: (value) => {
      const metric = PREDICTOR_METRICS.find((one) => one === value) ?? 'auc';
      return [metricFigure(predictor, target, metric)];
    },
    printed: { title: null, text: null, values: target === ALL ? ['auc'] : [], left: 0 },
  };
}

function metricsTable(predictor: PredictorReport, target: string): TableBlock {
  const runs = runsOf(predictor);
  const counted = runs[0]?.scores.targets.find((one) => one.name === target);
  const article = {
    name: say('use.article'),
    cells: PREDICTOR_METRICS.map((metric) => numberOr(ARTICLE_FIGURES[metric])),
  };
  return {
    kind: 'table',
    id: 'predictor-table',
    title:
      counted === undefined
        ? say('use.table.title')
        : say('use.table.target', { target, n: counted.n, positives: counted.positives }),
    caption: say('use.table.caption'),
    // Said once, with the mean over all.
    ...(target === ALL ? {} : { brief: null }),
    note: target === ALL ? say('use.article.note') : null,
    isWide: true,
    sorting: null,
    chooses: null,
    table: {
      head: [say('use.table.run'), ...PREDICTOR_METRICS.map((metric) => say(`metric.${metric}`))],
      rows: [
        ...runs.map(({ run, scores }) => ({
          name: longName(predictor, run),
          cells: PREDICTOR_METRICS.map((metric) => estimateCell(metricsOf(scores, target)?.[metric] ?? null)),
        })),
        ...(target === ALL ? [article] : []),
      ],
    },
  };
}

function blocksOf(predictor: PredictorReport): Block[] {
  const runs = runsOf(predictor);
  if (runs.length === 0) return [];
  const names = [...new Set(runs.flatMap(({ scores }) => scores.targets.map((one) => one.name)))];
  return [
    {
      kind: 'choice',
      id: 'target',
      label: say('use.choose.target'),
      isAbove: true,
      first: ALL,
      options: [{ value: ALL, name: say('use.macro') }, ...names.map((name) => ({ value: name, name }))],
      blocks: (target) => [metricChoice(predictor, target), metricsTable(predictor, target)],
      printed: { title: null, text: null, values: [ALL, ...names], left: 0 },
    },
  ];
}

function sentencesOf(predictor: PredictorReport): Said[] {
  const { realOnHoldout, augmentedOnHoldout, source, reason, givenAway } = predictor;
  const real = realOnHoldout?.macro.auc ?? null;
  const synthetic = madeScores(predictor)?.macro.auc ?? null;
  if (realOnHoldout === null || real === null || synthetic === null) {
    return [reason === null ? say('use.answer.unknown') : say(`reason.${reason}`)];
  }
  const numbers = { synthetic: estimateWords(synthetic), real: estimateWords(real), n: realOnHoldout.n };
  const augmented = augmentedOnHoldout?.macro.auc ?? null;
  return [
    say(source === 'visitor' ? 'use.answer.visitor' : 'use.answer', numbers),
    ...(augmented === null ? [] : [say('use.answer.augmented', { augmented: estimateWords(augmented) })]),
    ...givenAway.slice(0, NAMED_GIVEN).map(({ target, by }) => say('use.answer.givenAway', { target, by })),
    ...(reason === 'too-few' ? [say('reason.too-few')] : []),
    ...(real.low > 0.5 || source === 'visitor' ? [] : [say('use.answer.blind')]),
  ];
}

function pictureOf(predictor: PredictorReport): Picture | null {
  const real = predictor.realOnHoldout?.macro.auc ?? null;
  const made = madeScores(predictor)?.macro.auc ?? null;
  if (real === null || made === null) return null;
  const lines = [estimateLine('real', real, say('kind.real')), estimateLine('synthetic', made, say('kind.synthetic'))];
  return {
    kind: 'figure',
    figure: {
      kind: 'intervals',
      groups: [{ name: null, lines }],
      holds: [0.4, 1],
      reference: { value: 0.5, name: say('detection.guessing') },
    },
  };
}

const auc = (estimate: Said): Part => sentences([say('metric.auc'), estimate]);

export function useAnswer({ predictor }: MeasuredEcgs, isUnusable: boolean): Answer {
  const verdict = judgeUse(predictor);
  const real = predictor.realOnHoldout;
  const made = madeScores(predictor)?.macro.auc ?? null;
  const reached = real?.macro.auc ?? null;
  return {
    question: 'use',
    title: say('use.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: sentencesOf(predictor),
    note: null,
    picture: pictureOf(predictor),
    facts: [
      ...(made === null ? [] : [fact('score', auc(estimateWords(made)))]),
      ...(reached === null
        ? []
        : [{ name: say('use.ceilingName'), value: say('use.ceiling', { auc: estimateWords(reached) }) }]),
      fact('direction', say('use.direction')),
      ...(real === null
        ? []
        : [fact('n', say('use.n', { n: real.n, targets: say('use.targets', { count: real.targets.length }) }))]),
      // Every other word of advice here recommends a use.
      fact('todo', isUnusable && verdict !== 'none' ? UNUSABLE : say(`use.todo.${verdict}`)),
    ],
    short: { score: made === null ? estimateWords(null) : auc(estimateWords(made)), ceiling: estimateWords(reached) },
    open: [],
    blocks: blocksOf(predictor),
  };
}
