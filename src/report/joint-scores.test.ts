import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { jointScores, type ReadPairs } from './joint-scores.ts';
import { predictionTable, readings, truthTable, yesOrNoTargets } from './readings.ts';
import {
  encode,
  numbers,
  PATIENT_SCHEMA,
  patients,
  QUIET_PIECE,
  schemaOf,
  texts,
  type Table,
} from './testing/tables.ts';

const schema = PATIENT_SCHEMA;
const HOLDOUT = 100;
const PAIRS = 200;

/** A predictor that reads age and class from an ECG, everything else at chance: the truth of the ECG's own row, with noise. */
function readFrom(ecgRows: Float32Array, seed: number, noise = 0.15): Float32Array {
  const rng = new Rng(seed, 902);
  return ecgRows.map((value, at) => {
    const position = at % schema.width;
    const isRead = position === 0 || position >= 4;
    return isRead ? value * 0.5 + noise * rng.normal() : rng.uniform();
  });
}

function shuffleRows(rows: Float32Array, seed: number): Float32Array {
  const n = rows.length / schema.width;
  const order = new Rng(seed, 903).permutation(n);
  const out = new Float32Array(rows.length);
  order.forEach((row, i) => out.set(rows.subarray(row * schema.width, (row + 1) * schema.width), i * schema.width));
  return out;
}

function pairs(n: number, seed: number): ReadPairs {
  const rows = encode(schema, patients(n, seed));
  return { rows, predicted: readFrom(rows, seed), patients: null };
}

const holdout = pairs(HOLDOUT, 11);
const synthetic = pairs(PAIRS, 12);
const training = pairs(HOLDOUT, 10);
const score = (made: ReadPairs, real: ReadPairs | null = holdout) =>
  jointScores({ schema, training, holdout: real, synthetic: made, seed: 5 }, QUIET_PIECE);

