/** Patients ready for training: numbers only. Names, ids and file names never travel this far. */
import type { ImageSize } from './run-config.ts';
import type { SheetChoice } from './sheet-choice.ts';
import type { TableSchema } from './table-schema.ts';

export interface Dataset {
  readonly count: number;
  readonly size: ImageSize;
  readonly schema: TableSchema;
  /** [count, schema.width] in [0, 1], row-major. */
  readonly rows: Float32Array;
  /** [count, schema.columns.length]: 1 where the input's cell was blank and `rows` holds the column's fill. */
  readonly blanks: Uint8Array;
  /** [count, size, size] greyscale bytes, row-major. */
  readonly images: Uint8Array;
}

/** A greyscale picture of any size, row-major bytes. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The patients of a run: those trained on, and those put aside before any scale was fitted. */
export interface StudyData {
  readonly train: Dataset;
  /** Coded as the training rows are; `count` 0 when nobody was put aside. */
  readonly holdout: Dataset;
  /** 0-based row numbers of the input table, in the order of the data sets. */
  readonly split: { readonly train: readonly number[]; readonly holdout: readonly number[] };
  /** One number a pair, the same for pairs of the same patient; never on both sides. No ids. */
  readonly patients: { readonly train: Int32Array; readonly holdout: Int32Array };
  /** Modelled columns with one value among the patients trained on, so that nothing is learned of them. */
  readonly constant: readonly string[];
  /** Pictures trained on that were photographs or scans and were straightened. Absent: none, or not known. */
  readonly straightened?: number;
  /** Pictures trained on of which parts were painted over. Absent: none, or not known. */
  readonly masked?: number;
  /** What those trained on that were read as signals were drawn on. Absent: there are none. */
  readonly drawnOn?: SheetChoice;
}
