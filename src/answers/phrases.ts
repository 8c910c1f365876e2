/** Numbers of the report as parts of sentences: the same words for the same thing in every answer. */
import type { Ceiling, ComparedColumn, ComparisonReport } from '../core/report/comparison.ts';
import type { Estimate } from '../core/report/ecg-comparison.ts';
import { decimal, named, type Part, percent, type Said, say, sentences } from '../i18n/said.ts';
import type { EstimateCell, Fact } from './answer.ts';

export type Write = (value: number) => Part;

export const NONE: Said = say('comparison.none');

export const share: Write = (value) => percent(value, 1);

export function numberOr(value: number | null | undefined, digits = 2): Part {
  return value === null || value === undefined ? NONE : decimal(value, digits);
}

/** Distances and shares near 0 need more digits than scores. */
export function digitsFor(value: number): number {
  return Math.abs(value) < 0.2 && value !== 0 ? 3 : 2;
}

export function ceilingWords(ceiling: Ceiling | null): Said {
  if (ceiling === null) return say('ceiling.unknown');
  const digits = digitsFor(ceiling.high);
  return say('ceiling.words', {
    low: decimal(ceiling.low, digits),
    high: decimal(ceiling.high, digits),
    mean: decimal(ceiling.mean, digits),
    n: ceiling.n,
    synthetic: decimal(ceiling.synthetic, digits),
  });
}

/** "0.1 (0.06 to 0.16)" */
export function ceilingRange(ceiling: Ceiling | null, write?: Write): Said {
  if (ceiling === null) return NONE;
  const to = write ?? ((value: number) => decimal(value, digitsFor(ceiling.high)));
  return say('comparison.between', { value: to(ceiling.mean), low: to(ceiling.low), high: to(ceiling.high) });
}

/** "0.79 (0.7 to 0.86)" */
export function estimateWords(estimate: Estimate | null | undefined, write: Write = decimal): Said {
  if (estimate === null || estimate === undefined) return NONE;
  const { value, low, high } = estimate;
  return say('comparison.between', { value: write(value), low: write(low), high: write(high) });
}

export function estimateCell(estimate: Estimate | null): Part | EstimateCell {
  if (estimate === null) return NONE;
  const { value, low, high } = estimate;
  const interval = say('comparison.range', { low: decimal(low), high: decimal(high) });
  return { line: estimateWords(estimate), value: decimal(value), interval };
}

export function countWords({ n }: Pick<ComparisonReport, 'n'>): Said {
  return say('comparison.n', { real: n.real, synthetic: n.synthetic });
}

const LISTED = 4;

/** The first few names, and how many more. */
export function someNames(names: readonly string[]): Part {
  if (names.length <= LISTED) return named(names);
  return sentences([names.slice(0, LISTED - 1).join(', '), say('count.more', { count: names.length - LISTED + 1 })]);
}

/** ks or tv. */
export function distanceOf(column: ComparedColumn): number | null {
  return 'ks' in column ? column.ks : column.tv;
}

export function distanceCeiling(
  { ceiling }: Pick<ComparisonReport, 'ceiling'>,
  column: ComparedColumn,
): Ceiling | null {
  const found = ceiling.columns.find((c) => c.name === column.name);
  if (found === undefined) return null;
  return 'ks' in found ? found.ks : found.tv;
}

/** In units of the column: as many digits as its range asks for. */
export function inUnits(value: number | null, range: number): Part {
  if (value === null) return NONE;
  return decimal(value, range >= 100 ? 0 : range >= 10 ? 1 : range >= 1 ? 2 : 3);
}

export const fact = (name: 'score' | 'ceiling' | 'direction' | 'n' | 'todo', value: Part): Fact => ({
  name: say(`fact.${name}`),
  value,
});
