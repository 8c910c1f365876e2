/**
 * Mixtures of shapes along time, by panel and strip, and their gradients: `engine/ecg/panels.ts` says what they are. Shapes [samples, times,
 * shapes], amounts [samples, panels, strips, shapes], edges (the panels' shares of a time) [times, panels], y [samples, times, strips].
 */
import { loadSome, multiplyAdd, storeSome, sumsOf } from './arithmetic';

/** A share below this is none: most times lie in one panel. */
const NOTHING: f32 = 1e-9;

function total(sums: v128): f32 {
  const zero = f32x4.splat(0);
  return f32x4.extract_lane(sumsOf(sums, zero, zero, zero), 0);
}

export function mixPanels(
  shapes: usize,
  amounts: usize,
  edges: usize,
  y: usize,
  samples: i32,
  times: i32,
  count: i32,
  strips: i32,
  panels: i32,
): void {
  const bytes = count << 2;
  memory.fill(y, 0, (samples * times * strips) << 2);
  for (let sample = 0; sample < samples; sample++) {
    let edge = edges;
    for (let time = 0; time < times; time++) {
      let amount = amounts;
      for (let panel = 0; panel < panels; panel++, edge += 4) {
        const share = load<f32>(edge);
        if (abs(share) < NOTHING) {
          amount += strips * bytes;
          continue;
        }
        for (let strip = 0; strip < strips; strip++) {
          let sums = f32x4.splat(0);
          for (let i = 0; i < bytes; i += 16) {
            const left = (bytes - i) >> 2;
            sums = multiplyAdd(sums, loadSome(amount + i, left), loadSome(shapes + i, left));
          }
          const to = y + (strip << 2);
          store<f32>(to, load<f32>(to) + share * total(sums));
          amount += bytes;
        }
      }
      shapes += bytes;
      y += strips << 2;
    }
    amounts += panels * strips * bytes;
  }
}

/** From dy; `byEdge` [times, panels] is the gradient by the edges. */
export function mixPanelsGradient(
  dy: usize,
  shapes: usize,
  amounts: usize,
  edges: usize,
  dShapes: usize,
  dAmounts: usize,
  byEdge: usize,
  samples: i32,
  times: i32,
  count: i32,
  strips: i32,
  panels: i32,
): void {
  const bytes = count << 2;
  memory.fill(dShapes, 0, samples * times * bytes);
  memory.fill(dAmounts, 0, samples * panels * strips * bytes);
  memory.fill(byEdge, 0, (times * panels) << 2);
  for (let sample = 0; sample < samples; sample++) {
    let at = 0;
    for (let time = 0; time < times; time++) {
      let amount = 0;
      for (let panel = 0; panel < panels; panel++, at += 4) {
        const share = load<f32>(edges + at);
        if (abs(share) < NOTHING) {
          amount += strips * bytes;
          continue;
        }
        let felt: f32 = 0;
        for (let strip = 0; strip < strips; strip++) {
          const slope = load<f32>(dy + (strip << 2));
          const slopes = f32x4.splat(share * slope);
          let sums = f32x4.splat(0);
          for (let i = 0; i < bytes; i += 16) {
            const left = (bytes - i) >> 2;
            const height = loadSome(shapes + i, left);
            const size = loadSome(amounts + amount + i, left);
            sums = multiplyAdd(sums, size, height);
            const toShape = dShapes + i;
            const toAmount = dAmounts + amount + i;
            storeSome(toShape, multiplyAdd(loadSome(toShape, left), slopes, size), left);
            storeSome(toAmount, multiplyAdd(loadSome(toAmount, left), slopes, height), left);
          }
          felt += slope * total(sums);
          amount += bytes;
        }
        store<f32>(byEdge + at, load<f32>(byEdge + at) + felt);
      }
      shapes += bytes;
      dShapes += bytes;
      dy += strips << 2;
    }
    amounts += panels * strips * bytes;
    dAmounts += panels * strips * bytes;
  }
}
