/** Going back to a past epoch: the pairs of a run that was trained only so far, and nothing else changes. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import { graphsOf } from '../../recipes/recipes.ts';
import type { StudyData } from '../../core/dataset.ts';
import type { RunConfig } from '../../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend } from '../../engine/backends.ts';
import { ZipReader } from '../zip-reader.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { noPictures, TOY_CONFIG, toyStudy } from '../../gan/testing/toy-run.ts';
import { EpochSnapshots } from './epoch-snapshots.ts';
import { exportModel } from '../model/model-export.ts';
import { exportPairs } from '../export/export-session.ts';
import type { PairView, TrainEvent } from '../protocol.ts';
import { TrainingSession } from './training-session.ts';

const config: RunConfig = { ...TOY_CONFIG, backend: 'wasm', epochs: 4 };
/** The pressure of three patients in nine is not known, and generated rows lack it as well. */
const study = withGaps(toyStudy());
const work = () => ({ signal: new AbortController().signal, onProgress: () => {} });

function withGaps({ train, ...rest }: StudyData): StudyData {
  const [age, pressure] = train.schema.columns;
  if (age === undefined || pressure === undefined) throw new Error('a toy study has these columns');
  const columns = [age, { ...pressure, flag: 2, missing: 3, fill: '50' }];
  const rows = train.rows.map((value, i) => (i % 3 === 2 ? Number(i < 9) : value));
  return { ...rest, train: { ...train, schema: { ...train.schema, columns }, rows } };
}

let wasm: RunningBackend;
beforeAll(async () => {
  wasm = await startBackend(namedBackend('wasm', await surveyBackends()), new Map());
});

/** Trains so many epochs, each long enough to be measured. */
async function trained(epochs: number, onEvent: (event: TrainEvent) => void = () => {}): Promise<TrainingSession> {
  const lease = () => Promise.resolve({ backend: wasm, release: () => {} });
  // Measuring takes no time, and an epoch long enough for the next.
  let calls = 0;
  const clock = (): number => 1e6 * Math.floor((1 + calls++) / 2);
  const session = new TrainingSession({ startFor: lease, startAgain: lease }, null, undefined, clock);
  await session.train({
    config: { ...config, epochs },
    patients: {
      study: () => study,
      pictures: noPictures,
      source: 'files',
      demo: null,
      settings: { ...DEFAULT_DATA_SETTINGS, table: null },
    },
    emit: onEvent,
    ...work(),
  });
  return session;
}

async function openPairs(session: TrainingSession, pairs: number): Promise<ZipReader> {
  const { blob } = await exportPairs(session.model, { pairs, seed: 5 }, work());
  return ZipReader.open(blob);
}

/** Names and bytes of everything but the two files that say how and when it was made. */
async function pairsOf(session: TrainingSession): Promise<{ files: Map<string, string>; manifest: string }> {
  const zip = await openPairs(session, 7);
  const files = new Map<string, string>();
  let manifest = '';
  for (const name of zip.names) {
    const content = await zip.read(name, 1e7);
    if (name === 'manifest.json') manifest = new TextDecoder().decode(content);
    else if (name !== 'DATA-CARD.md') files.set(name, content.join());
  }
  return { files, manifest };
}

// After two epochs the network itself marks none or all of them.
it('blanks come as often as among the patients, whatever the network thinks of them', async () => {
  const session = await trained(2);
  const zip = await openPairs(session, 300);
  const rows = new TextDecoder()
    .decode(await zip.read('pairs.csv', 1e7))
    .trim()
    .split(/\r?\n/u)
    .slice(1);
  expect(rows).toHaveLength(300);
  const blank = rows.filter((row) => row.split(',').includes('')).length;
  expect(blank / 300).toBeGreaterThan(0.25);
  expect(blank / 300).toBeLessThan(0.42);
});

it('the rows of the last grid have the blanks that its pairs have', async () => {
  const grids: PairView[] = [];
  const session = await trained(2, (event) => {
    if (event.kind === 'train-grid') grids.push(event.grid);
  });
  expect(grids.at(-1)?.rows).toEqual((await session.useEpoch('last')).grid.rows);
});

