/** Numbers of the report as texts: the same words for the same thing in every question. */
import type { Ceiling, ComparedColumn, ComparisonReport } from '../core/report/comparison.ts';
import type { Texts } from '../i18n/translate.ts';

type Words = Pick<Texts, 't' | 'n'>;

export function numberOr({ t, n }: Words, value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? t('comparison.none') : n.decimal(value, digits);
}

/** Distances and shares near 0 need more digits than scores. */
export function digitsFor(value: number): number {
  return Math.abs(value) < 0.2 && value !== 0 ? 3 : 2;
}

export function ceilingWords({ t, n }: Words, ceiling: Ceiling | null): string {
  if (ceiling === null) return t('ceiling.unknown');
  const digits = digitsFor(ceiling.high);
  return t('ceiling.words', {
    low: n.decimal(ceiling.low, digits),
    high: n.decimal(ceiling.high, digits),
    mean: n.decimal(ceiling.mean, digits),
    n: ceiling.n,
    synthetic: n.decimal(ceiling.synthetic, digits),
  });
}

/** "0.1 (0.06 to 0.16)" */
export function ceilingRange({ t, n }: Words, ceiling: Ceiling | null, write?: (value: number) => string): string {
  if (ceiling === null) return t('comparison.none');
  const say = write ?? ((value: number) => n.decimal(value, digitsFor(ceiling.high)));
  return t('pairs.ceiling.between', { mean: say(ceiling.mean), low: say(ceiling.low), high: say(ceiling.high) });
}

export function countWords({ t, n }: Words, report: ComparisonReport): string {
  return t('comparison.n', { real: n.integer(report.n.real), synthetic: n.integer(report.n.synthetic) });
}

/** ks or tv. */
export function distanceOf(column: ComparedColumn): number | null {
  return 'ks' in column ? column.ks : column.tv;
}

export function distanceCeiling(report: ComparisonReport, column: ComparedColumn): Ceiling | null {
  const found = report.ceiling.columns.find((c) => c.name === column.name);
  if (found === undefined) return null;
  return 'ks' in found ? found.ks : found.tv;
}

/** In units of the column: as many digits as its range asks for. */
export function inUnits({ t, n }: Words, value: number | null, range: number): string {
  if (value === null) return t('comparison.none');
  return n.decimal(value, range >= 100 ? 0 : range >= 10 ? 1 : range >= 1 ? 2 : 3);
}
