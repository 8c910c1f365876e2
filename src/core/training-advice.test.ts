import { describe, expect, it } from 'vitest';
import type { EpochScore } from './past-epochs.ts';
import { adviceFor } from './training-advice.ts';

/** [generator, discriminator] by epoch: the demo patients at 64 px and width 0.125, seed 1, as they were logged. */
const MEASURED: readonly (readonly [number, number])[] = [
  [0.914, 0.739],
  [3.084, 0.143],
  [4.53, 0.091],
  [5.441, 0.065],
  [5.929, 0.075],
  [7.385, 0.051],
  [8.718, 0.067],
  [9.334, 0.065],
  [9.324, 0.082],
  [8.119, 0.077],
  [7.476, 0.112],
  [6.821, 0.134],
  [5.491, 0.226],
  [4.17, 0.336],
  [2.878, 0.694],
  [2.216, 0.69],
  [2.196, 0.644],
  [2.374, 0.484],
  [2.842, 0.465],
  [2.404, 0.751],
  [1.916, 0.876],
  [1.704, 0.918],
  [1.603, 0.828],
  [1.705, 0.755],
  [1.824, 0.759],
  [1.932, 0.745],
  [1.923, 0.691],
  [2.027, 0.662],
  [1.946, 0.675],
  [2.081, 0.674],
  [2.173, 0.67],
  [1.924, 0.722],
  [2.171, 0.759],
  [1.976, 0.702],
  [1.888, 0.765],
  [1.849, 0.736],
  [1.941, 0.797],
  [1.875, 0.797],
  [1.876, 0.755],
  [1.85, 0.809],
  [1.771, 0.879],
  [1.797, 0.84],
  [1.712, 0.851],
  [1.651, 0.917],
  [1.703, 0.867],
  [1.587, 0.881],
  [1.651, 0.902],
  [1.494, 0.905],
  [1.56, 0.936],
  [1.494, 0.954],
  [1.454, 0.874],
  [1.499, 0.942],
  [1.488, 0.862],
  [1.484, 0.882],
  [1.482, 0.88],
  [1.482, 0.888],
  [1.439, 0.886],
  [1.388, 0.914],
  [1.46, 0.849],
  [1.505, 0.836],
];

/** [epoch, variety, score] of such a run, as the page measured them. */
const SCORED: readonly (readonly [number, number, number])[] = [
  [1, 0.155, 0.312],
  [2, 0.276, 0.311],
  [4, 0.586, 0.321],
  [7, 0.763, 0.338],
  [9, 1.056, 0.339],
  [11, 0.935, 0.344],
  [15, 0.646, 0.353],
  [19, 0.46, 0.375],
  [21, 0.403, 0.388],
  [22, 0.394, 0.391],
  [25, 0.66, 0.425],
  [30, 0.535, 0.466],
  [34, 0.483, 0.509],
  [38, 0.468, 0.53],
  [42, 0.447, 0.546],
  [43, 0.433, 0.558],
  [44, 0.418, 0.566],
  [45, 0.41, 0.573],
  [47, 0.42, 0.574],
  [48, 0.425, 0.572],
  [49, 0.427, 0.577],
  [50, 0.422, 0.582],
  [52, 0.422, 0.584],
  [54, 0.443, 0.575],
  [55, 0.461, 0.573],
  [57, 0.493, 0.581],
  [58, 0.513, 0.583],
  [59, 0.533, 0.5838],
  [61, 0.553, 0.588],
  [63, 0.575, 0.587],
  [65, 0.561, 0.579],
  [67, 0.523, 0.597],
  [69, 0.521, 0.599],
  [70, 0.514, 0.593],
];

const losses = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([generatorLoss, discriminatorLoss], i) => ({
    epoch: i + 1,
    losses: { generatorLoss, discriminatorLoss },
  }));

const scores = (values: readonly number[], variety = 0.9, every = 10): EpochScore[] =>
  values.map((score, i) => ({ epoch: (i + 1) * every, columns: score, pictures: score, variety, score }));

const kinds = (advice: ReturnType<typeof adviceFor>) => advice.map(({ kind }) => kind);

describe('the discriminator', () => {
  it('is not said to win at any moment of a normal run, whose first epochs look like it', () => {
    const all = losses(MEASURED);
    expect(Math.min(...all.map((one) => one.losses.discriminatorLoss))).toBeLessThan(0.1);
    for (let epochs = 1; epochs <= all.length; epochs++) expect(adviceFor(all.slice(0, epochs), [])).toEqual([]);
  });

  it('wins when it stays near zero while the generator gets worse, with the numbers', () => {
    const winning = losses([...MEASURED, ...Array.from({ length: 20 }, (_, i) => [6 + i / 10, 0.02] as const)]);
    expect(adviceFor(winning, [])).toEqual([
      {
        kind: 'discriminator-wins',
        epochs: 10,
        discriminatorLoss: expect.closeTo(0.02, 9),
        generatorLoss: expect.closeTo(7.45, 9),
      },
    ]);
  });

  it('does not win while the generator recovers, nor for a moment', () => {
    const recovering = losses(Array.from({ length: 60 }, (_, i) => [12 - i / 10, 0.05] as const));
    expect(adviceFor(recovering, [])).toEqual([]);
    const once = losses([...MEASURED, ...Array.from({ length: 20 }, (_, i) => [6, i === 15 ? 0.5 : 0.02] as const)]);
    expect(adviceFor(once, [])).toEqual([]);
  });
});

describe('the tiles', () => {
  it('repeat when three measurements in a row say so, not while everything is still grey', () => {
    expect(adviceFor([], scores([0.5, 0.5, 0.5], 0.1))).toEqual([]);
    expect(adviceFor([], scores([0.5, 0.5, 0.5, 0.5, 0.5], 0.1))).toEqual([
      { kind: 'tiles-repeat', variety: expect.closeTo(0.1, 9), times: 3 },
    ]);
    const mixed = [...scores([0.5, 0.5, 0.5, 0.5], 0.1), { ...scores([0.5], 0.6)[0], epoch: 50 } as EpochScore];
    expect(adviceFor([], mixed)).toEqual([]);
  });
});

it('finds nothing wrong with a normal run at any moment, and that it gets better', () => {
  const all = SCORED.map(([epoch, variety, score]) => ({ epoch, columns: score, pictures: score, variety, score }));
  for (let measured = 6; measured <= all.length; measured++) {
    expect(kinds(adviceFor([], all.slice(0, measured)))).toEqual(['improving']);
  }
});

describe('the score', () => {
  it('is said to rise, or not to have risen since its best epoch', () => {
    expect(kinds(adviceFor([], scores([0.1, 0.2, 0.3, 0.4, 0.5])))).toEqual([]);
    expect(adviceFor([], scores([0.1, 0.2, 0.3, 0.4, 0.6, 0.5]))).toEqual([
      { kind: 'improving', best: 50, score: 0.6 },
    ]);
    expect(adviceFor([], scores([0.1, 0.7, 0.3, 0.4, 0.6, 0.5, 0.5]))).toEqual([
      { kind: 'not-improving', best: 20, score: 0.7, epochs: 50 },
    ]);
  });

  it('says nothing where nothing is known', () => {
    const unknown = Array.from({ length: 20 }, (_, i) => ({
      epoch: 10 * i,
      columns: null,
      pictures: null,
      variety: null,
      score: null,
    }));
    expect(adviceFor([], unknown)).toEqual([]);
  });
});
