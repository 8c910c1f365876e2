/**
 * Which candidates become pairs of an export. Filters are asked one after another; the first that refuses decides. Whatever is
 * left out is counted under the filter's name, and pairs keep their numbers.
 */
import type { TypedColumn } from '../core/typed-column.ts';

/** A generated row, before its picture is made. */
export interface CandidateRow {
  /** Number of the candidate, from 0. */
  readonly index: number;
  /** [schema.width] in [0, 1]; a view, valid during the call. */
  readonly row: Float32Array;
  /** The row as `pairs.csv` gets it: row `place` of columns in schema order. */
  readonly columns: readonly TypedColumn[];
  readonly place: number;
}

export interface CandidatePair extends CandidateRow {
  /** [size, size] greyscale bytes; a view, valid during the call. */
  readonly image: Uint8Array;
}

interface FilterNote {
  /** For the manifest. */
  readonly kind: 'where' | 'copies';
  /** The condition, or the limit, as it is written into sentences of any language. */
  readonly detail: string;
  /** For the manifest: the rule in a sentence, in English. */
  readonly description: string;
}

/** `on: 'row'` is asked first and saves the pictures of those it refuses; `on: 'pair'` sees the picture too. */
export type CandidateFilter =
  | (FilterNote & { readonly on: 'row'; readonly accept: (candidate: CandidateRow) => boolean })
  | (FilterNote & { readonly on: 'pair'; readonly accept: (candidate: CandidatePair) => boolean | Promise<boolean> });

/** What a filter did to the candidates of one archive, for its manifest. */
export interface FilterOutcome extends FilterNote {
  readonly leftOut: number;
}
