/**
 * Rows from a row model. Row i depends on the model, the seed, the conditions and i alone: any rows can be made, in any order.
 *
 * Conditions are met by drawing again: each row tries until one fits, so what is drawn is exactly the model given the
 * conditions. Where a fixed number hardly ever comes out exactly, near ones are accepted and set to it. Wanted shares: by the
 * row's own random number it is of one stratum or another before it is drawn; where that would refuse nearly every row, rows
 * carry weights instead. Both are stated in the plan.
 */
import { pcg4d } from '../core/rng.ts';
import { compileBlock, type CompiledBlock, type CompiledColumn } from './compile-model.ts';
import {
  cellOfRow,
  fitShares,
  groupShares,
  placeIn,
  type CellValue,
  type RowConditions,
  type RowFilter,
  type ShareGroup,
  type ShareStratum,
} from './conditions.ts';
import {
  drawBlock,
  KNOWN,
  OPEN,
  rewriteSlots,
  rowState,
  scoreOfNumber,
  type DrawKey,
  type Drawing,
  type RowState,
} from './draw-block.ts';
import { DrawnTable } from './drawn-table.ts';
import { neededBlocks } from './needed-blocks.ts';
import { ROW_STREAM } from './row-stream.ts';
import { stepsOf, type RowModel } from './row-model.ts';
import type { RowTable } from './row-table.ts';

/** Tries that show how often a row fits, and how many more there are where hardly any does. */
const PILOT = 20_000;
const MOST_PILOT = 400_000;
/** Fitting rows that say enough. */
const ENOUGH = 50;
const PILOT_ROW = 2 ** 32 - 1;
/** Below this, near numbers are accepted. */
const LEAST_FIXED = 1 / 2000;
/** How near, in normal scores. */
const NEARNESS = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, Number.POSITIVE_INFINITY];
/** Below this, shares are kept by weights. */
const LEAST_SHARED = 1 / 20_000;
/** Tries at one row. */
const MOST_TRIES = 2_000_000;
const TO_UNIT = 2 ** -32;
/** Rows drawn at once. */
const TOGETHER = 256;

export interface ConditionPlan {
  /** Share of the rows drawn that fit: fixed cells and filter, and wanted shares where rows are refused for them. */
  readonly acceptance: number;
  /** Fixed numbers are accepted from this far, in standard deviations. 0: exactly. */
  readonly nearness: number;
  readonly shares: 'none' | 'rejection' | 'weights' | 'impossible';
  /** Rows drawn to find this out. */
  readonly tried: number;
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

/** Rows that fit a filter, among those without any conditions. */
export interface FoundRows {
  readonly table: RowTable;
  /** Their numbers, ascending. */
  readonly numbers: readonly number[];
  /** Number of the row behind the last one that was looked at. */
  readonly end: number;
}

interface Checks {
  /** By block: what is decided once it is drawn. */
  readonly fixed: readonly (CellValue | undefined)[];
  readonly filters: readonly (readonly RowFilter[])[];
  /** By block: position of the wanted shares of its column; −1: it has none. */
  readonly groups: Int32Array;
}

export class RowSampler {
  readonly #model: RowModel;
  readonly #blocks: readonly CompiledBlock[];
  readonly #key: DrawKey;
  readonly #state: RowState;
  readonly #conditions: RowConditions;
  readonly #groups: readonly ShareGroup[];
  readonly #checks: Checks;
  /** Positions of the blocks that decide whether a row fits, and of the others, each in order. */
  readonly #deciding: readonly number[];
  readonly #others: readonly number[];
  /** Nothing is asked. */
  readonly #isFree: boolean;
  readonly #words = new Uint32Array(4);
  #plan: ConditionPlan | null = null;
  #nearness = 0;
  #strata: readonly ShareStratum[] = [];

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
    const { fix = [], shares = [], where = [] } = this.#conditions;
    this.#groups = groupShares(shares);
    this.#checks = this.#planChecks();
    this.#isFree = fix.length === 0 && shares.length === 0 && where.length === 0;
    const isNeeded = neededBlocks(model, [
      ...[...fix, ...shares].map(({ column }) => column),
      ...where.flatMap(({ columns }) => columns),
    ]);
    const positions = [...this.#blocks.keys()];
    this.#deciding = positions.filter((b) => isNeeded[b] === true);
    this.#others = positions.filter((b) => isNeeded[b] !== true);
  }

