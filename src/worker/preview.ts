/** The 4 × 4 grid of a generator: always the same sixteen noises, with the rows that belong to the pictures. */
import type { RunConfig } from '../core/run-config.ts';
import { shownName, type TableSchema } from '../core/table-schema.ts';
import { decodeRow } from '../data/decode-rows.ts';
import type { Network } from '../nets/run.ts';
import { samplePreview } from '../gan/sampler.ts';
import type { PairView } from './protocol.ts';

export async function previewGrid(
  generator: Network,
  { schema, config }: { readonly schema: TableSchema; readonly config: Pick<RunConfig, 'size' | 'seed'> },
): Promise<PairView> {
  const { count, images, rows } = await samplePreview(generator, config.seed);
  return {
    size: config.size,
    count,
    images,
    columns: schema.columns.map(shownName),
    rows: Array.from({ length: count }, (_, i) =>
      decodeRow(schema, rows.subarray(i * schema.width, (i + 1) * schema.width)),
    ),
  };
}
