/** Fits one yes/no question on the slots so far: forced answers, score, tree, and the share of yes that training has. */
import { compileQuestion } from './compile-model.ts';
import { forcedAnswer, logitOf } from './draw-block.ts';
import { FIT_ROWS, type FitContext } from './fit-context.ts';
import { logisticRegression, scoreRows } from './regression.ts';
import { binSlot, growTree } from './residual-tree.ts';
import { rowsMarked, thinned, valuesAt } from './row-numbers.ts';
import type { ForcedAnswer, LinearScore, QuestionModel } from './row-model.ts';
import { selectForward } from './selection.ts';

/** A combination that was never seen counts as impossible where chance would give it this often. */
const EXPECTED = 5;
/** Cases of the rarer answer without which nothing is learned. */
const LEAST_CASES = 4;
/** Rows that say the same as the score, added to every leaf. */
const LEAF_PRIOR = 1;

export interface QuestionInput {
  /** [rows] 1 = yes; only `rows` are looked at. */
  readonly answers: Uint8Array;
  /** Training rows that are asked. */
  readonly rows: Uint32Array;
  /** The rows' name where other questions are asked in the same ones. */
  readonly name: string | null;
  /** Simulated rows that are asked. */
  readonly asked: Uint32Array;
}

export function findForced(context: FitContext, answers: Uint8Array, rows: Uint32Array): ForcedAnswer[] {
  let yes = 0;
  for (const row of rows) yes += answers[row] ?? 0;
  const n = rows.length;
  const forced: ForcedAnswer[] = [];
  for (const [slot, values] of context.data.entries()) {
    if (slot >= context.available) break;
    if (context.isBit[slot] !== true) continue;
    const seen = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const row = rows[i] ?? 0;
      const value = values[row] ?? 0;
      if (value !== 0 && value !== 1) continue;
      const cell = 2 * value + (answers[row] ?? 0);
      seen[cell] = (seen[cell] ?? 0) + 1;
      if (i % 256 === 255 && seen.every((count) => count > 0)) break;
    }
    for (const is of [0, 1] as const) {
      const [no = 0, some = 0] = [seen[2 * is], seen[2 * is + 1]];
      if (no > 0 && some > 0) continue;
      const cases = no + some;
      if (some === 0 && (cases * yes) / n >= EXPECTED) forced.push({ slot, is, answer: 0 });
      else if (no === 0 && (cases * (n - yes)) / n >= EXPECTED) forced.push({ slot, is, answer: 1 });
    }
  }
  return forced;
}

const NO_SCORE: LinearScore = { bias: 0, slots: [], weights: [] };

/** Of `rows`; `extra` raises the threshold for few cases. */
function fitScore(context: FitContext, input: QuestionInput, rows: Uint32Array, isForced: boolean): LinearScore {
  const { answers } = input;
  const products = context.products(isForced ? null : input.name, rows);
  const y = valuesAt(answers, products.rows);
  let yes = 0;
  for (const value of y) yes += value;
  const rarer = Math.min(yes, y.length - yes);
  if (rarer < LEAST_CASES) return NO_SCORE;
  const { settings } = context;
  const steps = selectForward(products, y, {
    candidates: context.available,
    enter: settings.enter * (1 + 4 / rarer),
    alone: settings.alone * (1 + 4 / rarer),
    most: Math.min(settings.most, Math.floor(rarer / 3)),
    design: context.design,
  });
  const fitted = thinned(rows, FIT_ROWS);
  return logisticRegression({
    slots: steps.map(({ slot }) => slot),
    data: context.data,
    rows: fitted,
    y: valuesAt(answers, fitted),
    weights: valuesAt(context.weights, fitted),
    ridge: settings.ridge,
  });
}

const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logit))));

/** No shift goes further. */
const MOST_SHIFT = 12;

