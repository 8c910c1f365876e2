/** Losses that are sums of w · softplus(s · logit): cross entropies, and what is made of them. */

/** `weight` (1 unless said) · the mean of softplus(`sign` · logit) over the samples `begin` … `begin + count − 1`. */
export interface SoftplusTerm {
  readonly begin: number;
  readonly count: number;
  /** −1: cross entropy against "real"; 1: against "fake". */
  readonly sign: 1 | -1;
  readonly weight?: number;
}

/** A sum of terms that lie one behind another. */
export type SoftplusLoss = readonly SoftplusTerm[];

/** The samples that a loss is about. Throws where its terms are empty, or do not lie one behind another. */
export function spanOf(terms: SoftplusLoss): { readonly begin: number; readonly count: number } {
  const begin = terms[0]?.begin ?? 0;
  let end = begin;
  for (const term of terms) {
    if (term.begin !== end || term.count < 1) throw new Error('The terms of a loss lie one behind another');
    end += term.count;
  }
  if (end === begin) throw new Error('A loss has a term');
  return { begin, count: end - begin };
}