  /** Measured on some rows when it is first asked for: up to a few seconds where hardly any row fits. */
  get plan(): ConditionPlan {
    this.#plan ??= this.#makePlan();
    return this.#plan;
  }

  /** Rows `first` … `first + count − 1`. */
  draw(first: number, count: number): DrawnRows {
    const drawn = new DrawnTable(this.#model.columns, count);
    if (this.#isFree) {
      this.#drawFree(first, count, drawn);
      return { table: drawn.table(count), weights: null, tries: count, isComplete: true };
    }
    const isWeighted = this.plan.shares === 'weights';
    const weights = new Float64Array(isWeighted ? count : 0);
    let tries = 0;
    let made = 0;
    for (; made < count; made++) {
      const used = this.#drawRow(first + made);
      tries += used < 0 ? MOST_TRIES : used;
      if (used < 0) break;
      drawn.take(this.#state, 0, 1, made);
      if (isWeighted) weights[made] = this.#weightOf();
    }
    const table = drawn.table(made);
    return { table, weights: isWeighted ? weights.subarray(0, made) : null, tries, isComplete: made === count };
  }

  /**
   * Of the rows from `first` to below `to`, as they are without conditions, those that the filters `where` let through: at most
   * `most`. Nothing is drawn of a row behind the cell that refuses it.
   */
  search(first: number, to: number, most: number): FoundRows {
    const { columns, slots } = this.#model;
    const state = rowState(TOGETHER, columns.length, slots);
    const drawn = new DrawnTable(columns, Math.min(most, to - first));
    const numbers: number[] = [];
    let end = first;
    while (end < to && numbers.length < most) {
      const rows = Math.min(TOGETHER, to - end);
      for (const r of this.#fittingOf(state, end, rows)) {
        if (numbers.length === most) break;
        drawn.take(state, r, r + 1, numbers.length);
        numbers.push(end + r);
      }
      end = numbers.length === most ? (numbers.at(-1) ?? end) + 1 : end + rows;
    }
    return { table: drawn.table(numbers.length), numbers, end };
  }

  /** Draws rows `first` … together, block by block, each until a filter refuses it. Those that none refuses are whole. */
  #fittingOf(state: RowState, first: number, rows: number): number[] {
    state.status.fill(OPEN);
    let r = 0;
    const cell = (column: number): CellValue => cellOfRow(state, r, column);
    const drawing = { key: this.#key, row: 0, attempt: 0 };
    let left = Array.from({ length: rows }, (_, row) => row);
    const drawAll = (b: number): void => {
      const block = this.#blocks[b];
      if (block === undefined) return;
      for (const row of left) {
        drawing.row = first + row;
        drawBlock(block, state, row, drawing);
      }
    };
    for (const b of this.#deciding) {
      drawAll(b);
      for (const { test } of this.#checks.filters[b] ?? []) {
        left = left.filter((row) => {
          r = row;
          return test(cell);
        });
      }
      if (left.length === 0) return left;
    }
    for (const b of this.#others) drawAll(b);
    return left;
  }

  /** Without conditions: some rows at once, block by block, so that what a block needs stays at hand. */
  #drawFree(first: number, count: number, drawn: DrawnTable): void {
    const state = rowState(Math.min(count, TOGETHER), this.#model.columns.length, this.#model.slots);
    const drawing = { key: this.#key, row: 0, attempt: 0 };
    for (let start = 0; start < count; start += TOGETHER) {
      const rows = Math.min(TOGETHER, count - start);
      state.status.fill(OPEN);
      for (const block of this.#blocks) {
        for (let r = 0; r < rows; r++) {
          drawing.row = first + start + r;
          drawBlock(block, state, r, drawing);
        }
      }
      drawn.take(state, 0, rows, start);
    }
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
    const groups = Int32Array.from(this.#blocks, (block) =>
      block.kind === 'column' ? this.#groups.findIndex(({ column }) => column === block.column) : -1,
    );
    return { fixed, filters, groups };
  }

  #makePlan(): ConditionPlan {
    const { fix = [] } = this.#conditions;
    if (this.#isFree) return { acceptance: 1, nearness: 0, shares: 'none', tried: 0 };
    const areNumbers = fix.some(
      ({ column, value }) => value !== null && this.#model.columns[column]?.kind === 'number',
    );
    let pilot = this.#pilot(areNumbers ? PILOT : MOST_PILOT);
    if (areNumbers) {
      for (const nearness of NEARNESS.slice(1)) {
        if (pilot.acceptance >= LEAST_FIXED) break;
        this.#nearness = nearness;
        pilot = this.#pilot(PILOT);
      }
      pilot = this.#pilot(MOST_PILOT);
    }
    const { acceptance, tries: tried } = pilot;
    const nearness = this.#nearness;
    if (this.#groups.length === 0) return { acceptance, nearness, shares: 'none', tried };
    const strata = fitShares(pilot.places, this.#groups);
    if (strata === null || strata.length === 0) return { acceptance: 0, nearness, shares: 'impossible', tried };
    this.#strata = strata;
    // A row is of its stratum from the start and tries until it is one.
    const kept = 1 / strata.reduce((sum, { goal, own }) => sum + goal / own, 0);
    if (acceptance * kept < LEAST_SHARED) return { acceptance, nearness, shares: 'weights', tried };
    return { acceptance: acceptance * kept, nearness, shares: 'rejection', tried };
  }

  /** What share of rows fits, whatever shares are wanted; and of those that do, which of the wanted values they have. */
  #pilot(most: number): {
    readonly acceptance: number;
    readonly tries: number;
    readonly places: readonly (readonly number[])[];
  } {
    const places: number[][] = [];
    const seen = this.#groups.map(({ shares }): number[] => shares.map((share) => (share > 0 ? 0 : ENOUGH)));
    const isEnough = (): boolean => places.length >= ENOUGH && seen.every((own) => own.every((n) => n >= ENOUGH));
    let tries = 0;
    while (tries < PILOT || (tries < most && !isEnough())) {
      if (this.#tryRow(PILOT_ROW, tries, null)) {
        const own = this.#groups.map((group) => placeIn(group, cellOfRow(this.#state, 0, group.column)));
        own.forEach((place, g) => {
          const counts = seen[g];
          if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
        });
        places.push(own);
      }
      tries += 1;
    }
    return { acceptance: places.length / tries, tries, places };
  }

  #stratumOf(row: number): ShareStratum | undefined {
    pcg4d(this.#key.seed, ROW_STREAM.share, row, 0, this.#words);
    let left = (this.#words[0] ?? 0) * TO_UNIT;
    return this.#strata.find(({ goal }) => (left -= goal) < 0) ?? this.#strata.at(-1);
  }

  /** Of the row in the state: how much oftener rows of its stratum should come than they do. */
  #weightOf(): number {
    const places = this.#groups.map((group) => placeIn(group, cellOfRow(this.#state, 0, group.column))).join();
    const stratum = this.#strata.find((one) => one.places.join() === places);
    return stratum === undefined ? 0 : stratum.goal / stratum.own;
  }

  /** How many tries it took; −1 where none fitted. */
  #drawRow(row: number): number {
    const stratum = this.plan.shares === 'rejection' ? (this.#stratumOf(row)?.places ?? null) : null;
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (!this.#tryRow(row, attempt, stratum)) continue;
      for (const b of this.#others) this.#drawOne(b, { key: this.#key, row, attempt });
      return attempt + 1;
    }
    return -1;
  }

  #drawOne(b: number, drawing: Drawing): void {
    const block = this.#blocks[b];
    if (block !== undefined) drawBlock(block, this.#state, 0, drawing);
  }

  /** Draws what decides whether the row fits, `stratum` included where rows are refused for it. */
  #tryRow(row: number, attempt: number, stratum: readonly number[] | null): boolean {
    const state = this.#state;
    state.status.fill(OPEN);
    const drawing = { key: this.#key, row, attempt };
    const cell = (column: number): CellValue => cellOfRow(state, 0, column);
    const { fixed, filters, groups } = this.#checks;
    for (const b of this.#deciding) {
      const block = this.#blocks[b];
      if (block === undefined) break;
      drawBlock(block, state, 0, drawing);
      const wanted = fixed[b];
      if (wanted !== undefined && block.kind === 'column' && !this.#fits(block, wanted)) return false;
      const group = this.#groups[groups[b] ?? -1];
      if (stratum !== null && group !== undefined) {
        if (placeIn(group, cell(group.column)) !== stratum[groups[b] ?? -1]) return false;
      }
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
