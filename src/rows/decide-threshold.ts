/**
 * How strong an effect must be to be learned: decided by 15 % of the training persons, who take no part in this first fit.
 * The threshold whose linear scores predict them best is taken; patients put aside for the comparison are not looked at.
 */
import { Rng } from '../core/rng.ts';
import { enterChoices } from './fit-settings.ts';
import { firstRows, thinned, valuesAt } from './row-numbers.ts';
import { ROW_STREAM } from './row-stream.ts';
import { selectForward, SlotMoments, type SlotProducts } from './selection.ts';

const SHARE = 0.15;
/** With fewer the decision would be noise, and costs persons. */
export const LEAST_PERSONS = 250;
const MOST_ROWS = 4000;

export interface ThresholdInput {
  /** One [rows] a slot. */
  readonly data: readonly Float64Array[];
  /** Of every slot: the first slot of its own block, and which of its rows are blank. */
  readonly firsts: readonly number[];
  readonly blanks: readonly (Uint8Array | null)[];
  /** [rows], numbered from 0. */
  readonly persons: Int32Array;
  readonly count: number;
  readonly added: number;
  readonly alone: number;
  readonly most: number;
  readonly seed: number;
}

/** The values at `rows`, standardised over the rows `fitted`. */
function standardised(values: Float64Array, fitted: Uint32Array, rows: Uint32Array): Float64Array {
  let sum = 0;
  for (const row of fitted) sum += values[row] ?? 0;
  const centre = sum / fitted.length;
  let squares = 0;
  for (const row of fitted) squares += ((values[row] ?? 0) - centre) ** 2;
  const spread = Math.sqrt(squares / fitted.length) || 1;
  return valuesAt(values, rows).map((value) => (value - centre) / spread);
}

/** Squared error of the rows asked, in variances, after each threshold; added to `errors`. */
function addErrors(
  errors: Float64Array,
  target: number,
  input: ThresholdInput,
  sets: { fitted: Uint32Array; asked: Uint32Array; products: SlotProducts },
): void {
  const values = input.data[target] ?? new Float64Array();
  const y = standardised(values, sets.fitted, sets.asked);
  const candidates = input.firsts[target] ?? 0;
  if (candidates === 0) return;
  const choices = enterChoices({ rows: input.persons.length, persons: input.count, slots: input.data.length });
  const least = Math.min(...choices);
  const steps = selectForward(sets.products, standardised(values, sets.fitted, sets.products.rows), {
    candidates,
    enter: least + input.added,
    alone: input.alone,
    most: input.most,
    design: 1,
  });
  const chosen = steps.map(({ slot }) => standardised(input.data[slot] ?? new Float64Array(), sets.fitted, sets.asked));
  for (const [choice, enter] of choices.entries()) {
    let taken = 0;
    while (taken < steps.length && (steps[taken]?.z2 ?? 0) >= enter + input.added) taken++;
    const beta = taken === 0 ? new Float64Array() : (steps[taken - 1]?.beta ?? new Float64Array());
    let error = 0;
    for (let at = 0; at < sets.asked.length; at++) {
      let sum = 0;
      for (let i = 0; i < taken; i++) sum += (beta[i] ?? 0) * (chosen[i]?.[at] ?? 0);
      error += Math.min(100, ((y[at] ?? 0) - sum) ** 2);
    }
    errors[choice] = (errors[choice] ?? 0) + error;
  }
}

/** Null with too few persons. */
export function decideThreshold(input: ThresholdInput): number | null {
  if (input.count < LEAST_PERSONS) return null;
  const order = new Rng(input.seed, ROW_STREAM.validation).permutation(input.count);
  const isAside = new Uint8Array(input.count);
  for (const person of order.subarray(0, Math.round(SHARE * input.count))) isAside[person] = 1;
  const rows = thinned(firstRows(input.persons.length), MOST_ROWS);
  const choices = enterChoices({ rows: input.persons.length, persons: input.count, slots: input.data.length });
  const errors = new Float64Array(choices.length);
  const isFitted = (row: number): boolean => isAside[input.persons[row] ?? 0] === 0;
  const moments = new SlotMoments(input.data, rows.filter(isFitted));
  const made = new Map<Uint8Array | null, { fitted: Uint32Array; asked: Uint32Array; products: SlotProducts }>();
  for (const target of input.data.keys()) {
    const blank = input.blanks[target] ?? null;
    let sets = made.get(blank);
    if (sets === undefined) {
      const isKnown = (row: number): boolean => blank === null || blank[row] === 0;
      const positions = firstRows(moments.rows.length).filter((at) => isKnown(moments.rows[at] ?? 0));
      const products = moments.within(positions, moments.count);
      sets = { fitted: products.rows, asked: rows.filter((row) => isKnown(row) && !isFitted(row)), products };
      made.set(blank, sets);
    }
    if (sets.fitted.length > 20 && sets.asked.length > 0) addErrors(errors, target, input, sets);
  }
  let best = 0;
  for (const [choice, error] of errors.entries()) if (error < (errors[best] ?? 0)) best = choice;
  return choices[best] ?? null;
}
