/**
 * Sheets as bare traces, black on white: what is darker than the patients' paper, every picture in the same contrast, cut at
 * one threshold. Neither paper nor pen nor how an edge is blurred is left, only where lines run.
 */
import { quantile } from '../../core/maths/moments.ts';
import { evenLight } from './even-light.ts';
import { inkOf, learnPaper } from './learn-paper.ts';
import type { Sheets } from './sheets.ts';

/** A picture's full ink: so much of its inked pixels is lighter. */
const FULL = 0.9;
/** Share of full ink from which a pixel is black; and least ink, grey levels, below which everything is paper. */
const BLACK = 0.5;
const LEAST = 4;

export class InkOnly {
  readonly #paper: Float32Array;
  readonly #size: number;

  /** `reference`: real sheets, whose paper is taken off all. */
  constructor(reference: Sheets) {
    this.#paper = learnPaper(evenLight(reference));
    this.#size = reference.size;
  }

  /** Of sheets of the same size: 0 black, 255 white. */
  of(given: Sheets): Uint8Array {
    const sheets = evenLight(given);
    const pixels = this.#size ** 2;
    const ink = new Float32Array(pixels);
    const images = new Uint8Array(sheets.count * pixels).fill(255);
    for (let n = 0; n < sheets.count; n++) {
      inkOf(sheets, this.#paper, n, ink);
      const inked = ink.filter((value) => value > LEAST).sort();
      if (inked.length === 0) continue;
      const threshold = Math.max(LEAST, BLACK * quantile(inked, FULL));
      for (let i = 0; i < pixels; i++) if ((ink[i] ?? 0) > threshold) images[n * pixels + i] = 0;
    }
    return images;
  }
}
