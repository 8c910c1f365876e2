/**
 * What every option may be: one table that the check, the page's fields, the command line and the sentences read. Numbers
 * only say what can be used; what is sensible is the presets' and the texts' business.
 */
import { AppError } from './app-error.ts';
import type { ErrorTable, Expectation } from './error-params.ts';

export interface NumberLimit {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** Of the buttons beside a field on the page. */
  readonly step: number;
}

const whole = (min: number, max: number, step = 1): NumberLimit => ({ min, max, whole: true, step });
const share = (min: number, max: number, step: number): NumberLimit => ({ min, max, whole: false, step });

/** Most pairs one export can have, and most patients that are simulated. */
export const MAX_PAIRS = 1_500_000;
/** Most pairs in one archive. */
export const PAIRS_PER_ARCHIVE = 10_000;
/** Most bytes in one archive: it is in memory until it is written. */
export const BYTES_PER_ARCHIVE = 256_000_000;
/** Highest number a candidate may have: its noise is drawn by a 32-bit counter. */
export const LAST_CANDIDATE = 4_000_000_000;
const SEEDS = whole(0, 2 ** 32 - 1);

export const OPTION_LIMITS = {
  width: share(0.01, 4, 0.125),
  epochs: whole(1, 1_000_000, 10),
  // One sample has no batch variance, so the generator's batch norm needs two.
  batch: whole(2, 256),
  seed: SEEDS,
  /** Share of the patients put aside. */
  holdout: share(0, 0.5, 0.05),
  /** Patients of a demo, and patients used of those given. */
  count: whole(1, MAX_PAIRS),
  limit: whole(1, MAX_PAIRS),
  pairs: whole(1, MAX_PAIRS, 100),
  pairsInOneArchive: whole(1, PAIRS_PER_ARCHIVE),
  /** Side of pictures drawn from traces; never less than was trained. */
  exportSize: whole(64, 800, 100),
  /** Pairs that a comparison measures. */
  comparedPairs: whole(1, 1000),
  /** Pictures of a reader test; half of them real. */
  readerPictures: whole(10, 200, 10),
  /** Number that stands for a reader. */
  reader: whole(1, 99),
  /** Pairs shown in a report. */
  examples: whole(0, 32),
  /** Number of the first candidate; the last one asked for must have a number too. */
  first: whole(0, LAST_CANDIDATE - MAX_PAIRS),
} as const satisfies Record<string, NumberLimit>;

export type LimitedOption = keyof typeof OPTION_LIMITS;

/**
 * `bad-option`: the value, and what was expected as a code of `i18n` (`expected.<code>`) with its values.
 * `option`: as whoever gave it calls it.
 */
export function badOption(
  option: string,
  value: string | number,
  expected: Expectation,
  values: Omit<ErrorTable['bad-option'], 'option' | 'value' | 'expected'> = {},
): AppError {
  return new AppError('bad-option', { option, value: String(value), expected, ...values });
}

/** One of a list. Throws `bad-option`. */
export function requireChoice<T extends string | number>(option: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => String(choice) === String(value));
  if (found === undefined) throw badOption(option, String(value), 'choice', { choices: choices.map(String) });
  return found;
}

/** Whether a value can be used for the option. */
export function isWithin(option: LimitedOption, value: unknown): value is number {
  const { min, max, whole: isWhole } = OPTION_LIMITS[option];
  return typeof value === 'number' && value >= min && value <= max && (!isWhole || Number.isInteger(value));
}

/** Returns the number, or throws `bad-option` where it is out of its limits. `shown`: what the option is called. */
export function requireLimits(option: LimitedOption, value: number, shown: string = option): number {
  const { min, max, whole: isWhole } = OPTION_LIMITS[option];
  if (!isWithin(option, value)) throw badOption(shown, value, isWhole ? 'whole' : 'number', { min, max });
  return value;
}
