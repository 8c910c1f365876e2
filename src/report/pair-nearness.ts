/**
 * Which training patient a synthetic pair comes nearest to: its ECG by the embedding, its row by Gower's distance, its picture
 * by the pixels; and how near real pairs come to synthetic ones.
 */
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { numberPatients } from './bootstrap.ts';
import { columnValues } from './column-values.ts';
import { countImages, type EmbeddedImages } from './embeddings.ts';
import { gowerDistances, gowerRows, type GowerRows, type Ranges } from './gower.ts';
import { pause, type PieceWork } from '../core/pace.ts';
import { correlationOf, unitPictures, type UnitPictures } from './picture-correlation.ts';
import { mean } from '../core/maths/moments.ts';
import { REPORT_STREAM } from './row-draws.ts';

const ROWS_AT_ONCE = 20;
/** Pairs of which the usual distance is measured. */
const SCALE_PAIRS = 1000;
/** Sums of equal parts in another order. */
const EQUAL = 1e-12;

/** Pairs of one side. */
export interface EmbeddedPairs extends EmbeddedImages {
  /** [n, schema.width], encoded; NaN = missing. */
  readonly rows: Float32Array;
}

/** One side, ready to be measured. */
export interface PairSide {
  readonly n: number;
  readonly patients: Int32Array | null;
  readonly embeddings: Float32Array;
  readonly width: number;
  readonly rows: GowerRows;
  /** Averaged down if there are many. */
  readonly pictures: UnitPictures;
}

export interface NearestEcg {
  /** [n] to the nearest training ECG in the embedding, and which. */
  readonly distance: Float64Array;
  readonly row: Uint32Array;
}

function emptyNearest(n: number): NearestEcg {
  return { distance: new Float64Array(n).fill(Number.POSITIVE_INFINITY), row: new Uint32Array(n) };
}

/** For ECG `i` of `from`, its nearest of `to`, into `nearest`. */
function fillNearest(nearest: NearestEcg, i: number, from: Pick<PairSide, 'embeddings'>, to: PairSide): void {
  const { width } = to;
  let best = Number.POSITIVE_INFINITY;
  for (let j = 0; j < to.n; j++) {
    let squares = 0;
    for (let k = 0; k < width && squares < best; k++) {
      squares += ((from.embeddings[i * width + k] ?? 0) - (to.embeddings[j * width + k] ?? 0)) ** 2;
    }
    if (squares >= best) continue;
    best = squares;
    nearest.row[i] = j;
  }
  nearest.distance[i] = Math.sqrt(best);
}

/** Of every ECG of [n, width] to the nearest of `to`, in the embedding. */
export function nearestDistances(embeddings: Float32Array, to: PairSide): Float64Array {
  const nearest = emptyNearest(embeddings.length / to.width);
  nearest.distance.forEach((_, i) => fillNearest(nearest, i, { embeddings }, to));
  return nearest.distance;
}

/** What is found out of every synthetic pair, and of real pairs by looking at all synthetic ones. */
export interface Nearness {
  readonly images: NearestEcg;
  /** [synthetic] Gower distance to the nearest training row, and whether its patient is that of the nearest ECG. */
  readonly rowDistance: Float64Array;
  readonly isRowToo: Uint8Array;
  /** [synthetic] most alike training picture. */
  readonly alike: Uint32Array;
  /** [training], [holdout] distance to the nearest synthetic pair, row and pixels together. */
  readonly toSynthetic: { readonly training: Float64Array; readonly holdout: Float64Array };
}

/** Usual distances of a real and a synthetic pair: what a row and a picture count in the distance of a pair. */
function usualDistances(real: PairSide, synthetic: PairSide, seed: number): { row: number; picture: number } {
  const rng = new Rng(seed, REPORT_STREAM.membership);
  const toAll = new Float64Array(real.n);
  const rows: number[] = [];
  const pictures: number[] = [];
  for (let i = 0; i < SCALE_PAIRS / 10; i++) {
    const made = rng.below(synthetic.n);
    gowerDistances(synthetic.rows, made, real.rows, toAll);
    for (let j = 0; j < 10; j++) {
      const patient = rng.below(real.n);
      rows.push(toAll[patient] ?? 0);
      pictures.push(1 - correlationOf(synthetic.pictures, made, real.pictures, patient));
    }
  }
  return { row: mean(rows) || 1, picture: mean(pictures) || 1 };
}

/** Every synthetic pair against every real one. Rejects with AbortError when cancelled. */
export async function lookAtSynthetic(
  sides: { readonly training: PairSide; readonly holdout: PairSide | null; readonly synthetic: PairSide },
  seed: number,
  work: PieceWork,
): Promise<Nearness> {
  const { training, holdout, synthetic } = sides;
  const usual = usualDistances(holdout ?? training, synthetic, seed);
  const far = (n: number): Float64Array => new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const found: Nearness = {
    images: emptyNearest(synthetic.n),
    rowDistance: far(synthetic.n),
    isRowToo: new Uint8Array(synthetic.n),
    alike: new Uint32Array(synthetic.n),
    toSynthetic: { training: far(training.n), holdout: far(holdout?.n ?? 0) },
  };
  const rowDistances = { training: far(training.n), holdout: far(holdout?.n ?? 0) };
  const owner = numberPatients(training.patients, training.n).of;

  /** Nearness of all real pairs of a side to synthetic pair `i`; returns the most alike picture. */
  const lookAt = (i: number, side: 'training' | 'holdout'): number => {
    const real = sides[side];
    if (real === null) return 0;
    const distances = rowDistances[side];
    const nearest = found.toSynthetic[side];
    gowerDistances(synthetic.rows, i, real.rows, distances);
    let alike = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < real.n; j++) {
      const correlation = correlationOf(synthetic.pictures, i, real.pictures, j);
      if (correlation > most) {
        most = correlation;
        alike = j;
      }
      const distance = (distances[j] ?? 0) / usual.row + (1 - correlation) / usual.picture;
      if (distance < (nearest[j] ?? 0)) nearest[j] = distance;
    }
    return alike;
  };

  for (let i = 0; i < synthetic.n; i++) {
    found.alike[i] = lookAt(i, 'training');
    lookAt(i, 'holdout');
    fillNearest(found.images, i, synthetic, training);
    const ofRow = rowDistances.training.reduce((least, distance) => Math.min(least, distance), 2);
    found.rowDistance[i] = ofRow;
    const patient = owner[found.images.row[i] ?? 0];
    const isSame = owner.some((one, j) => one === patient && (rowDistances.training[j] ?? 2) <= ofRow + EQUAL);
    found.isRowToo[i] = Number(isSame);
    if ((i + 1) % ROWS_AT_ONCE === 0) await pause(work, i + 1, synthetic.n);
  }
  await pause(work, 1, 1);
  return found;
}

/** `side`: most pixels a side of the pictures. */
export function pairSide(
  pairs: EmbeddedPairs,
  { schema, size, ranges, side }: { schema: TableSchema; size: number; ranges: Ranges; side: number },
): PairSide {
  return {
    ...countImages(pairs, size),
    patients: pairs.patients,
    embeddings: pairs.embeddings,
    rows: gowerRows(columnValues(schema, pairs.rows), ranges),
    pictures: unitPictures({ size, bytes: pairs.images }, side),
  };
}
