/** Losses that are sums of w · softplus(s · logit): cross entropies, and what is made of them. */

/**
 * `weight` (1 unless said) · the mean of softplus(`sign` · logit) over `count` logits, the first at `begin`, then every
 * `stride`-th (1 unless said): a column of a matrix as it lies.
 */
export interface SoftplusTerm {
  readonly begin: number;
  readonly count: number;
  readonly stride?: number;
  /** −1: cross entropy against "real"; 1: against "fake". */
  readonly sign: 1 | -1;
  readonly weight?: number;
}

/** A sum of terms that together take every logit of a range, each once. */
export type SoftplusLoss = readonly SoftplusTerm[];

/** Where the logits of a term lie. */
export function placesOf({ begin, count, stride = 1 }: SoftplusTerm): readonly number[] {
  return Array.from({ length: count }, (_, i) => begin + i * stride);
}

/** The logits that a loss is about. Throws where it has no terms, an empty one, or leaves some out or takes them twice. */
export function spanOf(terms: SoftplusLoss): { readonly begin: number; readonly count: number } {
  const places = terms.flatMap(placesOf);
  const begin = places.reduce((least, place) => Math.min(least, place), Infinity);
  const end = places.reduce((most, place) => Math.max(most, place + 1), -Infinity);
  const isWhole = places.length === end - begin && new Set(places).size === places.length;
  if (!isWhole || terms.some(({ count }) => count < 1)) throw new Error('A loss takes every logit of a range once');
  return { begin, count: end - begin };
}
