import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { isAbort } from '../../core/app-error.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { BlobSink } from '../blob-sink.ts';
import { openArchiveWriter } from './archive-writer.ts';

const openPacker = (): ZipPacker => new ZipPacker();

async function written(bytes: number): Promise<Uint8Array> {
  const sink = new BlobSink();
  const { signal } = new AbortController();
  const zip = await openArchiveWriter({ bytes, entries: 3, sink, signal, openPacker });
  await zip.add('manifest.json', Uint8Array.from([123, 125]));
  await zip.add('generator/a.bin', new Uint8Array(70_000).fill(7));
  await zip.add('empty.txt', new Uint8Array(0));
  await zip.finish();
  zip.close();
  return new Uint8Array(await sink.toBlob('').arrayBuffer());
}

// What is too large for memory is written another way, and must be the same to whoever opens it.
it.each([
  ['held', 1000],
  ['streamed', 2 ** 31],
])('%s: the files in order, dated 1980, the same bytes again', async (_, bytes) => {
  const zip = await JSZip.loadAsync(await written(bytes), { checkCRC32: true });
  expect(Object.keys(zip.files)).toEqual(['manifest.json', 'generator/a.bin', 'empty.txt']);
  expect(await zip.file('generator/a.bin')?.async('string')).toBe('\u0007'.repeat(70_000));
  for (const { date } of Object.values(zip.files)) expect(date.toISOString()).toBe('1980-01-01T00:00:00.000Z');
  expect(Buffer.compare(await written(bytes), await written(bytes))).toBe(0);
});

it('ends when cancelled in the middle', async () => {
  const controller = new AbortController();
  const sink = new BlobSink();
  const zip = await openArchiveWriter({ bytes: 1000, entries: 3, sink, signal: controller.signal, openPacker });
  await zip.add('a.bin', new Uint8Array(3_000_000));
  const finishing = zip.finish();
  controller.abort();
  expect(await finishing.catch(isAbort)).toBe(true);
  zip.close();
});
