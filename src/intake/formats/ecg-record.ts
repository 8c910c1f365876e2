/**
 * What every reader of ECG files gives: signals in millivolts, a few facts that may become columns, and ids to pair by. A name,
 * a birth date, an institution or free text is never part of it: readers do not even look at them.
 */
import type { GreyImage } from '../../core/dataset.ts';

export type Sex = 'male' | 'female';

/** What a cart measured or was told; a fact that the file does not hold is absent. */
export interface EcgFacts {
  /** Years. */
  readonly age?: number;
  readonly sex?: Sex;
  /** Beats a minute. */
  readonly rate?: number;
  /** Milliseconds. */
  readonly pr?: number;
  readonly qrs?: number;
  readonly qt?: number;
  readonly qtc?: number;
  /** Degrees in the frontal plane. */
  readonly pAxis?: number;
  readonly qrsAxis?: number;
  readonly tAxis?: number;
  /** The cart's own statements, one each, as written. */
  readonly statements?: readonly string[];
}

export interface EcgRecord {
  /** Samples a second, the same for all leads. */
  readonly rate: number;
  /** Name as the file has it → millivolts, NaN where nothing was measured. */
  readonly leads: ReadonlyMap<string, Float64Array>;
  readonly facts: EcgFacts;
  /** Of the patient, the order, the file: hashed by whoever called the reader, before anything else sees them. */
  readonly ids: readonly string[];
}

/** Decodes a JPEG, which browsers do; rejects with `RecordFault`. */
export type DecodeJpeg = (jpeg: Uint8Array<ArrayBuffer>) => Promise<GreyImage>;

/** One ECG of a file. */
export type EcgPage =
  | { readonly kind: 'signal'; readonly record: EcgRecord }
  | { readonly kind: 'grey'; readonly image: GreyImage; readonly ids: readonly string[] }
  /** A JPEG or PNG that the browser decodes. */
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly ids: readonly string[] }
  /** Drawn when it is wanted, for there may be hundreds; `decode` a JPEG that is part of it. `draw` rejects with `RecordFault`. */
  | {
      readonly kind: 'scan';
      readonly draw: (decode: DecodeJpeg) => Promise<GreyImage>;
      readonly ids: readonly string[];
    }
  /** A whole PDF, each page of which may be an ECG; or pictures as pages, each an ECG of that size. */
  | {
      readonly kind: 'pdf';
      readonly bytes: Uint8Array;
      readonly ids: readonly string[];
      readonly isPictures?: true;
    };

export interface EcgFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where it lies; a folder may say what its files do not. */
  readonly path?: string;
  /** Files that belong to it, by the names it calls them; see `companions.ts`. */
  readonly beside: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export interface EcgReader {
  /** All ECGs of a file, in its order. Throws `RecordFault`. */
  read(file: EcgFile): EcgPage[] | Promise<EcgPage[]>;
}
