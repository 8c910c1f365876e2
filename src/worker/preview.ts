/** The 4 × 4 grid of a generator: always the same sixteen pairs, with the rows that belong to the pictures. */
import type { RunConfig } from '../core/run-config.ts';
import { shownName, type TableSchema } from '../core/table-schema.ts';
import { decodeRow } from '../data/decode-rows.ts';
import type { JointGan } from '../gan/joint-gan.ts';
import type { PairView } from './protocol.ts';

export async function previewGrid(
  gan: JointGan,
  { schema, config }: { readonly schema: TableSchema; readonly config: Pick<RunConfig, 'size' | 'seed'> },
): Promise<PairView> {
  const { count, images, rows } = await gan.sampler(config.seed).preview();
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
