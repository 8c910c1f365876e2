/** Pairing by sorted order as it is offered: what a visitor sees before confirming it. */

/** Pictures numbered from `first` to `last`, of which some are missing: each belongs to the row of its number. */
export interface OrderSeries {
  readonly first: number;
  readonly last: number;
  readonly missing: readonly number[];
}

export interface OrderOffer {
  /** Null: as many pictures as rows, each at its place. */
  readonly series: OrderSeries | null;
  /** The first pair, the one in the middle, the last. */
  readonly examples: readonly OrderExample[];
}

export interface OrderExample {
  /** 0-based. */
  readonly row: number;
  readonly path: string;
  /** Of the picture in natural order, from 0. */
  readonly position: number;
  /** Some of the row, nothing of it personal. */
  readonly cells: readonly { readonly column: string; readonly text: string }[];
}
