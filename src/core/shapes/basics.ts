/** Shapes that many files share: counts, short texts, rules of plausibility. */
import * as z from 'zod/mini';
import type { PlausibilityRule } from '../plausibility.ts';

const MOST_TEXT = 10_000;
export const MOST_COLUMNS = 10_000;

export const text = z.string().check(z.maxLength(MOST_TEXT));
export const filledText = text.check(z.minLength(1));
/** A whole number from 0 that JavaScript holds exactly. */
export const count = z.number().check(z.int(), z.minimum(0));
export const finite = z.number();
/** A number or none; a file may leave it out. */
export const limit = z.pipe(
  z.optional(z.nullable(z.number())),
  z.transform((value: number | null | undefined) => value ?? null),
);

/** A list that a file may leave out. */
export function listOrNone<T>(item: z.ZodMiniType<T>) {
  return z.pipe(
    z.optional(z.array(item)),
    z.transform((list: T[] | undefined): T[] => list ?? []),
  );
}

const countRule = z.object({ kind: z.literal('count'), column: filledText, of: z.array(filledText) });
const orderRule = z.object({ kind: z.literal('order'), low: filledText, high: filledText });
const rangeRule = z.object({ kind: z.literal('range'), column: filledText });

/** As this app writes it. */
export const rule: z.ZodMiniType<PlausibilityRule, PlausibilityRule> = z.discriminatedUnion('kind', [
  countRule,
  orderRule,
  z.extend(rangeRule, { min: z.nullable(finite), max: z.nullable(finite) }),
]);

/** As a person may write it: a limit that is not there is none. */
export const writtenRule: z.ZodMiniType<PlausibilityRule> = z.discriminatedUnion('kind', [
  countRule,
  orderRule,
  z.extend(rangeRule, { min: limit, max: limit }),
]);
