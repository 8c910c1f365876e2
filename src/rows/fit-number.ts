/** Fits the law of a number on the slots so far: score, tree, residuals of the leaves, and the map onto training's quantiles. */
import { compileLaw } from './compile-model.ts';
import { lawUniforms, rawNumber } from './draw-block.ts';
import { FIT_ROWS, type FitContext } from './fit-context.ts';
import { linearRegression, scoreRows } from './regression.ts';
import { binSlot, growTree } from './residual-tree.ts';
import { firstRows, rowsMarked, thinned, valuesAt } from './row-numbers.ts';
import type { LinearScore, NumberCells, NumberLaw, TreeModel } from './row-model.ts';
import { selectForward } from './selection.ts';

const MOST_KNOTS = 65;
const MAP_KNOTS = 257;
/** Noise on top of a residual, in standard deviations of the residuals at one row: it shrinks as the fifth root of the rows. */
const JITTER = 0.3;
const LEAST_ROWS = 10;
const LEAST_MAP = 50;

export interface NumberInput {
  /** [rows] normal scores; only `rows` are looked at. */
  readonly scores: Float64Array;
  readonly rows: Uint32Array;
  readonly name: string | null;
  readonly cells: NumberCells;
  /** Simulated rows that a number is drawn for, and the counter step of the draw. */
  readonly asked: Uint32Array;
  readonly step: number;
}

/** `count` equally spaced quantiles of sorted numbers, or all of them where they are fewer. */
export function knotsOf(sorted: Float64Array, count: number): number[] {
  if (sorted.length <= count) return [...sorted];
  return Array.from({ length: count }, (_, k) => {
    const position = (k / (count - 1)) * (sorted.length - 1);
    const below = Math.floor(position);
    const low = sorted[below] ?? 0;
    return low + ((sorted[Math.min(below + 1, sorted.length - 1)] ?? low) - low) * (position - below);
  });
}

/** The same of numbers that count `weights` times each: a number stands at the middle of its share. */
function weightedKnots(values: Float64Array, weights: Float64Array, count: number): number[] {
  const order = firstRows(values.length).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const middles = new Float64Array(order.length);
  let before = 0;
  for (const [i, at] of order.entries()) {
    const weight = weights[at] ?? 0;
    middles[i] = before + weight / 2;
    before += weight;
  }
  const [first = 0] = middles;
  const span = (middles.at(-1) ?? 0) - first;
  const knots = Math.min(count, order.length);
  let below = 0;
  return Array.from({ length: knots }, (_, k) => {
    const goal = first + (k / Math.max(1, knots - 1)) * span;
    while (below < order.length - 2 && (middles[below + 1] ?? 0) <= goal) below += 1;
    const low = values[order[below] ?? 0] ?? 0;
    const gap = (middles[below + 1] ?? 0) - (middles[below] ?? 0);
    const step = (values[order[below + 1] ?? 0] ?? low) - low;
    return gap > 0 ? low + step * Math.min(1, (goal - (middles[below] ?? 0)) / gap) : low;
  });
}

function fitScore(context: FitContext, { scores, rows, name }: NumberInput): LinearScore {
  const products = context.products(name, rows);
  const { settings } = context;
  const steps = selectForward(products, valuesAt(scores, products.rows), {
    candidates: context.available,
    enter: settings.enter,
    alone: settings.alone,
    most: Math.min(settings.most, Math.floor(rows.length / 5)),
    design: context.design,
  });
  const fitted = thinned(rows, FIT_ROWS);
  return linearRegression({
    slots: steps.map(({ slot }) => slot),
    data: context.data,
    rows: fitted,
    y: valuesAt(scores, fitted),
    weights: valuesAt(context.weights, fitted),
    ridge: settings.ridge,
  });
}

interface Residuals {
  readonly tree: TreeModel | null;
  readonly residuals: readonly (readonly number[])[];
  readonly jitter: number;
}

function fitResiduals(context: FitContext, input: NumberInput, score: LinearScore): Residuals {
  const fitted = thinned(input.rows, FIT_ROWS);
  const value = new Float64Array(context.rows);
  const residual = new Float64Array(context.rows);
  let squares = 0;
  scoreRows(score, context.data, fitted, value);
  for (let i = 0; i < fitted.length; i++) {
    const row = fitted[i] ?? 0;
    residual[row] = (input.scores[row] ?? 0) - (value[row] ?? 0);
    squares += (residual[row] ?? 0) ** 2;
  }
  const n = fitted.length;
  const spread = Math.sqrt(squares / n);
  // Residuals of a fit are smaller than those of new patients.
  const widen = Math.sqrt(n / Math.max(n / 2, n - score.slots.length - 1));
  const { design, weights } = context;
  const scaled = residual.map((one, row) => (design * (weights[row] ?? 1) * one) / Math.max(spread, 1e-9));
  const grown = growTree({
    rows: fitted,
    slots: context.bins,
    score: binSlot(value, fitted),
    residual: scaled,
    variance: weights.map((weight) => design * weight * weight),
    split: context.settings.split,
    leaf: context.settings.leaf,
  });
  const leaves = grown?.leaves ?? 1;
  const residuals = Array.from({ length: leaves }, (_, leaf) => {
    const own = grown === null ? fitted : rowsMarked(fitted, grown.leafOf, leaf);
    const values = valuesAt(residual, own);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * widen;
    return weightedKnots(values, valuesAt(context.weights, own), MOST_KNOTS);
  });
  return { tree: grown?.tree ?? null, residuals, jitter: JITTER * spread * n ** -0.2 };
}

/** Quantiles of what is drawn: they become those of training. */
function fitMap(context: FitContext, law: NumberLaw, { asked, step }: NumberInput): number[] {
  const compiled = compileLaw(law);
  const rows = asked.length >= LEAST_MAP ? asked : firstRows(context.simulated);
  const { state } = context;
  const drawing = { key: context.key, row: 0, attempt: 0 };
  const drawn = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    drawing.row = rows[i] ?? 0;
    const [u, v] = lawUniforms(drawing, step);
    drawn[i] = rawNumber(compiled, state, drawing.row, u, v);
  }
  return knotsOf(drawn.sort(), MAP_KNOTS);
}

export function fitNumber(context: FitContext, input: NumberInput): NumberLaw {
  const few = input.rows.length < LEAST_ROWS;
  const score = few ? { bias: 0, slots: [], weights: [] } : fitScore(context, input);
  const spread = few
    ? { tree: null, residuals: [[-2, -1, -0.4, 0, 0.4, 1, 2]], jitter: 0.1 }
    : fitResiduals(context, input, score);
  const law: NumberLaw = { score, ...spread, map: [0, 1], cells: input.cells };
  return { ...law, map: fitMap(context, law, input) };
}
