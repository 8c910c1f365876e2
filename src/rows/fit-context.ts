/** What is known while a row model is being fitted: slots of the blocks so far, in training rows and in simulated ones. */
import { Rng } from '../core/rng.ts';
import type { FitSettings } from './fit-settings.ts';
import { rowState, type DrawKey, type RowState } from './draw-block.ts';
import { binSlot, type BinnedSlot } from './residual-tree.ts';
import { firstRows, rowsMarked, thinned } from './row-numbers.ts';
import { ROW_STREAM } from './row-stream.ts';
import { SlotMoments, type SlotProducts } from './selection.ts';

/** Rows that select slots: more change nothing but the time. */
const SELECTION_ROWS = 8000;
/** Rows that coefficients and trees are fitted on. */
export const FIT_ROWS = 30_000;
/** Rows drawn while fitting, to hold shares and quantiles to those of training. */
const SIMULATED_ROWS = 4096;
export class FitContext {
  readonly rows: number;
  readonly settings: FitSettings;
  /** Independent persons a row. */
  readonly design: number;
  /** [rows] how often a row counts. */
  readonly weights: Float64Array;
  /** Slots of the blocks fitted so far: what a fit may use. */
  available = 0;
  /** One [rows] a slot, of all blocks. */
  readonly data: Float64Array[] = [];
  readonly isBit: boolean[] = [];
  readonly state: RowState;
  readonly simulated: number;
  readonly key: DrawKey;
  readonly #bins: BinnedSlot[] = [];
  readonly #products = new Map<string, SlotProducts>();
  readonly #all: Uint32Array;
  #moments: SlotMoments | null = null;

  constructor(options: {
    readonly rows: number;
    readonly persons: number;
    readonly settings: FitSettings;
    readonly weights: Float64Array;
    readonly seed: number;
    readonly steps: number;
    readonly columns: number;
    readonly slots: number;
  }) {
    this.rows = options.rows;
    this.settings = options.settings;
    this.design = Math.min(1, options.persons / options.rows);
    this.weights = options.weights;
    this.simulated = SIMULATED_ROWS;
    this.state = rowState(this.simulated, options.columns, options.slots);
    this.key = { seed: options.seed, stream: ROW_STREAM.simulated, steps: options.steps };
    this.#all = firstRows(options.rows);
  }

  addSlot(values: Float64Array, isBit: boolean): void {
    this.data.push(values);
    this.isBit.push(isBit);
    this.#bins.push(binSlot(values, this.#all));
  }

  get bins(): readonly BinnedSlot[] {
    return this.#bins.slice(0, this.available);
  }

  /** Inner products of the slots over `rows`; kept where other columns are known in the same rows (`name`). */
  products(name: string | null, rows: Uint32Array): SlotProducts {
    const known = name === null ? undefined : this.#products.get(name);
    if (known !== undefined) return known;
    this.#moments ??= new SlotMoments(this.data, thinned(this.#all, SELECTION_ROWS), this.weights);
    const isIn = new Uint8Array(this.rows);
    for (const row of rows) isIn[row] = 1;
    const seen = this.#moments.rows;
    const isSeen = Uint8Array.from(seen, (row) => isIn[row] ?? 0);
    const positions = rowsMarked(firstRows(seen.length), isSeen, 1);
    // Those that are kept hold slots of later blocks too.
    const made = this.#moments.within(positions, name === null ? this.available : this.data.length);
    if (name !== null) this.#products.set(name, made);
    return made;
  }
}

/** How often each person counts, written to their rows: 1, or (strength 1) a draw of the Bayesian bootstrap (Rubin 1981). */
export function personWeights(
  persons: Int32Array,
  options: { readonly count: number; readonly strength: number; readonly seed: number },
): Float64Array {
  const { count, strength, seed } = options;
  if (strength === 0) return new Float64Array(persons.length).fill(1);
  const rng = new Rng(seed, ROW_STREAM.weights);
  const own = Float64Array.from({ length: count }, () => 1 + strength * (-Math.log(1 - rng.uniform()) - 1));
  return Float64Array.from(persons, (person) => own[person] ?? 1);
}
