import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { CohortRequest } from '../../core/pairs-request.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { cellText } from '../../core/typed-column.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { CONFIG, preparedState, SCHEMA, simplePatients } from '../../recipes/modern/testing/simple-patients.ts';
import { candidateBatch } from './candidates.ts';
import { cohortFacts, cohortOf } from './cohort.ts';

let gan: JointGan;

beforeAll(async () => {
  await tf.setBackend('cpu');
  const state = await preparedState(simplePatients());
  gan = await JointGan.initial(CONFIG, SCHEMA.width, new CpuKernels(), state);
  return () => gan.dispose();
}, 60_000);

const NOTHING: CohortRequest = { where: null };
const of = (request: Partial<CohortRequest>, recipe: 'modern' | 'paper' = 'modern') =>
  cohortOf({ ...NOTHING, ...request }, SCHEMA, recipe);
const code = (request: Partial<CohortRequest>, recipe: 'modern' | 'paper' = 'modern'): string | null => {
  try {
    of(request, recipe);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return null;
};

describe('what is asked for', () => {
  it('of a recipe that makes rows with their ECGs is a condition, and nothing else', () => {
    expect(of({ where: 'rate > 80' }, 'paper')).toMatchObject({ conditions: null, early: null, filters: [{}] });
    expect(code({ fix: 'rate = 80' }, 'paper')).toBe('cohort-recipe');
    expect(code({ shares: 'fast = yes = 0.5' }, 'paper')).toBe('cohort-recipe');
  });

  it('nothing is nothing', () => {
    expect(of({})).toMatchObject({ conditions: null, early: null, filters: [] });
    expect(of({ fix: null, shares: null })).toMatchObject({ conditions: null });
  });

  it('contradicting itself is said', () => {
    expect(code({ fix: 'fast = yes', shares: 'fast = yes = 0.5' })).toBe('cohort-column-twice');
    expect(code({ fix: 'fast = yes', where: 'rate > 200' })).toBe('where-never');
  });
});

describe('rows of a cohort', () => {
  it('have the fixed values, the ECG that belongs to the row, and depend on their number alone', async () => {
    const { conditions } = of({ fix: 'fast = yes', where: 'noise > 5' });
    const sampler = gan.sampler(7, conditions ?? undefined);
    const { rows, images } = await sampler.pairs(32, 20);
    const [rates, fast, noises] = decodeRows(SCHEMA, rows);
    for (let row = 0; row < 20; row++) {
      expect(fast !== undefined && cellText(fast, row)).toBe('yes');
      expect(noises !== undefined && Number(cellText(noises, row))).toBeGreaterThan(5);
    }
    const known = Array.from({ length: 20 }, (_, row) => (rates === undefined ? 0 : Number(cellText(rates, row))));
    expect(known.reduce((sum, rate) => sum + rate, 0) / 20).toBeGreaterThan(80);
    const again = await gan.sampler(7, conditions ?? undefined).pairs(40, 3);
    expect(again.rows).toEqual(rows.slice(8 * SCHEMA.width, 11 * SCHEMA.width));
    expect(again.images).toEqual(images.slice((8 * images.length) / 20, (11 * images.length) / 20));
  });

  it('have the shares that were wanted, and how is told', async () => {
    const cohort = of({ shares: 'fast = yes = 0.9' });
    const sampler = gan.sampler(7, cohort.conditions ?? undefined);
    const facts = cohortFacts(cohort, sampler, SCHEMA);
    expect(facts).toMatchObject({
      fixed: [],
      shares: [{ column: 'fast', value: 'yes', share: 0.9 }],
      where: null,
      method: 'rejection',
      weightColumn: null,
      nearness: 0,
    });
    expect(facts?.acceptance).toBeGreaterThan(0.2);
    expect(facts?.acceptance).toBeLessThan(0.7);
    const texts = decodeRows(SCHEMA, await sampler.rows(0, 1000))[1];
    const yes = Array.from({ length: 1000 }, (_, row) => texts !== undefined && cellText(texts, row) === 'yes');
    expect(yes.filter(Boolean).length / 1000).toBeCloseTo(0.9, 1);
    expect(cohortFacts(of({}), gan.sampler(7), SCHEMA)).toBeNull();
  });

  it('that nobody fits are refused in one sentence, before anything is made', () => {
    const cohort = of({ fix: 'fast = yes', where: 'fast = no' });
    const sampler = gan.sampler(7, cohort.conditions ?? undefined);
    expect(() => cohortFacts(cohort, sampler, SCHEMA)).toThrow(AppError);
  });
});

// Whether rows are looked at while they are drawn or when they are whole must make no difference.
it.each(['fast = yes and rate > 85', 'fast = ""', 'not (rate <= 90 or noise < 5.5)', 'fast != no and noise != 3'])(
  'the same candidates fit %s early and late',
  async (where) => {
    const { filters, early } = of({ where });
    const source = { batches: gan.sampler(7), schema: SCHEMA, pixels: CONFIG.size ** 2, filters };
    const range = { from: 5, to: 700, most: 8 };
    const late = await candidateBatch(source, range);
    const found = await candidateBatch({ ...source, early }, range);
    expect(late.chosen.length).toBe(8);
    expect(found.chosen.map(({ index }) => index)).toEqual(late.chosen.map(({ index }) => index));
    expect(found.rows).toEqual(late.rows);
    expect([found.end, found.leftOut]).toEqual([late.end, late.leftOut]);
    expect(found.images).toEqual(late.images);
  },
);
