/**
 * On a GPU the next batch is begun before the last one is read back, so that the GPU never waits for the processor. Elsewhere
 * it would only delay the batch that is asked for.
 */
import { BatchSampler } from '../../gan/sampler.ts';
import type { Network } from '../../nets/run.ts';
import type { BackendName } from '../../core/run-config.ts';
import type { Batches } from './candidates.ts';

export function batchesOf(generator: Network, seed: number, backend: BackendName): Batches {
  const sampler = new BatchSampler(generator, seed);
  return backend === 'webgpu' || backend === 'webgl' ? lookAhead(sampler) : sampler;
}

export function lookAhead(sampler: Batches): Batches {
  let ahead: { readonly batch: number; readonly pairs: ReturnType<Batches['pairs']> } | null = null;
  return {
    pairs: (batch) => {
      const pairs = ahead?.batch === batch ? ahead.pairs : sampler.pairs(batch);
      const following = sampler.pairs(batch + 1);
      // Whoever asks for it next hears of a failure.
      following.catch(() => undefined);
      ahead = { batch: batch + 1, pairs: following };
      return pairs;
    },
    rows: (batch) => sampler.rows(batch),
    images: (batch) => sampler.images(batch),
  };
}
