/** ZIP archives that lie in a file: read piece by piece, unpacked by the browser. */
import { type ByteSource, type Lenient, ZipReader } from '../intake/archives/zip-reader.ts';

function sourceOf(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (at, length) => new Uint8Array(await blob.slice(at, at + length).arrayBuffer()),
  };
}

/** Rejects with more than `limit` bytes, before they are all there: an archive may claim little and unpack to much. */
async function inflate(packed: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(limit);
  let at = 0;
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  for await (const chunk of unpacked) {
    if (at + chunk.length > limit) throw new Error('it unpacks to more than it says');
    out.set(chunk, at);
    at += chunk.length;
  }
  return out.subarray(0, at);
}

/** Throws `ZipFault`. */
export function openZip(blob: Blob, lenient: Lenient | null = null): Promise<ZipReader> {
  return ZipReader.open(sourceOf(blob), inflate, lenient);
}
