/** How different the ECGs of one side are from each other: 1 − SSIM of pairs of them, a seeded sample of all pairs. */
import type { Rng } from '../core/rng.ts';
import { pause, type PieceWork } from '../core/pace.ts';
import { shrink, Ssim, type Pictures } from './ssim.ts';

const MOST_PAIRS = 3000;
/** Larger pictures are averaged down: four times faster, the same answer. */
const MOST_SIDE = 100;
const PAIRS_AT_ONCE = 100;

export interface PictureVariety {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** 1 − SSIM of the two, 0 = the same picture. */
  readonly difference: Float64Array;
}

/** All pairs i < j, or `MOST_PAIRS` different ones. */
function drawPairs(n: number, rng: Rng): { first: Uint32Array; second: Uint32Array } {
  const all = (n * (n - 1)) / 2;
  const chosen = new Set<number>();
  while (chosen.size < Math.min(all, MOST_PAIRS)) chosen.add(all <= MOST_PAIRS ? chosen.size : rng.below(all));
  const pairs = [...chosen].sort((a, b) => a - b);
  // Pair number j (j − 1) / 2 + i is (i, j).
  const second = Uint32Array.from(pairs, (pair) => {
    const guess = Math.floor((1 + Math.sqrt(1 + 8 * pair)) / 2);
    return (guess * (guess - 1)) / 2 > pair ? guess - 1 : guess;
  });
  const first = Uint32Array.from(pairs, (pair, at) => pair - ((second[at] ?? 0) * ((second[at] ?? 0) - 1)) / 2);
  return { first, second };
}

export async function pictureVariety(pictures: Pictures, rng: Rng, work: PieceWork): Promise<PictureVariety> {
  const small = shrink(pictures, MOST_SIDE);
  const { first, second } = drawPairs(small.bytes.length / (small.size * small.size), rng);
  const ssim = new Ssim(small);
  const difference = new Float64Array(first.length);
  for (let at = 0; at < first.length; at++) {
    difference[at] = 1 - ssim.of(first[at] ?? 0, second[at] ?? 0);
    if ((at + 1) % PAIRS_AT_ONCE === 0) await pause(work, at + 1, first.length);
  }
  await pause(work, 1, 1);
  return { first, second, difference };
}

/** Mean over the pairs, those with both ECGs in `only` if given (1 = in). NaN without a pair. */
export function meanDifference({ first, second, difference }: PictureVariety, only?: Uint8Array): number {
  let sum = 0;
  let pairs = 0;
  for (let at = 0; at < difference.length; at++) {
    if (only !== undefined && !(only[first[at] ?? 0] === 1 && only[second[at] ?? 0] === 1)) continue;
    sum += difference[at] ?? 0;
    pairs += 1;
  }
  return sum / pairs;
}