describe('an epoch gone back to', () => {
  it('makes the pairs of a run that was trained only so far, byte for byte; the last is there again afterwards', async () => {
    const kept: (readonly number[])[] = [];
    const long = await trained(4, (event) => {
      if (event.kind === 'train-scored') kept.push(event.snapshots.epochs);
    });
    expect(kept.at(-1)).toEqual([1, 2, 3, 4]);
    const last = await pairsOf(long);
    const tensors = tf.memory().numTensors;

    const used = await long.useEpoch(2);
    expect(used).toMatchObject({ epoch: 2, isLast: false });
    const past = await pairsOf(long);
    const short = await trained(2);
    const expected = await pairsOf(short);
    expect(expected.files.size).toBe(8);
    expect([...past.files]).toEqual([...expected.files]);
    expect(past.files.get('pairs.csv')).not.toEqual(last.files.get('pairs.csv'));
    expect(JSON.parse(past.manifest)).toMatchObject({ model: { epoch: 2 } });
    const { steps } = short.model;
    expect(long.model.steps).toBe(steps);
    await expect(exportModel(long.model, true, work())).rejects.toMatchObject({ code: 'model-not-full' });
    expect((await exportModel(long.model, false, work())).blob.size).toBeGreaterThan(1000);

    expect(await long.useEpoch('last')).toMatchObject({ epoch: 4, isLast: true });
    expect([...(await pairsOf(long)).files]).toEqual([...last.files]);
    expect(tf.memory().numTensors).toBe(tensors + held(short));
  });

  it('is refused where it is not kept, and the one in use stays', async () => {
    const session = await trained(3);
    await session.useEpoch(2);
    await expect(session.useEpoch(17)).rejects.toMatchObject({ code: 'epoch-gone' });
    expect(session.model.epoch).toBe(2);
    expect((await session.useEpoch(3)).isLast).toBe(true);
  });

  it('is forgotten by the next training, which leaves no tensors of it', async () => {
    const session = await trained(2);
    const before = tf.memory().numTensors;
    await session.useEpoch(1);
    await session.train({
      config: { ...config, epochs: 2 },
      patients: {
        study: () => study,
        pictures: noPictures,
        source: 'files',
        demo: null,
        settings: { ...DEFAULT_DATA_SETTINGS, table: null },
      },
      emit: () => {},
      ...work(),
    });
    expect(session.model.epoch).toBe(2);
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** Tensors of a trained network: values and two moments. */
function held({ model }: TrainingSession): number {
  const variables = Object.values(model.gan.graphs).flatMap((graph) => graph.variables);
  return variables.reduce((n, { trainable }) => n + (trainable ? 3 : 1), 0);
}

describe('what is kept', () => {
  const graphs = graphsOf(config, 3);
  const bytes = graphs.generator.variables.reduce((n, { shape }) => n + 4 * shape.reduce((a, b) => a * b, 1), 0);

  it('is bounded in number and in bytes, with the best always there', async () => {
    expect(new EpochSnapshots(graphs).most).toBe(12);
    expect(new EpochSnapshots(graphs, 3 * bytes).most).toBe(3);
    const gan = await JointGan.initial(config, 3, wasm.kernels);
    try {
      const one = new EpochSnapshots(graphs, bytes / 2);
      for (const [epoch, score] of [0.1, 0.8, 0.3].entries())
        await one.take(gan, { epoch, score, steps: 0, reseeds: 0 });
      expect(one.epochs).toEqual([1]);
      const three = new EpochSnapshots(graphs, 3 * bytes);
      for (let epoch = 1; epoch <= 20; epoch++) {
        await three.take(gan, { epoch, score: epoch === 7 ? 1 : 0.5, steps: epoch, reseeds: 0 });
      }
      expect(three.epochs).toEqual([1, 7, 20]);
      const loaded = await three.load(7, { config, columns: 3, kernels: wasm.kernels, state: null });
      if (loaded === null) throw new Error('kept');
      expect(await hashGenerator(loaded)).toBe(await hashGenerator(gan));
      loaded.dispose();
      three.cutAfter(10);
      expect(three.epochs).toEqual([1, 7]);
      expect(await three.load(20, { config, columns: 3, kernels: wasm.kernels, state: null })).toBeNull();
    } finally {
      gan.dispose();
    }
  });
});
