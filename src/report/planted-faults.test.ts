/**
 * A generator with one fault each: the section that is about it must say so, and those that are not must keep quiet. Whole
 * pairs: a row, a picture, and an image predictor that reads age and class from the picture with some error.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ceiling, ComparisonReport } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import { compareTables } from './compare-tables.ts';
import { detectRows } from './detect-rows.ts';
import { ecgPrivacy } from './ecg-privacy.ts';
import { imageScores } from './image-scores.ts';
import { jointScores } from './joint-scores.ts';
import { beats, embed, SIDE, snow } from './testing/pictures.ts';
import { encode, PATIENT_SCHEMA as schema, patients, QUIET, QUIET_PIECE, type Table } from './testing/tables.ts';

const TRAIN = 120;
const ASIDE = 60;

interface Pairs {
  readonly table: Table;
  readonly images: Uint8Array;
  /** [n, schema.width]: what is read from the pictures. */
  readonly predicted: Float32Array;
}

function pairs(n: number, seed: number): Pairs {
  const table = patients(n, seed);
  const rng = new Rng(seed, 910);
  const predicted = encode(schema, table).map((value, at) =>
    at % schema.width === 0 || at % schema.width >= 4 ? 0.5 * value + 0.15 * rng.normal() : rng.uniform(),
  );
  return { table, images: beats(n, seed), predicted };
}

function reorder(table: Table, isTogether: boolean): Table {
  const rng = new Rng(6, 911);
  const common = rng.permutation(TRAIN);
  return Object.fromEntries(
    Object.entries(table).map(([name, cells]) => {
      const order = isTogether ? common : rng.permutation(TRAIN);
      return [name, Array.from(order, (row) => cells[row] ?? '')];
    }),
  );
}

const training = pairs(TRAIN, 1);
const holdout = pairs(ASIDE, 2);
const honest = pairs(TRAIN, 3);

const sideOf = ({ table, images, predicted }: Pairs) => ({
  ...embed(images),
  rows: encode(schema, table),
  predicted,
  patients: null,
});

interface Measured {
  readonly report: ComparisonReport;
  readonly detection: Awaited<ReturnType<typeof detectRows>>;
  readonly images: Awaited<ReturnType<typeof imageScores>>;
  readonly joint: Awaited<ReturnType<typeof jointScores>>;
  readonly privacy: Awaited<ReturnType<typeof ecgPrivacy>>;
}

async function measure(made: Pairs): Promise<Measured> {
  const [real, aside, synthetic] = [sideOf(training), sideOf(holdout), sideOf(made)];
  const split = {
    train: Array.from({ length: TRAIN }, (_, i) => i),
    holdout: Array.from({ length: ASIDE }, (_, i) => TRAIN + i),
  };
  const rows = { schema, real: real.rows, synthetic: synthetic.rows, seed: 5 };
  return {
    report: await compareTables({ ...rows, holdout: aside.rows, split }, QUIET),
    detection: await detectRows({ ...rows, patients: null }, QUIET_PIECE),
    images: await imageScores({ size: SIDE, real, synthetic, seed: 5 }, QUIET_PIECE),
    joint: await jointScores({ schema, training: real, holdout: aside, synthetic, seed: 5 }, QUIET_PIECE),
    privacy: await ecgPrivacy(
      { schema, size: SIDE, training: real, holdout: aside, synthetic, epochs: [], seed: 5 },
      QUIET_PIECE,
    ),
  };
}

/** Worse than real halves are, where less is better (or more, for `isHighBetter`), by more than half their spread. */
function isWorse(ceiling: Ceiling | null | undefined, isHighBetter: boolean): boolean {
  if (ceiling === null || ceiling === undefined) throw new Error('no ceiling');
  const slack = 0.5 * (ceiling.high - ceiling.low);
  return isHighBetter ? ceiling.synthetic < ceiling.low - slack : ceiling.synthetic > ceiling.high + slack;
}

function alarms({ report, detection, images, joint, privacy }: Measured): string[] {
  const { copies } = privacy.privacy.images;
  const said = {
    columns: report.columns.some(({ significant }) => significant),
    correlation: isWorse(report.ceiling.correlation.meanAbsoluteDifference, false),
    detection: isWorse(detection.ceiling, false),
    images: isWorse(images.ceiling.kid, false),
    joint: (joint.scores.score?.high ?? 1) < 0.7,
    copiedRows: report.privacy.rows.identicalShare > 0.01,
    copiedImages: (copies?.low ?? 0) > 0,
    copiedPairs: (privacy.privacy.pairs.copies?.low ?? 0) > 0,
    membership: (privacy.privacy.membership?.low ?? 0) > 0.5,
  };
  return Object.entries(said).flatMap(([name, isSaid]) => (isSaid ? [name] : []));
}

let whole: Measured;
beforeAll(async () => {
  whole = await measure(honest);
});

const synthetic = async (fault: Partial<Pairs>): Promise<string[]> => alarms(await measure({ ...honest, ...fault }));

describe('planted faults', () => {
  it('none: other pairs of the same kind raise no alarm', () => {
    expect(alarms(whole)).toEqual([]);
  });

  it('(a) copies of training pairs', async () => {
    const said = await measure({ ...honest, ...training });
    expect(alarms(said)).toEqual(['copiedRows', 'copiedImages', 'copiedPairs', 'membership']);
    expect(said.report.privacy.rows.copies?.low).toBeGreaterThan(0.8);
  });

  it('(b) rows dealt out to other ECGs: only the pairs are wrong', async () => {
    const said = await measure({ ...honest, table: reorder(honest.table, true) });
    expect(alarms(said)).toEqual(['joint']);
    expect(Math.abs(said.joint.scores.score?.value ?? 9)).toBeLessThan(0.25);
    expect(said.report.columns).toEqual(whole.report.columns);
    expect(said.images).toEqual(whole.images);
  });

  it('(c) an age of three peaks', async () => {
    const age = Array.from({ length: TRAIN }, (_, i) => [25, 55, 85][i % 3] ?? 0);
    const said = await measure({ ...honest, table: { ...honest.table, age } });
    expect(alarms(said)).toEqual(expect.arrayContaining(['columns', 'detection']));
    expect(alarms(said)).not.toContain('images');
    expect(said.report.columns.filter(({ significant }) => significant).map(({ name }) => name)).toEqual(['age']);
  });

  it('(d) independent columns: every column by itself is right', async () => {
    const said = await synthetic({ table: reorder(honest.table, false) });
    expect(said).toEqual(expect.arrayContaining(['correlation', 'detection', 'joint']));
    for (const quiet of ['columns', 'images', 'copiedImages', 'copiedPairs']) expect(said).not.toContain(quiet);
  });

  it('(e) noise in place of ECGs', async () => {
    const rng = new Rng(8, 912);
    const predicted = honest.predicted.map(() => rng.uniform());
    expect(await synthetic({ images: snow(TRAIN, 1), predicted })).toEqual(['images', 'joint']);
  });
});
