import { expect, it } from 'vitest';
import type { EcgCases } from '../../../predictor/ecg-cases.ts';
import type { FittedNetwork } from '../../../predictor/fitted-network.ts';
import { isCopy, nearestDistance } from './copy-guard.ts';

it('the nearest of all rows, in a straight line', () => {
  const to = Float32Array.of(0, 0, 3, 4, 10, 10);
  expect(nearestDistance(Float32Array.of(0, 1, 3, 5), 0, to, 2)).toBe(1);
  expect(nearestDistance(Float32Array.of(100, 1, 3, 5), 1, to, 2)).toBe(1);
  expect(nearestDistance(Float32Array.of(6, 8), 0, Float32Array.of(0, 0), 2)).toBe(10);
});

// What is left out must be what is nearer than the threshold, and nothing at it.
it('a copy is nearer than the threshold', async () => {
  // The embedding of a picture is its first pixel.
  const reader = {
    embeddingLength: 1,
    embed: ({ pictures }: EcgCases) => Promise.resolve(Float32Array.of(pictures?.images[0] ?? 0)),
  } as Partial<FittedNetwork> as FittedNetwork;
  const kept = { reader, embedded: Float32Array.of(50, 100) };
  const judge = (grey: number): Promise<boolean> => isCopy(kept, 5, { image: Uint8Array.of(grey), size: 1 });
  expect(await Promise.all([104, 105, 46, 75].map(judge))).toEqual([true, false, true, false]);
});
