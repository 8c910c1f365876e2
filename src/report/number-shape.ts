/** Histogram and kernel density of a numeric column on both sides, so that a page can draw them without the rows. */
import type { NumberShape } from '../core/report/comparison.ts';
import { quantile, standardDeviation } from '../core/maths/moments.ts';

const BIN_COUNT = 30;
const DENSITY_POINTS = 96;

/** Whole numbers get bins of whole width, centred on them. */
function binEdges(low: number, high: number, isInteger: boolean): number[] {
  if (isInteger) {
    const width = Math.max(1, Math.ceil((high - low + 1) / BIN_COUNT));
    const bins = Math.ceil((high - low + 1) / width);
    return Array.from({ length: bins + 1 }, (_, i) => low - 0.5 + i * width);
  }
  if (high <= low) return [low - 0.5, low + 0.5];
  return Array.from({ length: BIN_COUNT + 1 }, (_, i) =>
    i === BIN_COUNT ? high : low + ((high - low) * i) / BIN_COUNT,
  );
}

function countInBins(values: Float64Array, edges: readonly number[]): number[] {
  const bins = edges.length - 1;
  const low = edges[0] ?? 0;
  const width = ((edges[bins] ?? 0) - low) / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    let bin = Math.min(bins - 1, Math.max(0, Math.floor((value - low) / width)));
    // Division may land one off; the edges decide.
    if (value < (edges[bin] ?? 0)) bin -= 1;
    else if (bin + 1 < bins && value >= (edges[bin + 1] ?? 0)) bin += 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Gaussian kernels, bandwidth by Silverman's rule (1986, eq. 3.31). `sorted` ascending. */
function density(sorted: Float64Array, at: readonly number[]): number[] {
  const deviation = standardDeviation(sorted);
  if (!(deviation > 0)) return at.map(() => 0);
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const bandwidth = 0.9 * (spread > 0 ? Math.min(deviation, spread) : deviation) * sorted.length ** -0.2;
  const scale = 1 / (sorted.length * bandwidth * Math.sqrt(2 * Math.PI));
  return at.map((point) => {
    let sum = 0;
    for (const value of sorted) sum += Math.exp(-0.5 * ((point - value) / bandwidth) ** 2);
    return sum * scale;
  });
}

/** Both ascending, without NaN. */
export function numberShape(real: Float64Array, synthetic: Float64Array, isInteger: boolean): NumberShape {
  const low = Math.min(real[0] ?? Number.POSITIVE_INFINITY, synthetic[0] ?? Number.POSITIVE_INFINITY);
  const high = Math.max(real.at(-1) ?? Number.NEGATIVE_INFINITY, synthetic.at(-1) ?? Number.NEGATIVE_INFINITY);
  if (low > high)
    return { edges: [], counts: { real: [], synthetic: [] }, density: { at: [], real: [], synthetic: [] } };
  const isWhole = isInteger && Number.isInteger(low) && Number.isInteger(high);
  const edges = binEdges(low, high, isWhole);
  const at = Array.from({ length: DENSITY_POINTS }, (_, i) => low + ((high - low) * i) / (DENSITY_POINTS - 1));
  return {
    edges,
    counts: { real: countInBins(real, edges), synthetic: countInBins(synthetic, edges) },
    density: { at, real: density(real, at), synthetic: density(synthetic, at) },
  };
}
