/** Counts of values as shares of the rows that have one. */
import type { ValueColumn } from '../core/report/comparison.ts';
import type { Texts } from '../i18n/translate.ts';

/** A table of texts, the numbers behind a chart. */
export interface ChartTable {
  readonly head: readonly string[];
  /** The first cell of a row is its name. */
  readonly rows: readonly (readonly string[])[];
}

export interface SharePair {
  readonly name: string;
  /** 0 … 1. */
  readonly real: number;
  readonly synthetic: number;
}

export interface CountedPair extends SharePair {
  readonly count: { readonly real: number; readonly synthetic: number };
}

const share = (count: number, n: number): number => (n === 0 ? 0 : count / n);

export function sharesOf(column: ValueColumn): CountedPair[] {
  const { values, counts } = column.counts;
  return values.map((name, i) => {
    const count = { real: counts.real[i] ?? 0, synthetic: counts.synthetic[i] ?? 0 };
    return {
      name,
      real: share(count.real, column.n.real),
      synthetic: share(count.synthetic, column.n.synthetic),
      count,
    };
  });
}

/** One bar a feature: of two values the second (yes, 1, has it); of several each by itself. */
export function featureShares(columns: readonly ValueColumn[]): CountedPair[] {
  return columns.flatMap((column) => {
    const shares = sharesOf(column);
    const has = column.type === 'binary' ? shares.slice(-1) : shares;
    return has.map((pair) => ({
      ...pair,
      name: column.type === 'binary' ? column.name : `${column.name} = ${pair.name}`,
    }));
  });
}

export function shareTable({ t, n }: Pick<Texts, 't' | 'n'>, pairs: readonly CountedPair[]): ChartTable {
  const cell = (part: number, count: number): string =>
    t('columns.share', { share: n.percent(part), count: n.integer(count) });
  return {
    head: [t('table.value'), t('table.real'), t('table.synthetic')],
    rows: pairs.map((p) => [p.name, cell(p.real, p.count.real), cell(p.synthetic, p.count.synthetic)]),
  };
}
