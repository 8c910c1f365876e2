/** What was found in one column of the table, what it is taken for, and what of it is not read as it stands. */
import type { AgeRule, BlankChoice, ColumnReading, ColumnRole, ColumnSetting, ColumnType } from './table-schema.ts';

/** Why a role or type was suggested; the UI has a sentence for each. */
export type ColumnReason =
  | 'personal-name'
  | 'personal-contact'
  | 'record-id'
  | 'form-state'
  | 'image-files'
  | 'constant'
  | 'one-value'
  | 'empty'
  | 'free-text'
  | 'several-units'
  | 'mostly-blank'
  | 'date'
  | 'age-from-dates'
  | 'code-list'
  | 'from-codes'
  | 'two-numbers'
  | 'from-two-numbers'
  | 'percent-stenosis'
  | 'derived-from-targets'
  | 'target-name'
  | 'two-values'
  | 'ticked-or-blank'
  | 'codes-with-gaps'
  | 'whole-numbers'
  | 'decimals'
  | 'few-texts';

/** A small picture of the column's values, in original units. */
export type ColumnPicture =
  | { readonly kind: 'histogram'; readonly min: number; readonly max: number; readonly counts: readonly number[] }
  | {
      readonly kind: 'bars';
      readonly values: readonly string[];
      readonly counts: readonly number[];
      readonly others: number;
    }
  | { readonly kind: 'none' };

/** Cells that are not read as they stand: how many, and one of them. */
export interface NotedCells {
  readonly count: number;
  readonly example: string;
}

export interface RespelledCells extends NotedCells {
  /** The spelling that the example is read as. */
  readonly readAs: string;
}

export interface CellNotes {
  /** Texts other than blanks that mean "not known": words everybody uses, or codes of this column. The most frequent. */
  readonly missingTexts: readonly (NotedText & { readonly isCode: boolean })[];
  /** "<50" read as its limit, "10–20" as its middle. */
  readonly approximate: NotedCells | null;
  /** Outside the column's limits: taken as missing. */
  readonly outside: NotedCells | null;
  /** Another spelling of a word that is there: "ДА", "yes" where most are "да". */
  readonly respelled: RespelledCells | null;
  /** A mark that may part thousands or decimals, and nothing in the table tells: one cell, and both its readings. */
  readonly doubt: { readonly example: string; readonly readAs: number; readonly orElse: number } | null;
  /** Parts of 1 beside per cent in one column. */
  readonly scales: MixedScales | null;
  /** What stands behind every number of the column. */
  readonly unit: string | null;
  /** A number that stands in several parts, or twice: `1m75`, `80 kg / 176 lb`, and what it is read as. */
  readonly parts: { readonly example: string; readonly readAs: string; readonly unit: string } | null;
  /** Numbers with different units behind them, which are read as texts. */
  readonly hasUnits: boolean;
  /** Words that few rows have, read as one: how many, in how many rows, and as what. */
  readonly joined: { readonly groups: number; readonly count: number; readonly as: string } | null;
  /** Cells read as another text because the visitor said so. */
  readonly replaced: number;
}

/** Cells like "0.6" and cells like "75 %": how many of each, and one of them as it stands. */
export interface MixedScales {
  readonly parts: number;
  readonly part: string;
  readonly percents: number;
  readonly percent: string;
}

export interface NotedText {
  readonly text: string;
  readonly count: number;
}

export interface ColumnReport extends ColumnSetting {
  readonly suggestedRole: ColumnRole;
  readonly suggestedType: ColumnType;
  readonly blanks: BlankChoice;
  readonly suggestedBlanks: BlankChoice;
  readonly reading: ColumnReading;
  readonly suggestedReading: ColumnReading;
  /** The different texts of the file, the most frequent first, where there are few; none where personal. */
  readonly texts: readonly NotedText[];
  /** Null where personal: nothing is shown. */
  readonly notes: CellNotes | null;
  /** Of a column of dates: the age that is made of it (null: none). Undefined: no dates. */
  readonly age?: AgeRule | null;
  /** Of a column that lists codes: all of them, the most frequent first; or of one with two numbers in a cell. Undefined: it lists none. */
  readonly codeCounts?: readonly NotedText[];
  /** `codeCounts` are two numbers in a cell. */
  readonly hasTwoNumbers?: boolean;
  readonly reasons: readonly ColumnReason[];
  /** Holds a name, phone or the like: its values are never shown. */
  readonly personal: boolean;
  /** Types this column can have; a text column cannot be an integer. */
  readonly possibleTypes: readonly ColumnType[];
  readonly present: number;
  readonly missing: number;
  readonly distinct: number;
  /** Text in a numeric column that could not be read as a number (counted as missing): how many and one example. */
  readonly unreadable: { readonly count: number; readonly example: string } | null;
  /** Filled into blank cells: median or most frequent value, original units; empty where nothing is missing. */
  readonly fill: string;
  readonly picture: ColumnPicture;
}

/** Whether a column is learned. One that all patients with an ECG have the same value of is not, whatever its role. */
export function isLearned({ role, reasons }: Pick<ColumnReport, 'role' | 'reasons'>): boolean {
  return (role === 'feature' || role === 'target') && !reasons.includes('constant') && !reasons.includes('one-value');
}
