/**
 * What an ECG sheet looks like once it no longer matters when each beat came: for every line of pixels and every quarter of the
 * width, how much ink there is, how unevenly it lies, and how much of it are edges; and for every band of lines, how
 * strongly the ink swings at each frequency. The embedding sees it beside the convolutions, which a few hundred patients do not
 * teach as much by themselves (docs/quality.md).
 */

import { fitColumnScale, type ColumnScale, type Table } from './column-scale.ts';

/** An ECG sheet shows a lead for a quarter, a half or all of its width. */
const QUARTERS = 4;
/** Lines of pixels in one band. */
const BAND = 4;

/** Ink, its unevenness, edges along and across a line. */
const MEASURES = 4;
/** A feature that hardly varies among the training pictures is never blown up beyond this share of its kind's spread. */
const LEAST_SPREAD = 0.5;

/** First features of the kinds, and the end of the last, for pictures of `side` × `side`, a multiple of 4. */
function kindsOf(side: number): number[] {
  const block = side * QUARTERS;
  const spectra = (side / BAND) * (side / 2);
  return [...Array.from({ length: MEASURES + 1 }, (_, kind) => kind * block), MEASURES * block + spectra];
}

export function profileLength(side: number): number {
  return kindsOf(side).at(-1) ?? 0;
}

/** [n, side²] ink → [n, profileLength(side)]. */
export function profilesOf(ink: Float32Array, side: number): Table {
  const columns = profileLength(side);
  const count = ink.length / side ** 2;
  const values = new Float32Array(count * columns);
  for (let n = 0; n < count; n++) writeProfile(ink, n * side * side, side, values, n * columns);
  return { values, columns };
}

/** The scale of training profiles, with a floor to each kind's deviations: white paper must not become a feature. */
export function fitProfileScale(profiles: Table, side: number, members: Uint32Array): ColumnScale {
  const { mean, deviation } = fitColumnScale(profiles, members);
  const kinds = kindsOf(side);
  kinds.slice(1).forEach((end, kind) => {
    const own = deviation.subarray(kinds[kind], end);
    const meanVariance = own.reduce((sum, d) => sum + d * d, 0) / own.length;
    own.forEach((d, i) => (own[i] = Math.sqrt(d * d + LEAST_SPREAD ** 2 * meanVariance)));
  });
  return { mean, deviation };
}

/** cos and sin of 2π·f·x/side at [f − 1, x], f = 1 … side / 2. */
interface Waves {
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

const wavesOfSide = new Map<number, Waves>();

function wavesFor(side: number): Waves {
  const known = wavesOfSide.get(side);
  if (known !== undefined) return known;
  const size = (side / 2) * side;
  const angle = (i: number): number => (2 * Math.PI * (Math.floor(i / side) + 1) * (i % side)) / side;
  const waves = {
    cos: Float32Array.from({ length: size }, (_, i) => Math.cos(angle(i))),
    sin: Float32Array.from({ length: size }, (_, i) => Math.sin(angle(i))),
  };
  wavesOfSide.set(side, waves);
  return waves;
}

/** The profile of the picture [side, side] at `offset` of `ink`, into `out` at `at`. */
function writeProfile(ink: Float32Array, offset: number, side: number, out: Float32Array, at: number): void {
  const width = side / QUARTERS;
  const block = side * QUARTERS;
  for (let y = 0; y < side; y++) {
    for (let q = 0; q < QUARTERS; q++) {
      let [sum, squares, across, down] = [0, 0, 0, 0];
      for (let x = q * width; x < (q + 1) * width; x++) {
        const here = offset + y * side + x;
        const v = ink[here] ?? 0;
        sum += v;
        squares += v * v;
        if (x + 1 < side) across += Math.abs((ink[here + 1] ?? 0) - v);
        if (y + 1 < side) down += Math.abs((ink[here + side] ?? 0) - v);
      }
      const mean = sum / width;
      const to = at + y * QUARTERS + q;
      out[to] = mean;
      out[to + block] = Math.sqrt(Math.max(0, squares / width - mean * mean));
      out[to + 2 * block] = across / width;
      out[to + 3 * block] = down / width;
    }
  }
  const { cos, sin } = wavesFor(side);
  const band = new Float32Array(side);
  for (let b = 0; b < side / BAND; b++) {
    band.fill(0);
    for (let y = b * BAND; y < (b + 1) * BAND; y++) {
      for (let x = 0; x < side; x++) band[x] = (band[x] ?? 0) + (ink[offset + y * side + x] ?? 0);
    }
    for (let f = 0; f < side / 2; f++) {
      let [real, imaginary] = [0, 0];
      for (let x = 0; x < side; x++) {
        real += (band[x] ?? 0) * (cos[f * side + x] ?? 0);
        imaginary += (band[x] ?? 0) * (sin[f * side + x] ?? 0);
      }
      out[at + MEASURES * block + b * (side / 2) + f] = Math.hypot(real, imaginary);
    }
  }
}
