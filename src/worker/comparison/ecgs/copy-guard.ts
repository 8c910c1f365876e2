/**
 * What is kept of a comparison after it has ended, in the worker only: the network that embeds ECGs and the training
 * patients' places in its embedding. It answers which synthetic ECG comes nearer to a training patient than patients put
 * aside do.
 */
import type { NearestPatient } from '../../../core/report/ecg-comparison.ts';
import type { JointGan } from '../../../gan/joint-gan.ts';
import type { FittedNetwork } from '../../../predictor/fitted-network.ts';
import type { PairView } from '../../protocol.ts';

/** Of `width` numbers a row: distance of row `at` of `from` to the nearest row of `to`. */
export function nearestDistance(from: Float32Array, at: number, to: Float32Array, width: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < to.length; row += width) {
    let squares = 0;
    for (let k = 0; k < width && squares < nearest; k++) {
      const d = (from[at * width + k] ?? 0) - (to[row + k] ?? 0);
      squares += d * d;
    }
    nearest = Math.min(nearest, squares);
  }
  return Math.sqrt(nearest);
}

export interface EcgGuard {
  /** The comparison was of this network; of another one nothing can be said. */
  readonly gan: JointGan;
  readonly reader: FittedNetwork;
  /** [training pairs, reader.embeddingLength] */
  readonly embedded: Float32Array;
  /** Nearer than this is a copy; null: nobody was put aside. */
  readonly threshold: number | null;
  readonly closest: readonly NearestPatient[];
  /** The pairs of `closest`, in their order. */
  readonly synthetic: PairView;
}

const NEVER = new AbortController().signal;

/** Does the picture [size, size] come nearer to a training patient than `threshold`? */
export async function isCopy(
  { reader, embedded }: Pick<EcgGuard, 'reader' | 'embedded'>,
  threshold: number,
  { image, size }: { readonly image: Uint8Array; readonly size: number },
): Promise<boolean> {
  const place = await reader.embed({ count: 1, pictures: { images: image, size }, rows: null }, NEVER);
  return nearestDistance(place, 0, embedded, reader.embeddingLength) < threshold;
}
