/**
 * Fits the row model: a sparse chain. Blank flags come first, then column after column given those before: linear or
 * logistic on the few that matter, a tree on what that leaves, shares and quantiles held to those of training. What
 * other columns give exactly is recomputed instead of learned. No gradients, no networks: fractions of a second.
 *
 * Chains of conditional models as such: Nowok, Raab & Dibben, synthpop (J. Stat. Softw. 74(11), 2016).
 */
import type { PlausibilityRule } from '../core/plausibility.ts';
import { compileBlock, compileQuestion, type CompiledBlock } from './compile-model.ts';
import { decideThreshold } from './decide-threshold.ts';
import { answersYes, BLANK, drawBlock } from './draw-block.ts';
import { findRelations, type Relations } from './find-relations.ts';
import { FitContext, personWeights } from './fit-context.ts';
import { fitNumber } from './fit-number.ts';
import { fitQuestion } from './fit-question.ts';
import { addedThreshold, settingsFor, type FitSettings } from './fit-settings.ts';
import { withoutLearned } from './relation-rules.ts';
import { roundRows } from './rows-file.ts';
import { firstRows, rowsMarked } from './row-numbers.ts';
import { columnSlots, prepareColumn, type PreparedColumn } from './prepare-columns.ts';
import {
  stepsOf,
  type BlankBlock,
  type ColumnBlock,
  type ColumnSlot,
  type RowBlock,
  type RowModel,
} from './row-model.ts';
import type { RowTable } from './row-table.ts';

export interface FitOptions {
  readonly seed: number;
  /** What is found of these is learned, not computed. */
  readonly learned?: readonly PlausibilityRule[];
  /** Instead of what the table's size says. */
  readonly settings?: Partial<FitSettings>;
}

/** Columns that are blank in the same rows, one pattern each. */
interface BlankPattern {
  readonly columns: number[];
  readonly blank: Uint8Array;
}

function findPatterns(prepared: readonly PreparedColumn[]): BlankPattern[] {
  const patterns = new Map<string, BlankPattern>();
  for (const [column, { blank }] of prepared.entries()) {
    if (!blank.includes(1)) continue;
    const key = blank.join('');
    const known = patterns.get(key);
    if (known === undefined) patterns.set(key, { columns: [column], blank });
    else known.columns.push(column);
  }
  return [...patterns.values()];
}

/** Persons numbered from 0; every row its own where nothing is known. */
function numberPersons({ persons, rows }: RowTable): { readonly of: Int32Array; readonly count: number } {
  if (persons === null) return { of: Int32Array.from({ length: rows }, (_, row) => row), count: rows };
  const numbers = new Map<number, number>();
  const of = Int32Array.from(persons, (person) => {
    const number = numbers.get(person) ?? numbers.size;
    numbers.set(person, number);
    return number;
  });
  return { of, count: numbers.size };
}

interface Plan {
  readonly prepared: readonly PreparedColumn[];
  readonly patterns: readonly BlankPattern[];
  readonly relations: Relations;
  readonly slots: ReadonlyMap<number, ColumnSlot[]>;
  readonly data: readonly Float64Array[];
  readonly firsts: readonly number[];
  readonly blanks: readonly (Uint8Array | null)[];
}

/** All slots in the order of the blocks, patterns first. */
function planSlots(prepared: readonly PreparedColumn[], relations: Relations): Plan {
  const patterns = findPatterns(prepared);
  const data: Float64Array[] = patterns.map(({ blank }) => Float64Array.from(blank));
  const firsts = patterns.map((_, i) => i);
  const blanks: (Uint8Array | null)[] = patterns.map(() => null);
  const slots = new Map<number, ColumnSlot[]>();
  for (const index of relations.sequence) {
    const column = prepared[index];
    if (column === undefined) continue;
    const first = data.length;
    const own = columnSlots(column, first);
    slots.set(index, own.slots);
    const pattern = patterns.find(({ columns }) => columns.includes(index));
    for (const values of own.data) {
      data.push(values);
      firsts.push(first);
      blanks.push(pattern?.blank ?? null);
    }
  }
  return { prepared, patterns, relations, slots, data, firsts, blanks };
}

class Fit {
  readonly #plan: Plan;
  readonly #context: FitContext;
  readonly #rows: Uint32Array;
  readonly #simulated: Uint32Array;
  #step = 0;

  constructor(plan: Plan, context: FitContext) {
    this.#plan = plan;
    this.#context = context;
    this.#rows = firstRows(context.rows);
    this.#simulated = firstRows(context.simulated);
    for (const values of plan.data)
      context.addSlot(values, values.every((value) => value === 0 || value === 1) || isAnswer(values));
  }

