/** ECGs as points: the embedding of an image predictor. Distances and inner products of all pairs, in pieces. */
import { pause, type PieceWork } from '../core/pace.ts';

const ROWS_AT_ONCE = 50;

/** ECGs of one side with what a network makes of them. */
export interface EmbeddedImages {
  /** [n, width], finite. */
  readonly embeddings: Float32Array;
  /** [n, size, size] greyscale bytes. */
  readonly images: Uint8Array;
  /** [n] whose ECG it is; null: every ECG is a patient. */
  readonly patients: Int32Array | null;
}

/** How many ECGs, from pictures of `size` pixels a side. Throws where the embeddings do not fit. */
export function countImages({ embeddings, images }: EmbeddedImages, size: number): { n: number; width: number } {
  const n = images.length / (size * size);
  const width = n === 0 ? 0 : embeddings.length / n;
  if (!Number.isInteger(n) || !Number.isInteger(width)) throw new Error('pictures and embeddings do not match');
  return { n, width };
}

/** The rows `rows` of [n, width], in that order. */
export function takeEmbeddings(embeddings: Float32Array, width: number, rows: Uint32Array): Float32Array {
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, i) => out.set(embeddings.subarray(row * width, (row + 1) * width), i * width));
  return out;
}

/** A number for every pair of a row of one side and a row of the other (or the same) side. */
export interface PairMatrix {
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns] */
  readonly values: Float64Array;
}

export interface Geometry {
  /** Euclidean. */
  readonly distances: PairMatrix;
  readonly products: PairMatrix;
}

/** Of all rows of `a` [n, width] and of `b` [m, width]. Rejects with AbortError when cancelled. */
export async function pairGeometry(
  a: Float32Array,
  b: Float32Array,
  width: number,
  work: PieceWork,
): Promise<Geometry> {
  const rows = width === 0 ? 0 : a.length / width;
  const columns = width === 0 ? 0 : b.length / width;
  const matrix = (): PairMatrix => ({ rows, columns, values: new Float64Array(rows * columns) });
  const geometry = { distances: matrix(), products: matrix() };
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let squares = 0;
      let product = 0;
      for (let k = 0; k < width; k++) {
        const x = a[i * width + k] ?? 0;
        const y = b[j * width + k] ?? 0;
        squares += (x - y) * (x - y);
        product += x * y;
      }
      geometry.distances.values[i * columns + j] = Math.sqrt(squares);
      geometry.products.values[i * columns + j] = product;
    }
    if ((i + 1) % ROWS_AT_ONCE === 0) await pause(work, i + 1, rows);
  }
  await pause(work, 1, 1);
  return geometry;
}
