import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { isWithin, OPTION_LIMITS, requireChoice, requireLimits, type LimitedOption } from './option-limits.ts';

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (thrown) {
    return AppError.from(thrown);
  }
  throw new Error('nothing was refused');
}

describe.each(Object.keys(OPTION_LIMITS) as LimitedOption[])('%s', (option) => {
  const { min, max, whole } = OPTION_LIMITS[option];

  it('takes both of its limits and nothing outside', () => {
    expect(requireLimits(option, min)).toBe(min);
    expect(requireLimits(option, max)).toBe(max);
    for (const value of [min - 1, max + 1, Number.NaN, Number.POSITIVE_INFINITY, ...(whole ? [min + 0.5] : [])]) {
      expect(isWithin(option, value), String(value)).toBe(false);
      expect(refusal(() => requireLimits(option, value)).code).toBe('bad-option');
    }
  });

  it('says its limits', () => {
    const { params } = refusal(() => requireLimits(option, max + 1, '--x'));
    expect(params).toEqual({ option: '--x', value: String(max + 1), expected: whole ? 'whole' : 'number', min, max });
  });
});

it('a choice is named by what there is', () => {
  expect(requireChoice('size', '64', [64, 128])).toBe(64);
  expect(refusal(() => requireChoice('size', 63, [64, 128])).params).toMatchObject({ choices: ['64', '128'] });
});
