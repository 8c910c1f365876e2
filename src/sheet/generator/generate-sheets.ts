/**
 * A sheet for a row, drawn from a `SheetModel` and noise: beats by a clock with random phase, their shapes strip by strip and
 * panel by panel, slow wander, pen on paper. No networks: what a trained generator is at its start, and its reference.
 */
import { Rng } from '../../core/rng.ts';
import { placeShapes, shapeTable, type ShapeTable } from './beat-shapes.ts';
import { inkOfTraces, onPaper, type TraceFrame } from './draw-traces.ts';
import { applyLaw } from './linear-law.ts';
import { CLOCK_NOISES, softplus, WANDER_UNIT, WEIGHT_UNIT, type SheetModel } from './sheet-model.ts';

/** Limits of what a law far from its patients may say: factor of the usual distance (log), relative spread. */
const DISTANCE_LIMIT = 1.2;
const IRREGULARITY_LIMIT = 0.6;
/** An early beat comes this share of the distance before its time. */
const EARLY_BY = 0.3;
/** Points of the wander across the sheet. */
const WANDER_POINTS = 10;

export class SheetGenerator {
  readonly #model: SheetModel;
  readonly #table: ShapeTable;
  readonly #frame: TraceFrame;
  readonly #placed: Float64Array;

  constructor(model: SheetModel) {
    this.#model = model;
    this.#table = shapeTable(model.size, model.shapes);
    const { samples } = this.#table;
    const perColumn = samples / model.size;
    this.#frame = {
      size: model.size,
      strips: model.strips.length,
      samples,
      from: Math.round((model.edges[0] ?? 0) * perColumn),
      to: Math.round((model.edges.at(-1) ?? model.size) * perColumn),
    };
    this.#placed = new Float64Array(model.shapes * samples);
  }

  /** Grey bytes [size, size] for a standardised row [columns]. */
  draw(row: ArrayLike<number>, rng: Rng): Uint8Array {
    const noise = rng.normals(this.#model.noises);
    const times = this.#beatTimes(row, noise, rng);
    const ink = inkOfTraces(this.#traces(row, noise, times, rng), this.#frame, this.#model.line);
    return onPaper(this.#model.paper, ink);
  }

  #clockNoise(noise: Float32Array, which: number): Float32Array {
    const at = noise.length - CLOCK_NOISES + which;
    return noise.subarray(at, at + 1);
  }

  /** Samples. */
  #beatTimes(row: ArrayLike<number>, noise: Float32Array, rng: Rng): readonly number[] {
    const { distance, irregularity, early, size, edges } = this.#model;
    const usual = distance.mean[0] ?? 0;
    const log = applyLaw(distance, row, this.#clockNoise(noise, 0))[0] ?? 0;
    const apart = size * Math.exp(usual + Math.max(-DISTANCE_LIMIT, Math.min(DISTANCE_LIMIT, log - usual)));
    const spread = Math.min(
      IRREGULARITY_LIMIT,
      softplus(applyLaw(irregularity, row, this.#clockNoise(noise, 1))[0] ?? 0),
    );
    const chance = 1 / (1 + Math.exp(-(applyLaw(early, row, this.#clockNoise(noise, 3))[0] ?? 0)));
    const perPixel = this.#table.samples / size;
    const times: number[] = [];
    let time = (edges[0] ?? 0) - apart * rng.uniform();
    while (time < size + apart) {
      times.push((rng.chance(chance) ? time - EARLY_BY * apart : time) * perPixel - 0.5);
      time += apart * Math.exp(spread * rng.normal() - (spread * spread) / 2);
    }
    return times;
  }

  /** [strips, samples] rows in pixels. */
  #traces(row: ArrayLike<number>, noise: Float32Array, times: readonly number[], rng: Rng): Float32Array {
    const { model, samples } = { model: this.#model, samples: this.#table.samples };
    const { strips, shapes, size } = model;
    const weights = applyLaw(model.weights, row, noise.subarray(0, model.noises - CLOCK_NOISES));
    const wander = applyLaw(model.wander, row, this.#clockNoise(noise, 2));
    placeShapes(this.#table, times, this.#placed);
    const shared = rng.normals(WANDER_POINTS);
    const rows = new Float32Array(strips.length * samples);
    strips.forEach((strip, s) => {
      const own = rng.normals(WANDER_POINTS);
      const slow = WANDER_UNIT * softplus(wander[s] ?? 0);
      for (let t = 0; t < samples; t++) {
        const base = (this.#panelOf(t) * strips.length + s) * shapes;
        let height = slow * (between(own, t / (samples - 1)) + between(shared, t / (samples - 1)));
        for (let c = 0; c < shapes; c++) {
          height += (weights[base + c] ?? 0) * (this.#placed[c * samples + t] ?? 0);
        }
        rows[s * samples + t] = strip - WEIGHT_UNIT * size * height;
      }
    });
    return rows;
  }

  #panelOf(t: number): number {
    const { edges, size } = this.#model;
    const x = ((t + 0.5) * size) / this.#table.samples;
    let panel = 0;
    while (panel < edges.length - 2 && x >= (edges[panel + 1] ?? size)) panel += 1;
    return panel;
  }
}

/** Linear interpolation of evenly spaced points; `along` 0 … 1. */
function between(points: Float32Array, along: number): number {
  const position = along * (points.length - 1);
  const at = Math.min(points.length - 2, Math.floor(position));
  return (points[at] ?? 0) + (position - at) * ((points[at + 1] ?? 0) - (points[at] ?? 0));
}
