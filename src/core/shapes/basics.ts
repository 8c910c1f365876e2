/** Shapes that many files share: counts, short texts, rules of plausibility. */
import * as z from 'zod/mini';
import type { PlausibilityRule } from '../plausibility.ts';
import { LEAD_ORDERS, SHEET_FORMS } from '../sheet-choice.ts';

const MOST_TEXT = 10_000;
export const MOST_COLUMNS = 10_000;

export const textShape = z.string().check(z.maxLength(MOST_TEXT));
export const filledTextShape = textShape.check(z.minLength(1));
/** A whole number from 0 that JavaScript holds exactly. */
export const countShape = z.number().check(z.int(), z.minimum(0));
export const finiteShape = z.number();
/** A number or none; a file may leave it out. */
export const limitShape = z.pipe(
  z.optional(z.nullable(z.number())),
  z.transform((value: number | null | undefined) => value ?? null),
);

export const sheetChoiceShape = z.object({ form: z.enum(SHEET_FORMS), order: z.enum(LEAD_ORDERS) });

/** A list that a file may leave out. */
export function listOrNone<T>(item: z.ZodMiniType<T>) {
  return z.pipe(
    z.optional(z.array(item)),
    z.transform((list: T[] | undefined): T[] => list ?? []),
  );
}

const countRule = z.object({ kind: z.literal('count'), column: filledTextShape, of: z.array(filledTextShape) });
const orderRule = z.object({ kind: z.literal('order'), low: filledTextShape, high: filledTextShape });
const rangeRule = z.object({ kind: z.literal('range'), column: filledTextShape });

const anyRule = z.object({ kind: z.literal('any'), column: filledTextShape, of: z.array(filledTextShape) });
const formulaRule = z
  .object({
    kind: z.literal('formula'),
    column: filledTextShape,
    form: z.enum(['sum', 'product']),
    constant: finiteShape,
    of: z.array(filledTextShape),
    coefficients: z.array(finiteShape),
  })
  .check(z.refine(({ of, coefficients }) => of.length === coefficients.length));

/** As this app writes it. */
export const ruleShape: z.ZodMiniType<PlausibilityRule, PlausibilityRule> = z.discriminatedUnion('kind', [
  countRule,
  orderRule,
  z.extend(rangeRule, { min: z.nullable(finiteShape), max: z.nullable(finiteShape) }),
  anyRule,
  formulaRule,
]);

/** As a person may write it: a limit that is not there is none. */
export const writtenRuleShape: z.ZodMiniType<PlausibilityRule> = z.discriminatedUnion('kind', [
  countRule,
  orderRule,
  z.extend(rangeRule, { min: limitShape, max: limitShape }),
  anyRule,
  formulaRule,
]);