/** What moves the sum of the chances to `goal` cases (Newton, kept between the shifts known to be too small and too large). */
function shiftTo(logits: Float64Array, weights: Float64Array, goal: number, prior: number): number {
  let shift = 0;
  let [low, high] = [-MOST_SHIFT, MOST_SHIFT];
  for (let step = 0; step < 40; step++) {
    let gap = goal - prior * shift;
    let slope = prior + 1e-9;
    for (let i = 0; i < logits.length; i++) {
      const chance = chanceOf((logits[i] ?? 0) + shift);
      gap -= (weights[i] ?? 0) * chance;
      slope += (weights[i] ?? 0) * chance * (1 - chance);
    }
    if (gap > 0) low = shift;
    else high = shift;
    const next = shift + gap / slope;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - shift) < 1e-4) return moved;
    shift = moved;
  }
  return shift;
}

function fitTree(
  context: FitContext,
  answers: Uint8Array,
  rows: Uint32Array,
  score: LinearScore,
): Pick<QuestionModel, 'tree' | 'offsets'> {
  const fitted = thinned(rows, FIT_ROWS);
  const n = context.rows;
  const logits = new Float64Array(n);
  const residual = new Float64Array(n);
  const variance = new Float64Array(n);
  scoreRows(score, context.data, fitted, logits);
  for (let i = 0; i < fitted.length; i++) {
    const row = fitted[i] ?? 0;
    const chance = chanceOf(logits[row] ?? 0);
    const weight = context.weights[row] ?? 1;
    residual[row] = context.design * weight * ((answers[row] ?? 0) - chance);
    variance[row] = context.design * weight * weight * chance * (1 - chance);
  }
  const grown = growTree({
    rows: fitted,
    slots: context.bins,
    score: binSlot(logits, fitted),
    residual,
    variance,
    split: context.settings.split,
    leaf: context.settings.leaf,
  });
  if (grown === null) return { tree: null, offsets: [] };
  const offsets = Array.from({ length: grown.leaves }, (_, leaf) => {
    const own = rowsMarked(fitted, grown.leafOf, leaf);
    const weights = valuesAt(context.weights, own);
    let yes = 0;
    for (const [i, row] of own.entries()) yes += (weights[i] ?? 0) * (answers[row] ?? 0);
    return shiftTo(valuesAt(logits, own), weights, yes, LEAF_PRIOR);
  });
  return { tree: grown.tree, offsets };
}

/** The share of yes among the simulated rows becomes that of training, by the bias alone. */
function calibrate(context: FitContext, question: QuestionModel, input: QuestionInput): QuestionModel {
  const compiled = compileQuestion(question, 0);
  const { state } = context;
  let yes = 0;
  let all = 0;
  for (const row of input.rows) {
    yes += (context.weights[row] ?? 1) * (input.answers[row] ?? 0);
    all += context.weights[row] ?? 1;
  }
  let goal = (yes / all) * input.asked.length;
  const logits = new Float64Array(input.asked.length);
  let count = 0;
  for (let i = 0; i < input.asked.length; i++) {
    const row = input.asked[i] ?? 0;
    const forced = forcedAnswer(compiled, state, row);
    if (forced < 0) logits[count++] = logitOf(compiled, state, row);
    else goal -= forced;
  }
  if (count < 50) return question;
  const open = Math.max(0.25, Math.min(count - 0.25, goal));
  const shift = shiftTo(logits.subarray(0, count), new Float64Array(count).fill(1), open, 0);
  return { ...question, score: { ...question.score, bias: question.score.bias + shift } };
}

export function fitQuestion(context: FitContext, input: QuestionInput): QuestionModel {
  const forced = findForced(context, input.answers, input.rows);
  const rows =
    forced.length === 0
      ? input.rows
      : input.rows.filter((row) => forced.every(({ slot, is }) => context.data[slot]?.[row] !== is));
  let yes = 0;
  for (const row of rows) yes += input.answers[row] ?? 0;
  if (rows.length === 0 || yes === 0 || yes === rows.length) {
    const certain = rows.length > 0 && yes === rows.length ? 12 : -12;
    return { score: { ...NO_SCORE, bias: certain }, tree: null, offsets: [], forced };
  }
  const score = fitScore(context, input, rows, forced.length > 0);
  const tree = fitTree(context, input.answers, rows, score);
  return calibrate(context, { score, ...tree, forced }, input);
}
