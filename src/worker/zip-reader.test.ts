import { expect, it } from 'vitest';
import { ZipFault } from '../intake/archives/zip-fault.ts';
import { ZipReader } from './zip-reader.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { textBytes } from '../core/text-bytes.ts';
import { oneFile } from '../export/packer.ts';
import { ZipPacker } from '../export/zip-packer.ts';

async function packed(files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  const zip = new ZipPacker();
  for (const [name, content] of Object.entries(files)) zip.add(oneFile(name, textBytes(content)));
  await zip.write(async (piece) => void all.push(piece));
  return joinBytes(all);
}

const open = (bytes: Uint8Array<ArrayBuffer>): Promise<ZipReader> => ZipReader.open(new Blob([bytes]));

it('reads what the writer wrote, whatever the names', async () => {
  const zip = await open(await packed({ 'a.txt': 'one', 'папка/ЭКГ.txt': 'два' }));
  expect(zip.names).toEqual(['a.txt', 'папка/ЭКГ.txt']);
  expect(await zip.read('папка/ЭКГ.txt', 100)).toEqual(textBytes('два'));
  expect(zip.sizeOf('b.txt')).toBeUndefined();
  await expect(zip.read('a.txt', 2)).rejects.toMatchObject({ kind: 'unsafe', entry: 'a.txt' });
});

it('finds the directory behind a comment', async () => {
  const bytes = await packed({ 'a.txt': 'one' });
  const longer = new Uint8Array(bytes.length + 5);
  longer.set(bytes);
  new DataView(longer.buffer).setUint16(bytes.length - 2, 5, true);
  expect((await open(longer)).names).toEqual(['a.txt']);
});

// Other programs write ZIP64 as soon as an archive might become large.
it('reads a ZIP64 directory', async () => {
  const bytes = await packed({ 'a.txt': 'one', 'b.txt': 'two' });
  const end = bytes.length - 22;
  const short = new DataView(bytes.buffer, end);
  const [length, at] = [short.getUint32(12, true), short.getUint32(16, true)];
  const out = new Uint8Array(bytes.length + 76);
  out.set(bytes.subarray(0, end));
  out.set(bytes.subarray(end), end + 76);
  const record = new DataView(out.buffer, end);
  record.setUint32(0, 0x06064b50, true);
  record.setUint32(4, 44, true);
  record.setUint32(32, 2, true);
  record.setUint32(40, length, true);
  record.setUint32(48, at, true);
  record.setUint32(56, 0x07064b50, true);
  record.setUint32(64, end, true);
  const last = new DataView(out.buffer, end + 76);
  last.setUint16(10, 0xffff, true);
  last.setUint32(16, 0xffffffff, true);
  const zip = await open(out);
  expect(zip.names).toEqual(['a.txt', 'b.txt']);
  expect(await zip.read('b.txt', 3)).toEqual(textBytes('two'));
});

it('entries that lie over each other are refused', async () => {
  const bytes = await packed({ 'a.txt': 'one', 'b.txt': 'two' });
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 6, true);
  // The second entry's offset becomes the first one's.
  view.setUint32(directory + 46 + 5 + 42, 0, true);
  await expect(open(bytes)).rejects.toBeInstanceOf(ZipFault);
  await expect(open(bytes)).rejects.toMatchObject({ kind: 'unsafe', entry: expect.stringMatching(/[ab]\.txt/u) });
});
