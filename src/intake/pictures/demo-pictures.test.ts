/**
 * The demo patients' pictures, held to the bit: runs, checkpoints and figures made from a seed stay what they were.
 * The hashes were written by the code before the drawing of sheets moved into a room of its own.
 */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { DEMO_DEFAULTS } from '../../core/demo-set.ts';
import { makeDemoSet } from '../../demo/demo-patients.ts';
import { resizeGrey } from './grey-image.ts';

const set = makeDemoSet(DEMO_DEFAULTS);
/** A regular rhythm, fibrillation, extrasystoles, block: whatever these patients have. */
const PATIENTS = [0, 1, 17, 38, 250, 499];

function hashOf(pictures: readonly GreyImage[]): string {
  const hash = createHash('sha256');
  for (const { pixels } of pictures) hash.update(pixels);
  return hash.digest('hex');
}

it('are those of the first day, as drawn and at 64 and 200 pixels', () => {
  const drawn = PATIENTS.map((index) => set.drawEcg(index));
  const at = (size: number): GreyImage[] => drawn.map((picture) => resizeGrey(picture, size, size));
  expect([hashOf(drawn), hashOf(at(64)), hashOf(at(200))]).toEqual([
    '9fc3525328fe61c1cb04d28cfb6b7a6c5a0932163d249659267cade7bbbf7c7c',
    'ca0705146d1a25089f27dc04814251f4f379faa5abf410f8bdba14bbdfe0c011',
    '47ce686ce78bd158c19b5efcdf084be00b3f38c1d6aa426661f799d377d6cc75',
  ]);
});
