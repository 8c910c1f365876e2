/**
 * `schema.json`: what a clinic has decided about its columns and files, once for all its tables. The page saves and loads it, and
 * `--schema` reads it; so is the `schema.json` of a trained model. Names of columns and values, never a patient's. It is read in
 * `shapes/schema-file.ts`, which the page loads with the first such file.
 */
import type { PairingChoice } from './data-report.ts';
import type { Straighten } from './run-config.ts';
import type { SheetChoice } from './sheet-choice.ts';
import type { TextFormatChoice } from './text-format.ts';
import type { PlausibilityRule } from './plausibility.ts';
import type { ColumnSetting } from './table-schema.ts';

/** How the files of a clinic are read and what belongs together. That sorted order is right is said anew for every folder. */
export interface FileChoices {
  /** Name of the sheet, or of the file, where there were several; null: the only one. */
  readonly table: string | null;
  readonly text: TextFormatChoice;
  readonly pairing: Pick<PairingChoice, 'method' | 'several'>;
  /** Of pictures that are the same, only the first is used. */
  readonly sameOnce: boolean;
  /** Absent in files of older versions: as the recipe does it. */
  readonly straighten?: Straighten;
  /** Photographs that could not be straightened are left out. Absent: they are not. */
  readonly onlyStraight?: boolean;
  /** What signals are drawn on. Absent where there were none: 3 × 4 and a rhythm strip. */
  readonly sheet?: SheetChoice;
}

export interface SchemaFile {
  readonly columns: readonly ColumnSetting[];
  readonly rules: readonly PlausibilityRule[];
  /** Rules found in a table that are not to be kept. Absent: none. */
  readonly learned?: readonly PlausibilityRule[];
  /** Absent where the file says nothing of it, as those of older versions and of trained models. */
  readonly files?: FileChoices;
}

const FORMAT = 'ecg-pair-studio/columns';
export const SCHEMA_VERSION = 1;

export function writeSchemaFile({ columns, rules, learned = [], files }: SchemaFile): string {
  const written = columns.map(
    ({ name, role, type, threshold, blanks, reading: read, age: made, codes, isCleared }) => ({
      name,
      role,
      type,
      threshold,
      ...(blanks === undefined ? {} : { blanks }),
      ...(read === undefined ? {} : { reading: read }),
      ...(made === undefined || made === null ? {} : { age: made }),
      ...(codes === undefined ? {} : { codes }),
      ...(isCleared === true ? { isCleared } : {}),
    }),
  );
  const file = {
    format: FORMAT,
    version: SCHEMA_VERSION,
    columns: written,
    rules,
    ...(learned.length === 0 ? {} : { learned }),
    ...(files === undefined ? {} : { files }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
