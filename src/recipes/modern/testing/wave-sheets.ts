/** Sheets whose rows can be read of them, for tests of scores. */
import { Rng } from '../../../core/rng.ts';
import type { PairSet } from '../learned-sheets.ts';

const SIZE = 64;
const COLUMNS = 3;

export interface Kind {
  /** How far deflections go from person to person. */
  readonly spread?: number;
  /** The picture shows another row than its own. */
  readonly isShuffled?: boolean;
  /** Grey levels added everywhere. */
  readonly brightness?: number;
}

/** Sheets of one wave a quarter, whose heights are the row's numbers and a hidden one's; its phase is chance. */
export function waveSheets(
  count: number,
  seed: number,
  { spread = 1, isShuffled = false, brightness = 0 }: Kind = {},
): PairSet {
  const rng = new Rng(seed, 1);
  const images = new Uint8Array(count * SIZE * SIZE).fill(Math.max(0, Math.min(255, 230 + brightness)));
  const all = Array.from({ length: count }, () => Array.from({ length: COLUMNS + 1 }, () => rng.normal()));
  for (const [n, heights] of all.entries()) {
    const phase = rng.between(0, 6.28);
    for (let x = 0; x < SIZE; x++) {
      const height = 6 + 2 * spread * (heights[Math.floor((4 * x) / SIZE)] ?? 0);
      const y = Math.round(32 + height * Math.sin(phase + x / 2));
      images[(n * SIZE + Math.max(0, Math.min(SIZE - 1, y))) * SIZE + x] = 20;
    }
  }
  const rows = all.flatMap((_, n) => (all[isShuffled ? (n + 7) % count : n] ?? []).slice(0, COLUMNS));
  return { size: SIZE, images, rows: Float32Array.from(rows) };
}
