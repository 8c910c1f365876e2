import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { EpochScore, type PairSet } from './epoch-score.ts';

const SIZE = 64;
const COLUMNS = 3;

interface Kind {
  /** How far deflections go from person to person. */
  readonly spread?: number;
  /** The picture shows another row than its own. */
  readonly isShuffled?: boolean;
  /** Grey levels added everywhere. */
  readonly brightness?: number;
}

/** Sheets of one wave a quarter, whose heights are the row's numbers and a hidden one's; its phase is chance. */
function pairs(count: number, seed: number, { spread = 1, isShuffled = false, brightness = 0 }: Kind = {}): PairSet {
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

describe('the score of an epoch', () => {
  let score: EpochScore;
  const of = (kind?: Kind) => score.of(pairs(120, 9, kind));
  beforeAll(() => {
    const learned = pairs(150, 1);
    score = new EpochScore({ ...learned, persons: Int32Array.from({ length: 150 }, (_, n) => n) }, pairs(40, 2), 5);
  });

  it('is near 1 for other patients, the same again for the same', () => {
    expect(of()).toBeGreaterThan(0.9);
    expect(of()).toBe(of());
  });

  it('falls where pictures vary less, are of another kind, or show other rows', () => {
    const best = of();
    expect(of({ spread: 0.3 })).toBeLessThan(best - 0.1);
    expect(of({ brightness: -120 })).toBeLessThan(best - 0.2);
    expect(of({ isShuffled: true })).toBeLessThan(best - 0.15);
  });

  it('says something where nothing of the rows can be read', () => {
    const blind = (set: PairSet): PairSet => ({ ...set, rows: new Float32Array(set.rows.length) });
    const learned = blind(pairs(150, 1));
    const persons = new Int32Array(150).map((_, n) => n);
    const other = new EpochScore({ ...learned, persons }, blind(pairs(40, 2)), 5);
    expect(other.of(blind(pairs(120, 9)))).toBeGreaterThan(0.8);
    expect(other.of(blind(pairs(120, 9, { brightness: -120 })))).toBeLessThan(0.5);
  });
});
