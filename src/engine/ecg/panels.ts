/**
 * What every strip shows: in each panel (a lead of 2.5 s, or the whole strip) a mixture of the same shapes along time, by
 * amounts of the sample's own. Panels meet at sigmoid edges half a sample wide:
 *
 *   e_p(t) = g_p − g_{p+1}, g_0 = 1, g_P = 0, g_p = sigmoid(2·((t + ½) − cut_p·T))
 */
import { sigmoid } from './scalar.ts';

export interface PanelSizes {
  readonly batch: number;
  readonly samples: number;
  readonly shapes: number;
  readonly strips: number;
  readonly panels: number;
}

export interface PanelArrays {
  /** [B, T, C] */
  readonly shapes: Float32Array;
  /** [B, P, S, C] */
  readonly amounts: Float32Array;
  /** [P − 1] */
  readonly cuts: Float32Array;
}

/** Of an edge, in 1 / samples. */
export const STEEPNESS = 2;

/** [P − 1, T] */
function gates(cuts: Float32Array, samples: number): Float32Array {
  const made = new Float32Array(cuts.length * samples);
  for (let i = 0; i < made.length; i++) {
    const cut = (cuts[Math.floor(i / samples)] ?? 0) * samples;
    made[i] = sigmoid(STEEPNESS * ((i % samples) + 0.5 - cut));
  }
  return made;
}

/** Each panel's share of every time, [T, P]. */
export function edges(cuts: Float32Array, { samples, panels }: PanelSizes): Float32Array {
  const gate = gates(cuts, samples);
  const made = new Float32Array(samples * panels);
  for (let t = 0; t < samples; t++) {
    for (let p = 0; p < panels; p++) {
      const begun = p === 0 ? 1 : (gate[(p - 1) * samples + t] ?? 0);
      const ended = p + 1 === panels ? 0 : (gate[p * samples + t] ?? 0);
      made[t * panels + p] = begun - ended;
    }
  }
  return made;
}

/** Below this an edge is not felt in 32 bits, and most samples lie in one panel. */
const NOTHING = 1e-9;

/** y [B, T, S]. */
export function mixPanels({ shapes, amounts, cuts }: PanelArrays, sizes: PanelSizes, y: Float32Array): void {
  const { batch, samples, shapes: count, strips, panels } = sizes;
  const edge = edges(cuts, sizes);
  y.fill(0);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < samples; t++) {
      const shape = (b * samples + t) * count;
      const to = (b * samples + t) * strips;
      for (let p = 0; p < panels; p++) {
        const share = edge[t * panels + p] ?? 0;
        if (Math.abs(share) < NOTHING) continue;
        for (let s = 0; s < strips; s++) {
          const amount = ((b * panels + p) * strips + s) * count;
          let sum = 0;
          for (let c = 0; c < count; c++) sum += (amounts[amount + c] ?? 0) * (shapes[shape + c] ?? 0);
          y[to + s] = (y[to + s] ?? 0) + share * sum;
        }
      }
    }
  }
}

export interface PanelGradients {
  dShapes: Float32Array;
  dAmounts: Float32Array;
  dCuts: Float32Array;
}

/** From dy [B, T, S]. */
export function mixPanelsGradient(
  dy: Float32Array,
  { shapes, amounts, cuts }: PanelArrays,
  sizes: PanelSizes,
  { dShapes, dAmounts, dCuts }: PanelGradients,
): void {
  const { batch, samples, shapes: count, strips, panels } = sizes;
  const edge = edges(cuts, sizes);
  // By each panel's edge, [T, P].
  const byEdge = new Float32Array(samples * panels);
  for (const array of [dShapes, dAmounts]) array.fill(0);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < samples; t++) {
      const shape = (b * samples + t) * count;
      for (let p = 0; p < panels; p++) {
        const share = edge[t * panels + p] ?? 0;
        // Where a panel's edge has no share its slope, share · (1 − share), has none either.
        if (Math.abs(share) < NOTHING) continue;
        for (let s = 0; s < strips; s++) {
          const slope = dy[(b * samples + t) * strips + s] ?? 0;
          const amount = ((b * panels + p) * strips + s) * count;
          let sum = 0;
          for (let c = 0; c < count; c++) {
            const [height, size] = [shapes[shape + c] ?? 0, amounts[amount + c] ?? 0];
            sum += size * height;
            dShapes[shape + c] = (dShapes[shape + c] ?? 0) + share * slope * size;
            dAmounts[amount + c] = (dAmounts[amount + c] ?? 0) + share * slope * height;
          }
          byEdge[t * panels + p] = (byEdge[t * panels + p] ?? 0) + slope * sum;
        }
      }
    }
  }
  cutGradients(byEdge, cuts, sizes, dCuts);
}

/** The gradient by the cuts [P − 1] from that by the edges [T, P]. */
export function cutGradients(
  byEdge: Float32Array,
  cuts: Float32Array,
  { samples, panels }: PanelSizes,
  dCuts: Float32Array,
): void {
  const gate = gates(cuts, samples);
  for (let p = 0; p < cuts.length; p++) {
    let sum = 0;
    for (let t = 0; t < samples; t++) {
      const open = gate[p * samples + t] ?? 0;
      // Gate p opens panel p + 1 and ends panel p; later samples open later.
      const byGate = (byEdge[t * panels + p + 1] ?? 0) - (byEdge[t * panels + p] ?? 0);
      sum -= byGate * open * (1 - open) * STEEPNESS * samples;
    }
    dCuts[p] = sum;
  }
}
