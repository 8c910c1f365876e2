/** What a row model found that holds between columns, as rules that a comparison can hold rows to; and in one line for people. */
import type { PlausibilityRule } from '../core/plausibility.ts';
import type { RowModel } from './row-model.ts';

export interface OfferedRule {
  /** “BMI = 10000 · weight · height^-2”. */
  readonly text: string;
  /** Null: of a kind that rules of plausibility do not have. */
  readonly rule: PlausibilityRule | null;
  /** Share of the training rows that it does not hold in. */
  readonly exceptions: number;
}

const signed = (value: number, isFirst: boolean): string =>
  isFirst ? (value < 0 ? '−' : '') : value < 0 ? ' − ' : ' + ';

function sumText(constant: number, parts: readonly (readonly [coefficient: number, name: string])[]): string {
  const terms = parts.map(([coefficient, name], i) => {
    const size = Math.abs(coefficient);
    return `${signed(coefficient, i === 0)}${size === 1 ? '' : `${size} · `}${name}`;
  });
  return `${terms.join('')}${constant === 0 ? '' : `${signed(constant, false)}${Math.abs(constant)}`}`;
}

function productText(constant: number, parts: readonly (readonly [power: number, name: string])[]): string {
  const factors = parts.map(([power, name]) => (power === 1 ? name : `${name}^${power}`));
  return [...(constant === 1 ? [] : [String(constant)]), ...factors].join(' · ');
}

export function offeredRules(model: RowModel): OfferedRule[] {
  const nameOf = (column: number): string => model.columns[column]?.name ?? '';
  const isAnswer = (column: number): boolean => model.columns[column]?.kind === 'category';
  const computed = model.blocks.flatMap((block): OfferedRule[] => {
    if (block.kind === 'blank') return [];
    const name = nameOf(block.column);
    if (block.formula !== null) {
      const { kind, constant, columns, coefficients, exceptions } = block.formula;
      const parts = columns.map((column, i) => [coefficients[i] ?? 0, nameOf(column)] as const);
      const isCount =
        kind === 'sum' && constant === 0 && coefficients.every((one) => one === 1) && columns.every(isAnswer);
      return [
        {
          text: `${name} = ${kind === 'sum' ? sumText(constant, parts) : productText(constant, parts)}`,
          rule: isCount ? { kind: 'count', column: name, of: columns.map(nameOf) } : null,
          exceptions,
        },
      ];
    }
    if (block.anyOf === null) return [];
    const { columns, yes, no } = block.anyOf;
    return [
      { text: `${name} = any of ${columns.map(nameOf).join(', ')}`, rule: null, exceptions: Math.max(1 - yes, no) },
    ];
  });
  const orders = model.orders.map(({ low, high, exceptions }): OfferedRule => {
    const rule = { kind: 'order', low: nameOf(low), high: nameOf(high) } as const;
    return { text: `${rule.low} ≤ ${rule.high}`, rule, exceptions };
  });
  return [...computed, ...orders];
}
