import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { isAbort } from '../core/app-error.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import { textBytes } from '../core/text-bytes.ts';
import { ArchiveSize } from './archive-size.ts';
import { crc32 } from './crc32.ts';
import { oneFile, type FileGroup } from './packer.ts';
import { ZipPacker } from './zip-packer.ts';

type Entries = readonly (readonly [string, Uint8Array<ArrayBuffer>])[];

function filled(entries: Entries): ZipPacker {
  const zip = new ZipPacker();
  for (const [name, data] of entries) zip.add(oneFile(name, data));
  return zip;
}

async function written(zip: ZipPacker): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  await zip.write(async (piece) => void all.push(piece));
  return joinBytes(all);
}

const archive = (entries: Entries): Promise<Uint8Array<ArrayBuffer>> => written(filled(entries));

function has(program: string, ...asked: string[]): boolean {
  return spawnSync(program, asked).status === 0;
}

function readBy(program: string, before: readonly string[], bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  const file = join(folder, 'a.zip');
  writeFileSync(file, bytes);
  try {
    return execFileSync(program, [...before, file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const entries: Entries = [
  ['pairs.csv', textBytes('возраст,ЭКГ\r\n63,𝄞\r\n')],
  ['images/0000001.jpg', Uint8Array.from({ length: 40_000 }, (_, i) => i % 251)],
  ['пусто.txt', new Uint8Array(0)],
];

it('computes the standard CRC-32 check value', () => {
  expect(crc32(textBytes('123456789'))).toBe(0xcbf43926);
});

describe('ZipPacker', () => {
  it('gives back names, order and bytes, dated 1980 and without folders', async () => {
    const zip = await JSZip.loadAsync(await archive(entries), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(entries.map(([name]) => name));
    for (const [name, data] of entries) {
      expect(Buffer.from((await zip.file(name)?.async('uint8array')) ?? []).equals(data)).toBe(true);
      expect(zip.file(name)?.date.toISOString()).toBe('1980-01-01T00:00:00.000Z');
    }
  });

  it('takes files that lie one behind another', async () => {
    const group: FileGroup = {
      names: ['a', 'b', 'c'],
      bytes: textBytes('onetwo'),
      offsets: Uint32Array.of(0, 3, 3, 6),
    };
    const packer = new ZipPacker();
    packer.add(group);
    const zip = await JSZip.loadAsync(await written(packer));
    const texts: unknown[] = [];
    for (const name of group.names) texts.push(await zip.file(name)?.async('string'));
    expect(texts).toEqual(['one', '', 'two']);
  });

  it.runIf(has('python3', '--version'))('passes Python’s zipfile', async () => {
    const script =
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),[(i.compress_type,oct(i.external_attr>>16)) for i in z.infolist()])';
    expect(readBy('python3', ['-c', script], await archive(entries)).trim()).toBe(
      `None [${entries.map(() => "(0, '0o100644')").join(', ')}]`,
    );
  });

  it.runIf(has('unzip', '-v'))('passes Info-ZIP', async () => {
    expect(readBy('unzip', ['-t'], await archive(entries))).toContain('No errors detected');
  });

  // Otherwise two exports of one run could not be compared.
  it('gives the same bytes for the same contents, whatever the hour and the time zone', async () => {
    const before = await archive(entries);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Vladivostok';
    try {
      expect(Buffer.compare(await archive(entries), before)).toBe(0);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('hands over a piece at a time, in order, and none before the last was taken', async () => {
    const large: Entries = Array.from({ length: 40 }, (_, i) => [`${i}.bin`, new Uint8Array(100_000).fill(i)]);
    const all: Uint8Array[] = [];
    let underWay = 0;
    let most = 0;
    await filled(large).write(async (piece) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 2));
      all.push(piece);
      underWay -= 1;
    });
    expect(most).toBe(1);
    expect(all.length).toBeGreaterThan(3);
    expect(Buffer.compare(joinBytes(all), await archive(large))).toBe(0);
  });

  it('passes on what the disk says, and ends when it is closed', async () => {
    const full = new Error('full');
    await expect(filled(entries).write(() => Promise.reject(full))).rejects.toBe(full);
    const zip = filled([['a.bin', new Uint8Array(3_000_000)]]);
    let pieces = 0;
    const writing = zip.write(async () => {
      pieces += 1;
      zip.close();
    });
    expect(await writing.catch(isAbort)).toBe(true);
    expect(pieces).toBe(1);
  });
});

describe('ArchiveSize', () => {
  it('knows the size beforehand', async () => {
    const plain: Entries = [
      ['a.txt', Uint8Array.of(1, 2, 3)],
      ['images/b.jpg', new Uint8Array(99_999)],
    ];
    const size = new ArchiveSize();
    for (const [name, { length }] of plain) size.add(name, length);
    expect((await archive(plain)).length).toBe(size.bytes);
  });

  it('refuses what is more than one archive holds, and a name twice', () => {
    const size = new ArchiveSize();
    size.add('a', BYTES_PER_ARCHIVE / 2 - 200);
    size.add('b', BYTES_PER_ARCHIVE / 2 - 200);
    const tooLarge = expect.objectContaining({ code: 'archive-too-large' }) as Error;
    expect(() => size.add('c', 400)).toThrow(tooLarge);
    expect(() => size.add('a', 1)).toThrow('already');
    const many = new ArchiveSize();
    for (let i = 0; i < 0xfffe; i++) many.add(String(i), 0);
    expect(() => many.add('x', 0)).toThrow(tooLarge);
  });
});