  blocks(): RowBlock[] {
    const blocks: RowBlock[] = [];
    const done = (block: RowBlock): void => {
      const columns = this.#plan.prepared.map(({ model }) => model);
      this.#draw(compileBlock(block, columns, this.#step));
      this.#step += stepsOf(block);
      this.#context.available += block.kind === 'blank' ? 1 : block.slots.length;
      blocks.push(block);
    };
    for (const [slot, pattern] of this.#plan.patterns.entries()) done(this.#blankBlock(pattern, slot));
    for (const column of this.#plan.relations.sequence) {
      const prepared = this.#plan.prepared[column];
      if (prepared !== undefined) done(this.#columnBlock(prepared, column));
    }
    return blocks;
  }

  #draw(block: CompiledBlock): void {
    const { state, key } = this.#context;
    const drawing = { key, row: 0, attempt: 0 };
    for (let row = 0; row < this.#simulated.length; row++) {
      drawing.row = row;
      drawBlock(block, state, row, drawing);
    }
  }

  #blankBlock({ columns, blank }: BlankPattern, slot: number): BlankBlock {
    const question = fitQuestion(this.#context, {
      answers: blank,
      rows: this.#rows,
      name: 'all',
      asked: this.#simulated,
    });
    return { kind: 'blank', columns, slot, question };
  }

  /** Simulated rows in which the column is learned: not blank, and not computed. */
  #openRows(column: number, parents: readonly number[] | null): Uint32Array {
    const { state } = this.#context;
    const isBlank = (row: number, of: number): boolean => state.status[of * state.rows + row] === BLANK;
    return this.#simulated.filter(
      (row) => !isBlank(row, column) && (parents === null || parents.some((parent) => isBlank(row, parent))),
    );
  }

  #columnBlock(prepared: PreparedColumn, column: number): ColumnBlock {
    const { relations, patterns } = this.#plan;
    const formula = relations.formulas.get(column) ?? null;
    const anyOf = relations.anyOfs.get(column) ?? null;
    const pattern = patterns.findIndex(({ columns }) => columns.includes(column));
    let rows = rowsMarked(this.#rows, prepared.blank, 0);
    let name: string | null = pattern < 0 ? 'all' : `pattern ${pattern}`;
    let asked = this.#openRows(column, formula?.columns ?? anyOf?.columns ?? null);
    const questions: { level: number; question: ColumnBlock['questions'][number]['question'] }[] = [];
    for (const [i, level] of prepared.asked.entries()) {
      const answers = new Uint8Array(this.#context.rows);
      for (let at = 0; at < rows.length; at++)
        answers[rows[at] ?? 0] = Number(prepared.levels[rows[at] ?? 0] === level);
      const question = fitQuestion(this.#context, { answers, rows, name, asked });
      questions.push({ level, question });
      rows = rowsMarked(rows, answers, 0);
      name = null;
      asked = this.#stillOpen(question, asked, i);
    }
    const rest = this.#restOf(prepared);
    const law =
      prepared.cells === null
        ? null
        : fitNumber(this.#context, {
            scores: prepared.scores,
            rows,
            name,
            cells: prepared.cells,
            asked,
            step: this.#step + questions.length,
          });
    const { orders } = relations;
    const isDrawn = (other: number): boolean => relations.sequence.indexOf(other) < relations.sequence.indexOf(column);
    return {
      kind: 'column',
      column,
      formula,
      anyOf,
      questions,
      rest,
      law,
      slots: this.#plan.slots.get(column) ?? [],
      atLeast: law === null ? [] : orders.flatMap(({ low, high }) => (high === column && isDrawn(low) ? [low] : [])),
      atMost: law === null ? [] : orders.flatMap(({ low, high }) => (low === column && isDrawn(high) ? [high] : [])),
    };
  }

  #stillOpen(question: BlankBlock['question'], asked: Uint32Array, i: number): Uint32Array {
    const { state, key } = this.#context;
    const compiled = compileQuestion(question, 0);
    const drawing = { key, row: 0, attempt: 0 };
    return asked.filter((row) => {
      drawing.row = row;
      return !answersYes(compiled, state, row, drawing, this.#step + i);
    });
  }

  #restOf({ rest, cells }: PreparedColumn): ColumnBlock['rest'] {
    if (cells !== null || rest.length === 0) return null;
    const total = rest.reduce((sum, { rows }) => sum + rows, 0);
    let before = 0;
    return { levels: rest.map(({ level }) => level), upTo: rest.map(({ rows }) => (before += rows) / total) };
  }
}

/** 0 and 1, and the mean where blank. */
function isAnswer(values: Float64Array): boolean {
  let other = Number.NaN;
  for (const value of values) {
    if (value === 0 || value === 1) continue;
    if (Number.isNaN(other)) other = value;
    if (value !== other) return false;
  }
  return other > 0 && other < 1;
}

/** A model of at least one column and one row. */
export function fitRows(table: RowTable, options: FitOptions): RowModel {
  const { seed } = options;
  const persons = numberPersons(table);
  const firstSettings = { ...settingsFor(table.rows, null, 0), ...options.settings };
  const weights = personWeights(persons.of, { count: persons.count, strength: firstSettings.noise, seed });
  const prepared = table.columns.map((column) => prepareColumn(column, { persons: persons.of, weights }));
  const relations = withoutLearned(findRelations(table.columns), table.columns, options.learned ?? []);
  const plan = planSlots(prepared, relations);
  const added = addedThreshold(plan.data.length, persons.count);
  const decided = decideThreshold({
    data: plan.data,
    firsts: plan.firsts,
    blanks: plan.blanks,
    persons: persons.of,
    count: persons.count,
    added,
    alone: firstSettings.alone,
    most: firstSettings.most,
    seed,
  });
  const settings = { ...settingsFor(table.rows, decided, added), ...options.settings };
  const steps = plan.patterns.length + prepared.reduce((sum, { asked }) => sum + asked.length + 1, 0);
  const context = new FitContext({
    rows: table.rows,
    persons: persons.count,
    settings,
    weights,
    seed,
    steps,
    columns: table.columns.length,
    slots: plan.data.length,
  });
  const blocks = new Fit(plan, context).blocks();
  // As it will be in a file: what is drawn now and what is drawn from the file are the same rows.
  return roundRows({
    format: 'rows',
    version: 1,
    columns: prepared.map(({ model }) => model),
    slots: plan.data.length,
    blocks,
    orders: plan.relations.orders,
    fit: {
      rows: table.rows,
      persons: persons.count,
      seed,
      enter: settings.enter,
      split: settings.split,
      decidedBy: decided === null ? 'fixed' : 'validation',
    },
  });
}