describe('joint scores', () => {
  it('pairs that belong together score about 1, and only what can be read is asked', async () => {
    const { scores, ceiling } = await score(synthetic);
    const names = scores.columns.map(({ name }) => name);
    expect(names).toContain('age');
    expect(names).toContain('class = c');
    expect(scores.unreadable).toContain('smoker');
    expect([...names, ...scores.unreadable].sort()).toEqual(
      readings(schema, holdout.rows)
        .map(({ name }) => name)
        .sort(),
    );
    expect(scores.score?.value).toBeGreaterThan(0.85);
    expect(scores.score?.value).toBeLessThan(1.15);
    expect(scores.score?.low).toBeLessThan(1);
    expect(scores.score?.high).toBeGreaterThan(scores.score?.value ?? 9);
    expect(ceiling?.n).toBe(HOLDOUT / 2);
    expect(ceiling?.mean).toBeCloseTo(1, 1);
    expect(ceiling?.synthetic).toBeCloseTo(scores.score?.value ?? 9, 1);
    for (const { shuffled } of scores.columns) {
      expect(Math.abs(shuffled.value - 0.5)).toBeLessThan(0.02);
      expect(shuffled.low).toBeLessThan(0.5);
      expect(shuffled.high).toBeGreaterThan(0.5);
    }
  });

  it('rows dealt out to other ECGs score about 0, and stand inside what shuffling gives', async () => {
    const { scores, ceiling } = await score({ ...synthetic, rows: shuffleRows(synthetic.rows, 1) });
    expect(Math.abs(scores.score?.value ?? 9)).toBeLessThan(0.2);
    expect(scores.score?.low).toBeLessThan(0);
    expect(ceiling?.synthetic).toBeLessThan(ceiling?.low ?? 0);
  });

  it('half of the dependence is about half of the score', async () => {
    const shuffled = shuffleRows(synthetic.rows, 2);
    const rows = synthetic.rows.map((value, at) => (at < synthetic.rows.length / 2 ? value : (shuffled[at] ?? 0)));
    const { scores } = await score({ ...synthetic, rows });
    expect(scores.score?.value).toBeGreaterThan(0.25);
    expect(scores.score?.value).toBeLessThan(0.75);
  });

  it('real pairs in place of synthetic ones stand within the ceiling', async () => {
    const { ceiling } = await score(pairs(HOLDOUT / 2, 13));
    expect(ceiling?.synthetic).toBeGreaterThan((ceiling?.low ?? 9) - 0.15);
    expect(ceiling?.synthetic).toBeLessThan((ceiling?.high ?? -9) + 0.15);
  });

  it('a value that synthetic rows never have is as good as chance, and drops the score', async () => {
    const always = encode(schema, { ...patients(PAIRS, 12), class: Array.from({ length: PAIRS }, () => 'a') });
    const { scores } = await score({ ...synthetic, rows: always });
    const c = scores.columns.find(({ name }) => name === 'class = c');
    expect(c?.synthetic).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
    expect(scores.score?.value).toBeLessThan(0.8);
  });

  it('says why there is no score', async () => {
    const blind = { ...holdout, predicted: holdout.predicted.map(() => 0.3) };
    expect((await score(synthetic, null)).scores).toMatchObject({ score: null, reason: 'no-holdout', columns: [] });
    const { scores } = await score(synthetic, blind);
    expect(scores).toMatchObject({ score: null, reason: 'nothing-readable', columns: [] });
    expect(scores.unreadable).toHaveLength(schema.width);
    const few = await score(synthetic, pairs(9, 14));
    expect(few).toMatchObject({ ceiling: null, scores: { score: null, reason: 'too-few', columns: [] } });
  });

  it.each([1, 2, 3])('%i synthetic pairs break nothing', async (n) => {
    const { scores } = await score(pairs(n, 15));
    expect(Number.isFinite(scores.score?.value)).toBe(true);
  });

  it('records of one patient do not make ten patients', async () => {
    const one = { ...holdout, patients: Int32Array.from({ length: HOLDOUT }, (_, row) => row % 9) };
    expect((await score(synthetic, one)).scores.reason).toBe('too-few');
  });

  it('missing truths are left out', async () => {
    const rows = holdout.rows.slice();
    for (let row = 0; row < 30; row++) rows[row * schema.width] = Number.NaN;
    const { scores } = await score(synthetic, { ...holdout, rows });
    expect(scores.columns.find(({ name }) => name === 'age')?.real.value).toBeGreaterThan(0.5);
  });

  it('a cancel is obeyed', async () => {
    const cancelled = jointScores(
      { schema, training, holdout, synthetic, seed: 5 },
      { ...QUIET_PIECE, isCancelled: () => true },
    );
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('the part of a finding', () => {
  const shares = async (made: ReadPairs) =>
    new Map((await score(made)).scores.byFinding.map((one) => [one.name, one] as const));

  it('is about 1 where the ECG shows it as in real, and 0 where rows are dealt out', async () => {
    const [kept, lost] = [
      await shares(synthetic),
      await shares({ ...synthetic, rows: shuffleRows(synthetic.rows, 1) }),
    ];
    // Never of a number, nor of what cannot be read from real ECGs.
    expect([...kept.keys()].sort()).toEqual(['class = a', 'class = b', 'class = c']);
    for (const [name, { share, positives }] of kept) {
      const rows = [training, holdout].map((of) => readings(schema, of.rows).find((one) => one.name === name)?.truths);
      expect(positives).toBe(rows.reduce((sum, truths) => sum + (truths?.filter((one) => one === 1).length ?? 0), 0));
      expect(Math.abs(share.value - 1)).toBeLessThan(0.25);
      expect(share.low).toBeLessThan(share.value);
      expect(share.high).toBeGreaterThan(share.value);
      expect(Math.abs(lost.get(name)?.share.value ?? 9)).toBeLessThan(0.3);
      expect(lost.get(name)?.share.low).toBeLessThan(0);
    }
  });

  it('is lost by the one finding that is: the others keep theirs', async () => {
    const shuffled = shuffleRows(synthetic.rows, 3);
    const at = schema.columns.find(({ name }) => name === 'class')?.offset ?? 0;
    // In the picture, class c looks like anything; in the row it stands as before.
    const predicted = synthetic.predicted.map((value, i) =>
      i % schema.width === at + 2 ? (readFrom(shuffled, 12)[i] ?? 0) : value,
    );
    const found = await shares({ ...synthetic, predicted });
    expect(Math.abs(found.get('class = c')?.share.value ?? 9)).toBeLessThan(0.3);
    expect(found.get('class = a')?.share.value).toBeGreaterThan(0.75);
  });

  it('is not told of a finding that fewer than 30 patients have', async () => {
    const few = { rows: training.rows.slice(0, schema.width), patients: null };
    const scarce = pairs(60, 21);
    const { scores } = await jointScores({ schema, training: few, holdout: scarce, synthetic, seed: 5 }, QUIET_PIECE);
    for (const { positives } of scores.byFinding) expect(positives).toBeGreaterThanOrEqual(30);
    expect(scores.byFinding.length).toBeLessThan(3);
  });
});

describe('readings', () => {
  it('find the prediction of a value by its position, and the yes-or-no targets', () => {
    const odd = schemaOf({
      x: numbers(0, 4),
      pair: { type: 'categorical', coding: { kind: 'many', values: ['a', 'b'] } },
      three: texts('p', 'q', 'r'),
      ill: texts('0', '1'),
    });
    const table: Table = { x: [4, ''], pair: ['b', 'a'], three: ['q', ''], ill: ['1', '0'] };
    const asTargets = { ...odd, columns: odd.columns.map((column) => ({ ...column, role: 'target' as const })) };
    const rows = encode(asTargets, table);
    expect(readings(asTargets, rows).map(({ name, position }) => [name, position])).toEqual([
      ['x', 0],
      ['pair', 2],
      ['three = p', 3],
      ['three = q', 4],
      ['three = r', 5],
      ['ill', 6],
    ]);
    // Where every position predicts itself, known truths are read off as they are.
    const asked = yesOrNoTargets(asTargets, rows);
    expect(asked.map(({ name }) => name)).toEqual(['pair', 'three = p', 'three = q', 'three = r', 'ill']);
    expect([...truthTable(asked)]).toEqual([1, 0, 1, 0, 1, 0, Number.NaN, Number.NaN, Number.NaN, 0]);
    const numbered = Float32Array.from({ length: 2 * odd.width }, (_, i) => i);
    expect([...predictionTable(asked, numbered, odd.width)]).toEqual([2, 3, 4, 5, 6, 9, 10, 11, 12, 13]);
    expect(yesOrNoTargets(odd, rows)).toEqual([]);
  });
});
