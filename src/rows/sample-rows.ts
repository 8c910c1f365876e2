/**
 * Rows from a row model. Row i depends on the model, the seed, the conditions and i alone: any rows can be made, in any order.
 *
 * Conditions are met by drawing again: each row tries until one fits, so what is drawn is exactly the model given the
 * conditions. Where a fixed number hardly ever comes out exactly, near ones are accepted and set to it; where wanted
 * shares would refuse nearly every row, rows carry weights instead. Both are stated in the plan.
 */
import { pcg4d } from '../core/rng.ts';
import { compileBlock, type CompiledBlock, type CompiledColumn } from './compile-model.ts';
import {
  cellOfRow,
  fitShares,
  type CellValue,
  type RowConditions,
  type RowFilter,
  type ShareFactors,
} from './conditions.ts';
import {
  BLANK,
  drawBlock,
  KNOWN,
  OPEN,
  rewriteSlots,
  rowState,
  scoreOfNumber,
  type DrawKey,
  type RowState,
} from './draw-block.ts';
import { ROW_STREAM } from './row-stream.ts';
import { stepsOf, type RowModel } from './row-model.ts';
import type { RowColumn, RowTable } from './row-table.ts';

/** Tries that show how often a row fits. */
const PILOT = 20_000;
const PILOT_ROW = 2 ** 32 - 1;
/** Below this, near numbers are accepted. */
const LEAST_FIXED = 1 / 2000;
/** How near, in normal scores. */
const NEARNESS = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, Number.POSITIVE_INFINITY];
/** Below this, shares are kept by weights. */
const LEAST_SHARED = 1 / 1000;
/** Tries at one row. */
const MOST_TRIES = 2_000_000;
const TO_UNIT = 2 ** -32;
/** Rows drawn at once where nothing is asked. */
const TOGETHER = 256;

export interface ConditionPlan {
  /** Share of the rows drawn that fit: fixed cells and filter, and wanted shares where rows are refused for them. */
  readonly acceptance: number;
  /** Fixed numbers are accepted from this far, in standard deviations. 0: exactly. */
  readonly nearness: number;
  readonly shares: 'none' | 'rejection' | 'weights' | 'impossible';
}

export interface DrawnRows {
  readonly table: RowTable;
  /** How much each row counts; null: all the same. */
  readonly weights: Float64Array | null;
  /** Rows drawn for them. */
  readonly tries: number;
  /** False: rows are missing, since none fitted. */
  readonly isComplete: boolean;
}

interface Checks {
  /** By block: what is decided once it is drawn. */
  readonly fixed: readonly (CellValue | undefined)[];
  readonly filters: readonly (readonly RowFilter[])[];
}

export class RowSampler {
  readonly plan: ConditionPlan;
  readonly #model: RowModel;
  readonly #blocks: readonly CompiledBlock[];
  readonly #key: DrawKey;
  readonly #state: RowState;
  readonly #conditions: RowConditions;
  readonly #checks: Checks;
  #nearness = 0;
  #factors: ShareFactors | null = null;
  /** Nothing is asked. */
  readonly #isFree: boolean;
  readonly #words = new Uint32Array(4);

