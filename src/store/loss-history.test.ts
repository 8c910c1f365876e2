import { expect, it } from 'vitest';
import { LossHistory } from './loss-history.ts';

it('keeps every epoch while there is room', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 4; epoch++) history.add(epoch, { a: epoch, b: 10 * epoch });
  expect(history.points().map((p) => p.epoch)).toEqual([1, 2, 3, 4]);
  expect(history.points()[2]).toEqual({ epoch: 3, losses: { a: 3, b: 30 } });
});

it('merges neighbours into their mean when it is full', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 6; epoch++) history.add(epoch, { a: epoch, b: 0, c: -epoch });
  expect(history.points()).toEqual([
    { epoch: 2, losses: { a: 1.5, b: 0, c: -1.5 } },
    { epoch: 4, losses: { a: 3.5, b: 0, c: -3.5 } },
    { epoch: 6, losses: { a: 5.5, b: 0, c: -5.5 } },
  ]);
});

it('never holds more than its capacity, and keeps the overall mean and the newest epoch', () => {
  const history = new LossHistory(500);
  for (let epoch = 1; epoch <= 5000; epoch++) history.add(epoch, { a: epoch % 7 });
  const points = history.points();
  expect(points.length).toBeLessThanOrEqual(500);
  expect(points.at(-1)?.epoch).toBe(5000);
  const epochs = points.map((p) => p.epoch);
  expect(epochs.every((e, i) => i === 0 || e > (epochs[i - 1] ?? 0))).toBe(true);
});

it('starts again when cleared, with the losses of another recipe', () => {
  const history = new LossHistory(2);
  for (let epoch = 1; epoch <= 9; epoch++) history.add(epoch, { a: 1, b: 1 });
  history.clear();
  history.add(1, { d: 5 });
  expect(history.points()).toEqual([{ epoch: 1, losses: { d: 5 } }]);
});

it('forgets what came after an epoch', () => {
  const history = new LossHistory(4);
  for (let epoch = 1; epoch <= 6; epoch++) history.add(epoch, { a: epoch });
  history.cutAfter(4);
  expect(history.points().map(({ epoch }) => epoch)).toEqual([2, 4]);
  history.add(5, { a: 5 });
  expect(history.points().at(-1)).toEqual({ epoch: 5, losses: { a: 5 } });
});
