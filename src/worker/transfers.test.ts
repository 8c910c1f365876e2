import { expect, it } from 'vitest';
import type { PairView } from './protocol.ts';
import { eventBuffers, outputBuffers } from './transfers.ts';

const pairs = (): PairView => ({ size: 64, count: 1, images: new Uint8Array(64 * 64), columns: [], rows: [[]] });

it('pictures that were made for an answer go over without a copy', () => {
  const view = pairs();
  const [sent] = outputBuffers('realPairs', view);
  structuredClone(view, { transfer: [...outputBuffers('realPairs', view)] });
  expect(sent?.byteLength).toBe(0);
  const grid = pairs();
  expect(eventBuffers({ kind: 'train-grid', epoch: 1, grid })).toEqual([grid.images.buffer]);
  expect(outputBuffers('useEpoch', { epoch: 1, isLast: false, grid })).toEqual([grid.images.buffer]);
});

it('what is asked for again stays where it is', () => {
  const [synthetic, real] = [pairs(), pairs()];
  structuredClone({ synthetic, real }, { transfer: [...outputBuffers('nearestPatients', { synthetic, real })] });
  expect([synthetic.images.byteLength, real.images.byteLength]).toEqual([64 * 64, 0]);
  expect(
    outputBuffers('keptRuns', { runs: [], keeping: { runs: true, patients: false }, freeBytes: 1, unavailable: null }),
  ).toEqual([]);
});
