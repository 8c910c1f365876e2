import { expect, it } from 'vitest';
import { logLine } from './epoch-log.ts';

it('has the fields of the article’s recipe in the order that they always had', () => {
  const line = logLine({ epoch: 3, losses: { generatorLoss: 0.7, discriminatorLoss: 1.3 }, seconds: 2 }, 'wasm');
  expect(JSON.stringify(line)).toBe(
    '{"epoch":3,"generatorLoss":0.7,"discriminatorLoss":1.3,"seconds":2,"backend":"wasm"}',
  );
});

it('adds other losses, and the score of the epoch, behind them', () => {
  const losses = { penalty: 0.1, discriminatorLoss: 1.3, generatorLoss: 0.7 };
  expect(Object.keys(logLine({ epoch: 3, losses, seconds: 2 }, 'wasm'))).toEqual([
    'epoch',
    'generatorLoss',
    'discriminatorLoss',
    'seconds',
    'backend',
    'penalty',
  ]);
  expect(logLine({ epoch: 1, losses: { denoising: 2 }, seconds: 1, validation: 0.4 }, 'cpu')).toEqual({
    epoch: 1,
    seconds: 1,
    backend: 'cpu',
    denoising: 2,
    validation: 0.4,
  });
});
