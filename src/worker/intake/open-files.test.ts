import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../data/testing/workbook.ts';
import { ZipFault } from '../../intake/archives/zip-fault.ts';
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
    await Promise.all(entries.map(async ({ path, open: read }) => [path, await (await read()).blob.text()] as const)),
  );
}

const reasons = ({ rejected }: OpenedFiles): Record<string, string> =>
  Object.fromEntries(rejected.map(({ path, reason, looksLike }) => [path, `${reason}: ${looksLike}`]));

const MB = 2 ** 20;

// Archives come from anywhere; what is wrong with one entry must cost that entry, be named, and fill no memory.
describe('an archive with one bad entry: it is named, the others are read', () => {
  it.each([
    ['a locked entry', (bytes: Bytes) => encrypted(bytes, 'bad.csv'), { 'a.zip/bad.csv': 'zip-locked: zip' }],
    [
      'an entry that claims a gigabyte',
      (bytes: Bytes) => claiming(bytes, 'bad.csv', 1024 * MB),
      { 'a.zip/bad.csv': 'zip-entry-too-much: zip' },
    ],
    [
      'Deflate64',
      (bytes: Bytes) => patched(bytes, 'bad.csv', (v, at) => v.setUint16(at + 10, 9, true)),
      { 'a.zip/bad.csv': 'packed: deflate64' },
    ],
    [
      'an entry on the bytes of another',
      (bytes: Bytes) => patched(bytes, 'bad.csv', (v, at) => v.setUint32(at + 42, 1, true)),
      { 'a.zip/bad.csv': 'zip-entry-broken: zip' },
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
    expect(reasons(opened)).toEqual({ 'a.zip/x2.csv (1)': 'zip-twice: zip' });
    expect(await contents(opened)).toEqual({ 'a.zip/x2.csv': 'two' });
  });
});

it('an archive with other bytes before its first entry is read', async () => {
  const bytes = await zip({ 'a.csv': 'one', 'b.csv': 'two' });
  const before = new TextEncoder().encode('MZ\0 a program that unpacks itself '.repeat(9));
  const joined = new Uint8Array(before.length + bytes.length);
  joined.set(before);
  joined.set(bytes, before.length);
  expect(await contents(await open(joined))).toEqual({ 'a.zip/a.csv': 'one', 'a.zip/b.csv': 'two' });
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
    expect(reasons(opened)).toEqual({ 'a.zip': 'zip-too-much: zip' });
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
    expect(reasons(opened)).toEqual({ 'a.zip/broken.ZIP': 'zip-broken: zip' });
    expect(await contents(opened)).toEqual({ 'a.zip/b.zip/b/1.csv': 'one', 'a.zip/2.csv': 'two' });
  });
});

/** Entries by the bytes of their names in hexadecimal, not marked as UTF-8. */
async function named(files: readonly string[]): Promise<Bytes> {
  const archive = new JSZip();
  files.forEach((hex, i) => archive.file(hex, `file ${i}`, { createFolders: false }));
  const encodeFileName = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
  return (await archive.generateAsync({ type: 'uint8array', encodeFileName })) as Bytes;
}

