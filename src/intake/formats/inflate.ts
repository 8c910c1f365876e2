/** Deflated bytes, unpacked by the browser; as Node does it. */
import { joinBytes } from '../../core/join-bytes.ts';
import { RecordFault } from './record-fault.ts';

/** `deflate`: with zlib's header. Throws `record-large` beyond `most` bytes, `record-cut` where they end too early or are damaged. */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  format: 'deflate' | 'deflate-raw',
  most: number,
): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format));
  const parts: Uint8Array[] = [];
  let length = 0;
  const source = stream.getReader();
  try {
    for (let part = await source.read(); !part.done; part = await source.read()) {
      length += part.value.length;
      if (length > most) throw new RecordFault('record-large');
      parts.push(part.value);
    }
  } catch (error) {
    throw error instanceof RecordFault ? error : new RecordFault('record-cut', error);
  } finally {
    await source.cancel().catch(() => {
      // It has failed already, and that is said.
    });
  }
  return joinBytes(parts);
}
