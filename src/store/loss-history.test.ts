import { expect, it } from 'vitest';
import { LossHistory } from './loss-history.ts';

it('keeps every epoch while there is room', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 4; epoch++) history.add(epoch, epoch, 10 * epoch);
  expect(history.points().map((p) => p.epoch)).toEqual([1, 2, 3, 4]);
  expect(history.points()[2]).toEqual({ epoch: 3, generator: 3, discriminator: 30 });
});

it('merges neighbours into their mean when it is full', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 6; epoch++) history.add(epoch, epoch, 0);
  expect(history.points()).toEqual([
    { epoch: 2, generator: 1.5, discriminator: 0 },
    { epoch: 4, generator: 3.5, discriminator: 0 },
    { epoch: 6, generator: 5.5, discriminator: 0 },
  ]);
});

it('never holds more than its capacity, and keeps the overall mean and the newest epoch', () => {
  const history = new LossHistory(500);
  for (let epoch = 1; epoch <= 5000; epoch++) history.add(epoch, epoch % 7, 1);
  const points = history.points();
  expect(points.length).toBeLessThanOrEqual(500);
  expect(points.at(-1)?.epoch).toBe(5000);
  const epochs = points.map((p) => p.epoch);
  expect(epochs.every((e, i) => i === 0 || e > (epochs[i - 1] ?? 0))).toBe(true);
});

it('starts again when cleared', () => {
  const history = new LossHistory(2);
  for (let epoch = 1; epoch <= 9; epoch++) history.add(epoch, 1, 1);
  history.clear();
  history.add(1, 5, 6);
  expect(history.points()).toEqual([{ epoch: 1, generator: 5, discriminator: 6 }]);
});

it('forgets what came after an epoch', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 6; epoch++) history.add(epoch, epoch, 1);
  history.cutAfter(4);
  expect(history.points().map(({ epoch }) => epoch)).toEqual([2, 4]);
  history.add(5, 5, 1);
  expect(history.points().at(-1)).toEqual({ epoch: 5, generator: 5, discriminator: 1 });
});