describe('names that are not marked as UTF-8', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a Russian Windows',
      {
        '9d8a832f88a2a0adaea25f3030312e6a7067': 'ЭКГ/Иванов_001.jpg',
        '9d8a832f8fa5e2e0aea25f3030322e6a7067': 'ЭКГ/Петров_002.jpg',
        afa0e6a8a5ade2eb2e637376: 'пациенты.csv',
      },
    ],
    [
      'a Chinese Windows',
      {
        d0c4b5e7cdbc2fbbbcd5df5f3030312e6a7067: '心电图/患者_001.jpg',
        d0c4b5e7cdbc2fbbbcd5df5f3030322e6a7067: '心电图/患者_002.jpg',
      },
    ],
    [
      'a Japanese Windows',
      {
        '90539364907d2f8ab38ed25f3030312e6a7067': '心電図/患者_001.jpg',
        '90539364907d2f8354836783455f3030322e6a7067': '心電図/サトウ_002.jpg',
      },
    ],
    [
      'a Western Windows',
      {
        '477294e1652f9a62657277656973756e675f3030312e6a7067': 'Größe/Überweisung_001.jpg',
        '477294e1652f9a62657277656973756e675f3030322e6a7067': 'Größe/Überweisung_002.jpg',
      },
    ],
    [
      'macOS, which does not say that it is UTF-8',
      { d0add09ad0932fd098d0b2d0b0d0bdd0bed0b22e6a7067: 'ЭКГ/Иванов.jpg', '4772c3b6c39f652e6a7067': 'Größe.jpg' },
    ],
  ])('of %s come out right', async (_, names) => {
    const opened = await open(await named(Object.keys(names)));
    expect(opened.rejected).toEqual([]);
    expect(opened.entries.map(({ path }) => path)).toEqual(Object.values(names).map((name) => `a.zip/${name}`));
  });

  // One name alone could be UTF-8 as well: the archive decides.
  it('are read in one alphabet, also where one of them could be another', async () => {
    const opened = await open(await named(['c1aacda82e6a7067', 'bbbcd5dfd0c4b5e7cdbc2e6a7067']));
    expect(opened.entries.map(({ path }) => path)).toEqual(['a.zip/联通.jpg', 'a.zip/患者心电图.jpg']);
  });

  // Two patients must never become one.
  it('that nobody can tell are said to be so, and none takes the place of another', async () => {
    const opened = await open(await named(['ff80.jpg', 'fe80.jpg', 'fd80.jpg'].map((name) => name.slice(0, 4))));
    expect(reasons(opened)).toEqual({ 'a.zip': 'zip-names: zip' });
    expect(new Set(opened.entries.map(({ path }) => path)).size).toBe(3);
    expect(Object.values(await contents(opened)).toSorted()).toEqual(['file 0', 'file 1', 'file 2']);
  });

  it('that read alike but are two stay two', async () => {
    const hex = (name: string): string => Buffer.from(name).toString('hex');
    const opened = await open(await named([hex('a.jpg'), hex('./a.jpg')]));
    expect(await contents(opened)).toEqual({ 'a.zip/a.jpg': 'file 0', 'a.zip/a (2).jpg': 'file 1' });
  });
});

it('an archive that is Deflate64 throughout has one sentence', async () => {
  let bytes = await zip({ 'a.csv': 'one', 'b.csv': 'two' });
  for (const name of ['a.csv', 'b.csv']) bytes = patched(bytes, name, (v, at) => v.setUint16(at + 10, 9, true));
  expect(reasons(await open(bytes))).toEqual({ 'a.zip': 'packed: deflate64' });
});

/** Says which of its parts were read. */
class WatchedFile extends File {
  readonly reads: string[] = [];
  override slice(from = 0, to = this.size, type = ''): Blob {
    this.reads.push(`${from}-${to}`);
    return super.slice(from, to, type);
  }
}

// Sniffing again what was sniffed, and opening an archive again for each question about it, made large folders slow.
it.each([
  ['a table', 'a.csv', async () => new TextEncoder().encode('a;b\n1;2\n'), 'table'],
  ['a workbook', 'a.xlsx', () => workbook({ one: [['a', 'b']] }), 'workbook'],
  ['a workbook by another name', 'a.csv', () => workbook({ one: [['a', 'b']] }), 'workbook'],
])('%s is looked at once, and whoever reads it is told what it is', async (_, name, make, kind) => {
  const file = new WatchedFile([(await make()) as Bytes], name);
  const { entries } = await openFiles([{ path: name, file }], new AbortController().signal);
  const before = [...file.reads];
  expect(new Set(before).size).toBe(before.length);
  expect((await entries[0]?.open())?.found.kind).toBe(kind);
  expect(file.reads).toEqual(before);
});

it('a workbook inside an archive is one, and what is no workbook is named', async () => {
  const book = await workbook({ one: [['a', 'b']] });
  const inner = await zip({ 'x.txt': 'x' });
  const { entries } = await open(await zip({ 'b.xlsx': book, 'inner.dat': inner }));
  const found = await Promise.all(entries.map(async ({ open: read }) => (await read()).found));
  expect(found).toMatchObject([
    { kind: 'workbook', looksLike: 'excel' },
    { kind: 'rejected', reason: 'packed', looksLike: 'zip-in-zip' },
  ]);
});