  constructor(model: RowModel, options: { readonly seed: number; readonly conditions?: RowConditions }) {
    this.#model = model;
    let step = 0;
    this.#blocks = model.blocks.map((block) => {
      const compiled = compileBlock(block, model.columns, step);
      step += stepsOf(block);
      return compiled;
    });
    this.#key = { seed: options.seed, stream: ROW_STREAM.rows, steps: step };
    this.#state = rowState(1, model.columns.length, model.slots);
    this.#conditions = options.conditions ?? {};
    this.#checks = this.#planChecks();
    const { fix = [], shares = [], where = [] } = this.#conditions;
    this.#isFree = fix.length === 0 && shares.length === 0 && where.length === 0;
    this.plan = this.#makePlan();
  }

  /** Rows `first` … `first + count − 1`. */
  draw(first: number, count: number): DrawnRows {
    if (this.#isFree) {
      return { table: this.#table(this.#drawFree(first, count), count), weights: null, tries: count, isComplete: true };
    }
    const width = this.#model.columns.length;
    // Row by row, NaN where blank; columns are made of it at the end.
    const cells = new Float64Array(count * width);
    const isWeighted = this.plan.shares === 'weights';
    const weights = new Float64Array(isWeighted ? count : 0);
    const { values, status } = this.#state;
    let tries = 0;
    let made = 0;
    for (; made < count; made++) {
      const used = this.#drawRow(first + made);
      tries += used < 0 ? MOST_TRIES : used;
      if (used < 0) break;
      for (let column = 0; column < width; column++) {
        cells[made * width + column] = status[column] === BLANK ? Number.NaN : (values[column] ?? 0);
      }
      if (isWeighted) weights[made] = this.#shareWeight();
    }
    const table = this.#table(cells, made);
    return { table, weights: isWeighted ? weights.subarray(0, made) : null, tries, isComplete: made === count };
  }

  /** Without conditions: some rows at once, block by block, so that what a block needs stays at hand. */
  #drawFree(first: number, count: number): Float64Array {
    const width = this.#model.columns.length;
    const cells = new Float64Array(count * width);
    const state = rowState(Math.min(count, TOGETHER), width, this.#model.slots);
    for (let start = 0; start < count; start += TOGETHER) {
      const rows = Math.min(TOGETHER, count - start);
      state.status.fill(OPEN);
      const drawings = Array.from({ length: rows }, (_, r) => ({ key: this.#key, row: first + start + r, attempt: 0 }));
      for (const block of this.#blocks) {
        for (let r = 0; r < rows; r++) {
          const drawing = drawings[r];
          if (drawing !== undefined) drawBlock(block, state, r, drawing);
        }
      }
      for (let i = 0; i < rows * width; i++) {
        cells[start * width + i] = state.status[i] === BLANK ? Number.NaN : (state.values[i] ?? 0);
      }
    }
    return cells;
  }

  #table(cells: Float64Array, rows: number): RowTable {
    const width = this.#model.columns.length;
    const columns = this.#model.columns.map((column, i): RowColumn => {
      if (column.kind === 'number') {
        const values = new Float64Array(rows);
        for (let row = 0; row < rows; row++) values[row] = cells[row * width + i] ?? Number.NaN;
        return { name: column.name, kind: 'number', decimals: column.decimals, values };
      }
      const codes = new Int32Array(rows);
      for (let row = 0; row < rows; row++) {
        const value = cells[row * width + i] ?? Number.NaN;
        codes[row] = Number.isNaN(value) ? -1 : value;
      }
      return { name: column.name, kind: 'category', levels: column.levels, codes };
    });
    return { rows, columns, persons: null };
  }

  #planChecks(): Checks {
    const { fix, where = [] } = this.#conditions;
    const byColumn = new Map(fix?.map(({ column, value }) => [column, value]));
    const fixed = this.#blocks.map((block) => (block.kind === 'column' ? byColumn.get(block.column) : undefined));
    const places = new Map<number, number>();
    for (const [i, block] of this.#blocks.entries()) if (block.kind === 'column') places.set(block.column, i);
    const filters = this.#blocks.map((): RowFilter[] => []);
    for (const filter of where) {
      filters[Math.max(0, ...filter.columns.map((column) => places.get(column) ?? 0))]?.push(filter);
    }
    return { fixed, filters };
  }

  #makePlan(): ConditionPlan {
    const { fix = [], shares = [] } = this.#conditions;
    if (this.#isFree) return { acceptance: 1, nearness: 0, shares: 'none' };
    let pilot = this.#pilot();
    if (fix.length > 0) {
      for (const nearness of NEARNESS) {
        this.#nearness = nearness;
        if (nearness > 0) pilot = this.#pilot();
        if (pilot.length / PILOT >= LEAST_FIXED) break;
      }
    }
    const acceptance = pilot.length / PILOT;
    const nearness = this.#nearness;
    if (shares.length === 0) return { acceptance, nearness, shares: 'none' };
    this.#factors = fitShares(pilot, shares);
    if (this.#factors === null) return { acceptance: 0, nearness, shares: 'impossible' };
    let kept = 0;
    for (const row of pilot) kept += this.#weightOf((i) => row[i] === 1) / Math.max(1, pilot.length);
    if (kept < LEAST_SHARED) return { acceptance, nearness, shares: 'weights' };
    return { acceptance: acceptance * kept, nearness, shares: 'rejection' };
  }

  /** Which of the wanted values the rows have that fit otherwise. */
  #pilot(): Uint8Array[] {
    const { shares = [] } = this.#conditions;
    const fitting: Uint8Array[] = [];
    for (let attempt = 0; attempt < PILOT; attempt++) {
      if (this.#tryRow(PILOT_ROW, attempt)) fitting.push(Uint8Array.from(shares, (_, i) => Number(this.#hasWanted(i))));
    }
    return fitting;
  }

  #hasWanted(i: number): boolean {
    const wanted = this.#conditions.shares?.[i];
    return wanted !== undefined && cellOfRow(this.#state, 0, wanted.column) === wanted.value;
  }

  #weightOf(has: (i: number) => boolean): number {
    let weight = 1;
    const { shares = [] } = this.#conditions;
    for (let i = 0; i < shares.length; i++)
      weight *= (has(i) ? this.#factors?.[i]?.withIt : this.#factors?.[i]?.without) ?? 1;
    return weight;
  }

  #shareWeight(): number {
    return this.#weightOf((i) => this.#hasWanted(i));
  }

  /** How many tries it took; −1 where none fitted. */
  #drawRow(row: number): number {
    const isRefused = this.plan.shares === 'rejection';
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (!this.#tryRow(row, attempt)) continue;
      if (!isRefused) return attempt + 1;
      pcg4d(this.#key.seed, ROW_STREAM.share, row, attempt, this.#words);
      if ((this.#words[0] ?? 0) * TO_UNIT < this.#shareWeight()) return attempt + 1;
    }
    return -1;
  }

  #tryRow(row: number, attempt: number): boolean {
    const state = this.#state;
    state.status.fill(OPEN);
    const drawing = { key: this.#key, row, attempt };
    const cell = (column: number): CellValue => cellOfRow(state, 0, column);
    const { fixed, filters } = this.#checks;
    for (let b = 0; b < this.#blocks.length; b++) {
      const block = this.#blocks[b];
      if (block === undefined) break;
      drawBlock(block, state, 0, drawing);
      const wanted = fixed[b];
      if (wanted !== undefined && block.kind === 'column' && !this.#fits(block, wanted)) return false;
      const checked = filters[b];
      if (checked === undefined) continue;
      for (let f = 0; f < checked.length; f++) if (checked[f]?.test(cell) !== true) return false;
    }
    return true;
  }

  /** A near number becomes the fixed one, for this cell and for what is drawn after it. */
  #fits(block: CompiledColumn, wanted: CellValue): boolean {
    const state = this.#state;
    const drawn = cellOfRow(state, 0, block.column);
    if (drawn === wanted) return true;
    if (this.#nearness === 0 || drawn === null || wanted === null || !block.isNumber) return false;
    if (Math.abs(scoreOfNumber(block, drawn) - scoreOfNumber(block, wanted)) > this.#nearness) return false;
    state.values[block.column] = wanted;
    state.status[block.column] = KNOWN;
    rewriteSlots(block, state, 0);
    return true;
  }
}
