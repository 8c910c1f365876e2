/** The whole ECG comparison in a real browser, on a few demo patients, as the worker's sessions do it. */
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../core/progress.ts';
import type { EcgComparison } from '../../core/report/ecg-comparison.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { DETECTOR_EFFORT, PREDICTOR_EFFORT } from '../../predictor/effort.ts';
import { exportPairs } from '../export/export-session.ts';
import { DataSession } from '../intake/data-session.ts';
import { MachineSession } from '../machine-session.ts';
import { RunKeeper } from '../training/run-keeper.ts';
import { TrainingSession } from '../training/training-session.ts';
import { EcgComparisonSession } from './ecg-comparison-session.ts';
import { canDetectBeside, detectBeside } from './ecgs/detect-beside.ts';
import { runDetector } from './ecgs/detector-job.ts';
import { realSides } from './ecgs/pair-set.ts';

/** Enough patients put aside for every section to say something, and as few as can be. */
const PATIENTS = 100;
const TIME = 600_000;

/** Fifty networks are trained: a part of the steps will do to see that all is measured, not how well. */
const short = { steps: 16 };
const EFFORTS = {
  predictor: { ...PREDICTOR_EFFORT, steps: 60 },
  detector: { images: { ...DETECTOR_EFFORT.images, ...short }, pairs: { ...DETECTOR_EFFORT.pairs, ...short } },
};
const session = new EcgComparisonSession(EFFORTS);
const machine = new MachineSession();
const training = new TrainingSession(machine, new RunKeeper());

interface Call {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

function call(onProgress: Call['onProgress'] = () => {}, signal = new AbortController().signal): Call {
  return { signal, onProgress };
}

function compare(request: { pairs: number; seed: number }, work: Call): Promise<EcgComparison> {
  const compared = { ...request, predictor: null };
  return machine.withBackend(training.model.backend, () =>
    session.compare(training.model, compared, training.keptEpochs, work),
  );
}

let report: EcgComparison;
const parts: string[] = [];

beforeAll(async () => {
  const data = new DataSession();
  await data.loadDemo(PATIENTS, 1, call());
  const config = { ...QUICK_LOOK, width: 0.02, epochs: 1, backend: 'wasm' as const, holdout: 0.4 };
  await training.train({ config, patients: data.patients, ...call(), emit: () => {} });
  const onProgress = ({ part }: Progress): void => {
    if (part !== undefined && parts.at(-1) !== part) parts.push(part);
  };
  report = await compare({ pairs: 60, seed: 1 }, call(onProgress));
}, TIME);

describe('the ECG comparison', () => {
  it('answers every question with numbers, or says why not', () => {
    expect(report).toMatchObject({ version: 1, seed: 1, n: { train: 60, holdout: 40, synthetic: 60 } });
    // Noise of one epoch: anybody can tell.
    expect(report.detection.rows).toBeGreaterThan(0.6);
    expect(report.detection.images).toBeGreaterThan(0.9);
    expect(report.detection.pairs).toBeGreaterThan(0.9);
    expect(report.images.coverage).toBeLessThan(0.2);
    expect(report.joint.score === null).toBe(report.joint.reason !== null);
    expect(report.predictor.realOnHoldout?.targets.map(({ name }) => name)).toContain('LAD_st');
    expect(report.predictor.syntheticOnHoldout?.n).toBe(40);
    expect(report.detection.imagesInk).toBeGreaterThan(0.4);
    expect(report.joint.heartRate).toMatchObject({ column: 'heart_rate' });
    expect(report.joint.heartRate?.n.real).toBeGreaterThan(30);
    expect(report.joint.heartRate?.real.value).toBeLessThan(2);
    expect(report.privacy.images.byEpoch).toMatchObject([{ epoch: 1 }]);
    expect(report.privacy.images.closest).toHaveLength(20);
    expect(report.projections.images?.tsne.synthetic).toHaveLength(60);
  });

  it('goes through its parts in order', () => {
    expect(parts).toEqual(['image-predictor', 'images', 'joint', 'predictor', 'detection', 'privacy', 'projections']);
  });

  // Which computer it is must not show in a report.
  it(
    'detectors are told the same by another thread',
    async () => {
      const { study, schema, backend } = training.model;
      const { train } = realSides(study);
      const sides = {
        real: train,
        synthetic: { ...train, images: train.images.map((grey) => 255 - grey), patients: null },
      };
      const job = { shown: 'images', schema, sides, seed: 3, efforts: EFFORTS } as const;
      const { signal } = new AbortController();
      const fractions: number[] = [];
      const onFraction = (fraction: number): void => void fractions.push(fraction);
      const beside = await detectBeside(job, { signal, onFraction });
      expect(fractions.at(-1)).toBe(1);
      expect(beside.score).toBeGreaterThan(0.9);
      const here = machine.withBackend(backend, () =>
        runDetector(job, { kernels: backend.kernels, signal, onFraction: () => undefined }),
      );
      expect(await here).toEqual(beside);
      expect(canDetectBeside('wasm')).toBe(true);
      const ended = detectBeside(job, { signal: AbortSignal.abort(), onFraction });
      await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    },
    TIME,
  );

  it('shows the closest pairs beside their nearest training patients', () => {
    const { synthetic, real } = session.nearest(training.model);
    expect([synthetic.count, real.count]).toEqual([20, 20]);
    expect(synthetic.columns).toEqual(real.columns);
    // No two of the first few are the same picture, and none is empty.
    const pixels = synthetic.size ** 2;
    const first = (view: typeof real, i: number): string => view.images.slice(i * pixels, (i + 1) * pixels).join();
    expect(first(real, 0)).not.toBe(first(synthetic, 0));
    expect(real.rows[0]?.some((text) => text !== '')).toBe(true);
  });

  it('an export leaves out what is too close, says how many, and numbers keep their gaps', async () => {
    const request = { pairs: 20, seed: 1, leaveOutCopies: true };
    const { model } = training;
    const work = { ...call(), copyFilter: () => session.copyFilter(model) };
    const { pairs, leftOut, next, blob } = await exportPairs(model, request, work);
    expect(pairs).toBe(20);
    expect(next).toBe(20 + (leftOut ?? Number.NaN));
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '{}') as { filters: object[] };
    expect(manifest.filters).toMatchObject([{ kind: 'copies', leftOut }]);
    expect(await zip.file('DATA-CARD.md')?.async('string')).toContain(`${leftOut} left out`);
  });

  it('a cancel is heard while a network trains', async () => {
    const controller = new AbortController();
    const reached = new Set<string>();
    const onProgress = ({ part }: Progress): void => {
      if (part === undefined) return;
      reached.add(part);
      controller.abort();
    };
    const work = compare({ pairs: 60, seed: 2 }, call(onProgress, controller.signal));
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    // Not when the network was done, but while it trained.
    expect([...reached]).toEqual(['image-predictor']);
    // What the last finished comparison left is still there.
    expect(session.nearest(training.model).real.count).toBe(20);
  });
});
