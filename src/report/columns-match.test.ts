import { expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { ColumnsMatch } from './columns-match.ts';
import { compareTables } from './compare-tables.ts';
import { encode, nobodyAside, numbers, schemaOf, texts } from './testing/tables.ts';

const schema = schemaOf({ age: numbers(0, 100), sex: texts('f', 'm'), vessel: texts('LAD', 'LCX', 'RCA') });
const rng = new Rng(3, 901);

function people(n: number, shift: number): Float32Array {
  const ages = Array.from({ length: n }, () => String(Math.round(40 * rng.uniform() + shift)));
  return encode(schema, {
    age: ages.map((age, i) => (shift === 20 && i % 9 === 0 ? '' : age)),
    sex: ages.map(() => (rng.chance(0.4) ? 'f' : 'm')),
    vessel: ages.map(() => ['LAD', 'LCX', 'RCA'][rng.below(3)] ?? ''),
  });
}

const real = people(60, 20);

it('is the report’s score beside its ceiling, on samples of the same size', async () => {
  const synthetic = people(25, 35);
  const match = ColumnsMatch.of({ schema, real, patients: null, most: 25, seed: 7 });
  const report = await compareTables(
    { schema, real, synthetic, seed: 7, ...nobodyAside(60) },
    { onProgress: () => {}, isCancelled: () => false, rest: () => Promise.resolve() },
  );
  const ceiling = report.ceiling.shapesScore;
  expect(match?.n).toBe(25);
  expect(match?.real).toEqual({ mean: ceiling?.mean, low: ceiling?.low, high: ceiling?.high });
  expect(match?.score(synthetic)).toBe(ceiling?.synthetic);
});

it('is lower, the farther the columns are apart', () => {
  const match = ColumnsMatch.of({ schema, real, patients: null, most: 25, seed: 1 });
  const [alike, near, far] = [people(25, 20), people(25, 30), people(25, 60)].map((rows) => match?.score(rows) ?? 0);
  expect(alike).toBeGreaterThan(near ?? 0);
  expect(near).toBeGreaterThan(far ?? 0);
});

it('never puts a patient on both sides', () => {
  // Thirty patients with two equal rows each: were they split, both sides would be alike.
  const twice = new Float32Array(60 * schema.width);
  const once = people(30, 20);
  for (let i = 0; i < 60; i++) {
    const from = (i >> 1) * schema.width;
    twice.set(once.subarray(from, from + schema.width), i * schema.width);
  }
  const patients = Int32Array.from({ length: 60 }, (_, i) => i >> 1);
  const apart = ColumnsMatch.of({ schema, real: twice, patients, most: 30, seed: 1 });
  const mixed = ColumnsMatch.of({ schema, real: twice, patients: null, most: 30, seed: 1 });
  expect(apart?.real.mean).toBeLessThan(mixed?.real.mean ?? 0);
});

it('says nothing of fewer than twenty patients, and nothing without columns', () => {
  expect(ColumnsMatch.of({ schema, real: people(19, 20), patients: null, most: 25, seed: 1 })).toBeNull();
  expect(ColumnsMatch.of({ schema, real: people(20, 20), patients: null, most: 25, seed: 1 })?.n).toBe(10);
  expect(
    ColumnsMatch.of({
      schema: { ...schema, columns: [], width: 0 },
      real: new Float32Array(),
      patients: null,
      most: 25,
      seed: 1,
    }),
  ).toBeNull();
});
