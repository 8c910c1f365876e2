import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { textBytes, ZipWriter } from './zip-writer.ts';

function archive(entries: readonly [string, Uint8Array][]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new ZipWriter((chunk) => chunks.push(chunk.slice()));
  for (const [name, data] of entries) zip.add(name, data);
  zip.finish();
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

const entries: [string, Uint8Array][] = [
  ['pairs.csv', textBytes('возраст,ЭКГ\r\n63,𝄞\r\n')],
  ['images/0000001.jpg', Uint8Array.from({ length: 999 }, (_, i) => i % 251)],
  ['пусто.txt', new Uint8Array(0)],
];

describe('ZipWriter', () => {
  it('computes the standard CRC-32 check value', () => {
    expect(crc32(textBytes('123456789'))).toBe(0xcbf43926);
  });

  it('encodes text as UTF-8, also across its internal slices', () => {
    const text = 'Ы𝄞a'.repeat(5000);
    expect(textBytes(text)).toEqual(new Uint8Array(Buffer.from(text, 'utf8')));
  });

  it('is read back by an independent reader, names and bytes', async () => {
    const zip = await JSZip.loadAsync(archive(entries), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(entries.map(([name]) => name));
    for (const [name, data] of entries) expect(await zip.file(name)?.async('uint8array')).toEqual(data);
  });

  it.runIf(hasPython)('passes Python’s zipfile', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    const file = join(folder, 'a.zip');
    writeFileSync(file, archive(entries));
    const script = 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),len(z.namelist()))';
    expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe('None 3');
    rmSync(folder, { recursive: true });
  });

  it('gives the same bytes for the same contents', () => {
    expect(archive(entries)).toEqual(archive(entries));
  });

  it('refuses what it could not write correctly instead of wrapping a counter', () => {
    const zip = new ZipWriter(() => {});
    const nothing = new Uint8Array(0);
    for (let i = 0; i < 0xfffe; i++) zip.add('x', nothing);
    expect(() => zip.add('x', nothing)).toThrow(expect.objectContaining({ code: 'archive-too-large' }) as Error);
  });
});
