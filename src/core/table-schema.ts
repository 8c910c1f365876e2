/**
 * How a table row becomes numbers in [0, 1] and back: the fitted schema. It holds column names, ranges and category
 * names of the modelled columns only; identifiers and dropped columns never get in.
 */

import type { PlausibilityRule } from './plausibility.ts';

export const COLUMN_ROLES = ['feature', 'target', 'id', 'image', 'drop'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const COLUMN_TYPES = ['binary', 'integer', 'continuous', 'categorical'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/**
 * What becomes of blank cells. `fill`: the median, in every row; of numbers alone (`fillsBlanks`). `generate`: blank cells are
 * learned as well, and come back blank as often and together with the same values as in the input.
 */
export const BLANK_CHOICES = ['fill', 'generate'] as const;
export type BlankChoice = (typeof BLANK_CHOICES)[number];

/** How the cells of one column are read, in this order. Texts are compared without regard to case. */
export interface ColumnReading {
  /** Cells with the text `from` are read as `to`; an empty `from` is a blank cell, an empty `to` makes one. */
  readonly replace: readonly { readonly from: string; readonly to: string }[];
  /** Texts that mean "not known" in this column, besides the usual words: "999". */
  readonly missingCodes: readonly string[];
  /** Numbers outside are taken as missing. Null: no limit. */
  readonly min: number | null;
  readonly max: number | null;
  /** Rare words are read as one. Absent: each is read as itself. */
  readonly join?: JoinRule;
  /** Cells are words, though they could be read as numbers. Absent: as suggested. */
  readonly asTexts?: true;
}

/** Words that fewer than `below` rows have are read as the word `as`. */
export interface JoinRule {
  readonly below: number;
  readonly as: string;
}

/** An age from a column of dates: at the date in another column, or on a day. */
export type AgeRule =
  | { readonly at: 'column'; readonly column: string }
  | { readonly at: 'date'; readonly date: string };

export const NO_READING: ColumnReading = { replace: [], missingCodes: [], min: null, max: null };

/** What a visitor decides about one column of the input. */
export interface ColumnSetting {
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  /** The value becomes 1 if it is at least this, else 0 (percent stenosis: 50). Null: no rule. */
  readonly threshold: number | null;
  /** Absent: as suggested. */
  readonly blanks?: BlankChoice;
  /** Absent: as suggested. */
  readonly reading?: ColumnReading;
  /** Of a column of dates: make an age of it. Null: none. Absent: as suggested. */
  readonly age?: AgeRule | null;
  /** Of a column that lists codes, or has two numbers in a cell: those that become columns. Absent: as suggested. */
  readonly codes?: readonly string[];
  /** A visitor was asked, and has said that the column tells nobody who a patient is. Absent: as it looks. */
  readonly isCleared?: boolean;
}

/**
 * Whether blank cells are filled in. Only sizes are, with their median: the most frequent of a few values would be a finding that
 * nobody made. Blanks of yes/no columns and categories are always generated, whatever was said of them.
 */
export function fillsBlanks({
  type,
  threshold,
  blanks = 'fill',
}: Pick<ColumnSetting, 'type' | 'threshold' | 'blanks'>): boolean {
  return blanks === 'fill' && threshold === null && (type === 'integer' || type === 'continuous');
}

/** What the column is called that says which rows of `source` list a code, or has one of its two numbers. */
export function codeColumn(source: string, code: string): string {
  return `${source}: ${code}`;
}

export type ColumnCoding =
  /** One output: MinMax from [min, max]; written back clamped to the range, rounded to `decimals` places (0 for integers). */
  | { readonly kind: 'scale'; readonly min: number; readonly max: number; readonly decimals: number }
  /** One output: the two texts it is written back as, for < 0.5 and ≥ 0.5. */
  | { readonly kind: 'two'; readonly values: readonly [string, string] }
  /** One output per value; the largest wins. */
  | { readonly kind: 'many'; readonly values: readonly string[] };

export interface SchemaColumn {
  readonly name: string;
  readonly role: 'feature' | 'target';
  readonly type: ColumnType;
  readonly threshold: number | null;
  readonly coding: ColumnCoding;
  /** First position of this column's value in an encoded row, and how many positions the value takes. */
  readonly offset: number;
  readonly width: number;
  /**
   * Position that is 1 where the cell is blank (then the value's positions hold the fill) and 0 where not; generated like
   * any two-valued column. Behind the value's positions, or that of an earlier column of the same role which is blank in
   * the same rows. Absent: blank cells were filled, generated rows have none.
   */
  readonly flag?: number;
  /** A generated cell is blank where its flag is at least this: see `data/blank-rates.ts`. Absent: 0.5. */
  readonly blankFrom?: number;
  /** How many of the cells it was fitted on were blank, and what any blank cell is filled with (original units). */
  readonly missing: number;
  readonly fill: string;
}

/** What a value of the column says, for the screen: the 1 of a stenosis in per cent is “at least 50”, not one per cent. */
export function shownName({ name, threshold }: Pick<SchemaColumn, 'name' | 'threshold'>): string {
  return threshold === null ? name : `${name} ≥ ${threshold}`;
}

export interface TableSchema {
  readonly version: 1;
  /** Rules of plausibility that generated rows can be held to. Absent: none. */
  readonly rules?: readonly PlausibilityRule[];
  /** Rules found in the table that a visitor does not want kept: their columns are learned like any other. Absent: none. */
  readonly learned?: readonly PlausibilityRule[];
  readonly columns: readonly SchemaColumn[];
  /** Length of an encoded row, flags included: the "columns" of the networks. */
  readonly width: number;
}
