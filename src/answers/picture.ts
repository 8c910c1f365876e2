/** Small pictures of an answer, and blocks that several questions have. */
import type { Ceiling } from '../core/report/comparison.ts';
import type { Estimate } from '../core/report/ecg-comparison.ts';
import type { IntervalGroup, IntervalLine, Mark } from '../figures/figure.ts';
import { type Part, type Said, say } from '../i18n/said.ts';
import type { Picture } from './answer.ts';

/** A score on its scale, beside what real patients reach; nothing without a ceiling. */
export function rulerOf(
  ceiling: Ceiling | null,
  [from, to]: readonly [from: number, to: number],
  { name = null, realName = say('ruler.real') }: { readonly name?: Said | null; readonly realName?: Said } = {},
): Picture | null {
  return ceiling === null ? null : { kind: 'ruler', ceiling, from, to, name, realName };
}

/** A ceiling as a bar and the score at its own n as a mark, on one line. */
export function ceilingGroup(name: Part, ceiling: Ceiling | null): IntervalGroup[] {
  if (ceiling === null) return [];
  const { mean, low, high, synthetic } = ceiling;
  const marks: Mark[] = [
    { kind: 'range', value: mean, low, high },
    { kind: 'synthetic', value: synthetic, low: synthetic, high: synthetic },
  ];
  return [{ name, lines: [{ name: null, marks }] }];
}

export function estimateLine(kind: Mark['kind'], estimate: Estimate, name: Part | null = null): IntervalLine {
  const { value, low, high } = estimate;
  return { name, marks: [{ kind, value, low, high }] };
}
