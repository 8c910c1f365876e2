/** Section 3 for the ECGs: PCA and t-SNE of what the image predictor makes of them. */
import type { ImageProjections } from '../core/report/ecg-comparison.ts';
import type { EncodedColumns } from './column-values.ts';
import { startPoints } from './compare-projections.ts';
import { pause, type PieceWork } from '../core/pace.ts';
import { REPORT_STREAM } from './row-draws.ts';

const ITERATIONS_AT_ONCE = 10;
/** Fewer ECGs are no cloud. */
const LEAST_ECGS = 5;

export interface ImageProjectionsInput {
  /** [n, width] */
  readonly real: Float32Array;
  readonly synthetic: Float32Array;
  readonly width: number;
  readonly seed: number;
}

function columnsOf(embeddings: Float32Array, width: number): EncodedColumns {
  const n = embeddings.length / width;
  return {
    names: Array.from({ length: width }, (_, i) => String(i)),
    columns: Array.from({ length: width }, (_, i) =>
      Float64Array.from({ length: n }, (_row, row) => embeddings[row * width + i] ?? 0),
    ),
  };
}

/** Null with fewer than five ECGs a side. Rejects with AbortError when cancelled. */
export async function imageProjections(
  { real, synthetic, width, seed }: ImageProjectionsInput,
  work: PieceWork,
): Promise<ImageProjections | null> {
  if (Math.min(real.length, synthetic.length) < LEAST_ECGS * width) return null;
  const columns = { real: columnsOf(real, width), synthetic: columnsOf(synthetic, width) };
  const streams = { points: REPORT_STREAM.imageCloud, embedding: REPORT_STREAM.imageEmbedding };
  const { tsne, finish } = await startPoints(columns, seed, streams, work);
  await pause(work, 1, 20);
  while (!tsne.isDone) {
    tsne.run(ITERATIONS_AT_ONCE);
    await pause(work, tsne.done, tsne.iterations);
  }
  return finish();
}
