import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../core/join-bytes.ts';
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import { textBytes } from '../core/text-bytes.ts';
import { crc32 } from './crc32.ts';
import { ZipArchive } from './zip-archive.ts';

type Entries = readonly (readonly [string, Uint8Array])[];

function filled(entries: Entries): ZipArchive {
  const zip = new ZipArchive();
  for (const [name, data] of entries) zip.add(name, data);
  return zip;
}

async function archive(entries: Entries): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  await filled(entries).write(async (chunks) => void all.push(...chunks));
  return joinBytes(all);
}

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

describe('ZipArchive', () => {
  it('computes the standard CRC-32 check value', () => {
    expect(crc32(textBytes('123456789'))).toBe(0xcbf43926);
  });

  it('gives back names, order and bytes, dated 1980 and without folders', async () => {
    const zip = await JSZip.loadAsync(await archive(entries), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(entries.map(([name]) => name));
    for (const [name, data] of entries) {
      expect(await zip.file(name)?.async('uint8array')).toEqual(data);
      expect(zip.file(name)?.date.toISOString()).toBe('1980-01-01T00:00:00.000Z');
    }
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
      expect(await archive(entries)).toEqual(before);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('knows its size beforehand', async () => {
    const plain: Entries = [
      ['a.txt', Uint8Array.of(1, 2, 3)],
      ['images/b.jpg', new Uint8Array(99_999)],
    ];
    expect((await archive(plain)).length).toBe(filled(plain).sizeBytes);
  });

  it('hands over a piece at a time, in order, and none before the last was taken', async () => {
    const large: Entries = Array.from({ length: 40 }, (_, i) => [`${i}.bin`, new Uint8Array(100_000).fill(i)]);
    const all: Uint8Array[] = [];
    let underWay = 0;
    let most = 0;
    let calls = 0;
    await filled(large).write(async (chunks) => {
      underWay += 1;
      calls += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 2));
      all.push(...chunks);
      underWay -= 1;
    });
    expect(most).toBe(1);
    expect(calls).toBeGreaterThan(3);
    expect(Buffer.compare(joinBytes(all), await archive(large))).toBe(0);
  });

  it('passes on what the disk says', async () => {
    const full = new Error('full');
    await expect(filled(entries).write(() => Promise.reject(full))).rejects.toBe(full);
  });

  it('refuses what is more than one archive holds', () => {
    const zip = new ZipArchive();
    const large = new Uint8Array(BYTES_PER_ARCHIVE / 2 - 200);
    zip.add('a', large);
    zip.add('b', large);
    expect(() => zip.add('c', new Uint8Array(400))).toThrow(
      expect.objectContaining({ code: 'archive-too-large' }) as Error,
    );
    const many = new ZipArchive();
    const nothing = new Uint8Array(0);
    for (let i = 0; i < 0xfffe; i++) many.add(String(i), nothing);
    expect(() => many.add('x', nothing)).toThrow(expect.objectContaining({ code: 'archive-too-large' }) as Error);
  });
});
