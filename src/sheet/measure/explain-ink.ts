/**
 * How much of a picture's ink lies where a fitted trace runs, beyond what a trace of that extent would meet by chance: 1 for
 * a sheet drawn again, 0 for ink strewn anywhere.
 */
import type { FoundLayout } from './find-layout.ts';
import { inkOf } from './learn-paper.ts';
import type { Sheets } from './sheets.ts';

/** Pixels beside a fitted trace that count as on it, and of the size. */
const NEAR = { pixels: 1, share: 0.008 } as const;

export class InkExplainer {
  readonly #sheets: Sheets;
  readonly #paper: Float32Array;
  readonly #layout: FoundLayout;
  readonly #ink: Float32Array;
  readonly #on: Uint8Array;

  constructor(sheets: Sheets, paper: Float32Array, layout: FoundLayout) {
    this.#sheets = sheets;
    this.#paper = paper;
    this.#layout = layout;
    this.#ink = new Float32Array(sheets.size ** 2);
    this.#on = new Uint8Array(sheets.size ** 2);
  }

  /** `heights`: [strips, samples] pixels above each strip's zero line. */
  share(picture: number, heights: Float32Array): number {
    const { size } = this.#sheets;
    const { strips, left, right, threshold } = this.#layout;
    inkOf(this.#sheets, this.#paper, picture, this.#ink);
    this.#on.fill(0);
    strips.forEach((strip, s) => {
      this.#mark(
        strip,
        heights.subarray((s * heights.length) / strips.length, ((s + 1) * heights.length) / strips.length),
      );
    });
    let [met, all, marked] = [0, 0, 0];
    for (let y = 0; y < size; y++) {
      for (let x = left; x < right; x++) {
        const i = y * size + x;
        const ink = this.#ink[i] ?? 0;
        const counted = ink > 0.5 * threshold ? ink : 0;
        all += counted;
        if (this.#on[i] !== 1) continue;
        marked += 1;
        met += counted;
      }
    }
    const chance = marked / (size * (right - left));
    return all > 0 && chance < 1 ? Math.max(0, (met / all - chance) / (1 - chance)) : 0;
  }

  #mark(strip: number, heights: Float32Array): void {
    const { size } = this.#sheets;
    const perColumn = heights.length / size;
    const near = NEAR.pixels + NEAR.share * size;
    for (let x = this.#layout.left; x < this.#layout.right; x++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      const last = Math.min(heights.length - 1, (x + 1) * perColumn + 1);
      for (let t = Math.max(0, x * perColumn - 1); t <= last; t++) {
        low = Math.min(low, heights[t] ?? 0);
        high = Math.max(high, heights[t] ?? 0);
      }
      const top = Math.max(0, Math.floor(strip - high - near));
      const bottom = Math.min(size - 1, Math.floor(strip - low + near));
      for (let y = top; y <= bottom; y++) this.#on[y * size + x] = 1;
    }
  }
}
