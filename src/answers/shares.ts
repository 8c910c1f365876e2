/** Counts of values as shares of the rows that have one. */
import type { ValueColumn } from '../core/report/comparison.ts';
import type { SharePair } from '../figures/figure.ts';
import { percent, type Said, say } from '../i18n/said.ts';
import type { Table } from './answer.ts';

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

export function shareTable(pairs: readonly CountedPair[]): Table {
  const cell = (part: number, count: number): Said => say('columns.share', { share: percent(part), count });
  return {
    head: [say('table.value'), say('table.real'), say('table.synthetic')],
    rows: pairs.map((p) => ({
      name: p.name,
      cells: [cell(p.real, p.count.real), cell(p.synthetic, p.count.synthetic)],
    })),
  };
}
