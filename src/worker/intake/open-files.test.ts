import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { ZipFault } from '../../intake/archives/zip-reader.ts';
import { type OpenedFiles, openFiles } from './open-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function zip(files: Readonly<Record<string, string | Bytes>>): Promise<Bytes> {
  const archive = new JSZip();
  for (const [path, content] of Object.entries(files)) archive.file(path, content, { createFolders: false });
  return (await archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Bytes;
}

const open = (bytes: Bytes): Promise<OpenedFiles> =>
  openFiles([{ path: 'a.zip', file: new File([bytes], 'a.zip') }], new AbortController().signal);

/** Writes into the directory's entry of `name`, at `field` behind its beginning. */
function patched(bytes: Bytes, name: string, write: (view: DataView, field: number) => void): Bytes {
  const copy = bytes.slice();
  const text = Buffer.from(copy.buffer);
  write(new DataView(copy.buffer), text.lastIndexOf(name) - 46);
  return copy;
}

const encrypted = (bytes: Bytes, name: string): Bytes => patched(bytes, name, (v, at) => v.setUint16(at + 8, 1, true));
const claiming = (bytes: Bytes, name: string, size: number): Bytes =>
  patched(bytes, name, (v, at) => v.setUint32(at + 24, size, true));

async function contents({ entries }: OpenedFiles): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(entries.map(async ({ path, open: read }) => [path, await (await read()).text()] as const)),
  );
}

const reasons = ({ rejected }: OpenedFiles): Record<string, string> =>
  Object.fromEntries(rejected.map(({ path, reason, looksLike }) => [path, `${reason}: ${looksLike}`]));

const MB = 2 ** 20;

// Archives come from anywhere; what is wrong with one entry must cost that entry, be named, and fill no memory.
describe('an archive with one bad entry: it is named, the others are read', () => {
  it.each([
    ['a locked entry', (bytes: Bytes) => encrypted(bytes, 'bad.csv'), { 'a.zip/bad.csv': 'zip-locked: ZIP' }],
    [
      'an entry that claims a gigabyte',
      (bytes: Bytes) => claiming(bytes, 'bad.csv', 1024 * MB),
      { 'a.zip/bad.csv': 'zip-too-much: 512 MB' },
    ],
    [
      'an unknown compression',
      (bytes: Bytes) => patched(bytes, 'bad.csv', (v, at) => v.setUint16(at + 10, 9, true)),
      { 'a.zip/bad.csv': 'packed: packed in an unusual way' },
    ],
    [
      'an entry on the bytes of another',
      (bytes: Bytes) => patched(bytes, 'bad.csv', (v, at) => v.setUint32(at + 42, 1, true)),
      { 'a.zip/bad.csv': 'zip-entry-broken: ZIP' },
    ],
  ])('%s', async (_, spoil, expected) => {
    const opened = await open(spoil(await zip({ 'good.csv': 'one', 'bad.csv': 'two' })));
    expect(reasons(opened)).toEqual(expected);
    expect(await contents(opened)).toEqual({ 'a.zip/good.csv': 'one' });
  });

  it('an entry that unpacks to more than it claims ends there', async () => {
    const bomb = claiming(await zip({ 'bad.csv': '0'.repeat(20 * MB) }), 'bad.csv', 100);
    const [entry] = (await open(bomb)).entries;
    await expect(entry?.open()).rejects.toBeInstanceOf(ZipFault);
  });

  it('one name twice: the last is used, the first is named', async () => {
    const bytes = await zip({ 'x1.csv': 'one', 'x2.csv': 'two' });
    const opened = await open(bytes.map((byte, i) => (byte === 0x31 && bytes[i - 1] === 0x78 ? 0x32 : byte)));
    expect(reasons(opened)).toEqual({ 'a.zip/x2.csv (1)': 'zip-twice: ZIP' });
    expect(await contents(opened)).toEqual({ 'a.zip/x2.csv': 'two' });
  });
});

describe('an archive that is refused as a whole has one sentence', () => {
  it('all of it locked', async () => {
    const bytes = encrypted(encrypted(await zip({ 'a.csv': 'one', 'b.csv': 'two' }), 'a.csv'), 'b.csv');
    expect(await open(bytes)).toMatchObject({ entries: [], rejected: [{ path: 'a.zip', reason: 'zip-broken' }] });
  });

  it('more in all than a disk should take', async () => {
    const names = Array.from({ length: 70 }, (_, i) => `f${i}.csv`);
    let bytes = await zip(Object.fromEntries(names.map((name) => [name, '1'])));
    for (const name of names) bytes = claiming(bytes, name, 500 * MB);
    const opened = await open(bytes);
    expect(reasons(opened)).toEqual({ 'a.zip': 'zip-too-much: 32 GB' });
    expect(opened.entries).toEqual([]);
  });
});

it('what systems leave behind, folders and paths that lead elsewhere do no harm', async () => {
  const opened = await open(
    await zip({
      '__MACOSX/._1.csv': 'x',
      'a/.DS_Store': 'x',
      'a/1.csv': 'one',
      '../2.csv': 'two',
      '/etc/3.csv': 'three',
    }),
  );
  expect(opened.rejected).toEqual([]);
  expect(await contents(opened)).toEqual({ 'a.zip/a/1.csv': 'one', 'a.zip/2.csv': 'two', 'a.zip/etc/3.csv': 'three' });
});

describe('an archive in an archive', () => {
  it('is opened; one that is damaged is named', async () => {
    const inner = await zip({ 'b/1.csv': 'one' });
    const opened = await open(await zip({ 'b.zip': inner, 'broken.ZIP': inner.slice(0, 60), '2.csv': 'two' }));
    expect(reasons(opened)).toEqual({ 'a.zip/broken.ZIP': 'zip-broken: ZIP' });
    expect(await contents(opened)).toEqual({ 'a.zip/b.zip/b/1.csv': 'one', 'a.zip/2.csv': 'two' });
  });
});
