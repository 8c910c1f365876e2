/** Synthetic pairs as a report shows them: each picture a PNG of the browser's own making, as a data URI. */
import type { ExamplePairs } from '../../core/report/example-pairs.ts';
import { pngDataUri } from '../picture-codec.ts';
import type { PairView } from '../protocol.ts';

export async function examplePairs({ size, count, images, columns, rows }: PairView): Promise<ExamplePairs> {
  const bytes = size * size;
  const pictures = await Promise.all(
    Array.from({ length: count }, (_, i) => pngDataUri(images.subarray(i * bytes, (i + 1) * bytes), size)),
  );
  return { size, pictures, columns, rows };
}
