/**
 * On a GPU the next batch is begun before the last one is read back, so that the GPU never waits for the processor. Elsewhere
 * it would only delay the batch that is asked for.
 */
import type { JointGan } from '../../gan/joint-gan.ts';
import type { RowConditions } from '../../rows/conditions.ts';
import { SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import type { BackendName } from '../../core/run-config.ts';
import type { Batches } from './candidates.ts';

export function batchesOf(
  gan: JointGan,
  seed: number,
  backend: BackendName,
  conditions: RowConditions | null = null,
): Batches {
  const sampler = gan.sampler(seed, conditions ?? undefined);
  return backend === 'webgpu' || backend === 'webgl' ? lookAhead(sampler) : sampler;
}

export function lookAhead(sampler: Batches): Batches {
  let ahead: { readonly first: number; readonly pairs: ReturnType<Batches['pairs']> } | null = null;
  return {
    isRowFirst: sampler.isRowFirst,
    ...(sampler.rowFirst === undefined ? {} : { rowFirst: sampler.rowFirst }),
    pairs: (first, count) => {
      const pairs = ahead?.first === first && count === SAMPLE_BATCH ? ahead.pairs : sampler.pairs(first, count);
      const following = sampler.pairs(first + SAMPLE_BATCH, SAMPLE_BATCH);
      // Whoever asks for it next hears of a failure.
      following.catch(() => undefined);
      ahead = { first: first + SAMPLE_BATCH, pairs: following };
      return pairs;
    },
    rows: (first, count) => sampler.rows(first, count),
    images: (wanted) => sampler.images(wanted),
    ...(sampler.traced === undefined ? {} : { traced: sampler.traced }),
  };
}
