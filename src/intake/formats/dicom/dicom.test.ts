/** DICOM files of `testing/make-records.py`, written by pydicom. */
import { describe, expect, it } from 'vitest';
import type { EcgFile } from '../ecg-record.ts';
import { drawRecord } from '../draw-record.ts';
import { RecordFault } from '../record-fault.ts';
import { formatOf } from '../sniff.ts';
import { farthest, knownFile, knownFiles, type KnownName, readKnown, readSignal } from '../testing/known-ecg.ts';
import { twelveLeads } from '../twelve-leads.ts';
import { readLosslessJpeg } from './jpeg-lossless.ts';

const reasonOf = (file: EcgFile): Promise<string> =>
  readKnown('dicom', file).then(
    () => 'read',
    (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
  );

function changed(name: KnownName, from: string, to: string): EcgFile {
  const file = knownFile(name);
  const bytes = Uint8Array.from(file.bytes);
  const latin = Buffer.from(bytes).toString('latin1');
  for (let at = latin.indexOf(from); at >= 0; at = latin.indexOf(from, at + 1))
    bytes.set(Buffer.from(to, 'latin1'), at);
  return { ...file, bytes };
}

describe('DICOM', () => {
  it.each<KnownName>(['dicom-explicit', 'dicom-implicit', 'dicom-big-endian', 'dicom-deflated'])(
    '%s: every sample of every lead, the facts, no derived beat',
    async (name) => {
      const file = knownFile(name);
      expect(formatOf(file.bytes, '', file.path)).toBe('dicom');
      const record = await readSignal('dicom', file);
      expect(record.rate).toBe(100);
      expect(farthest(record)).toBeLessThan(1e-9);
      expect(record.facts).toEqual({
        age: 71,
        sex: 'female',
        rate: 61,
        pr: 166,
        qrsAxis: -12,
        statements: ['Sinus rhythm'],
      });
      expect(record.ids).toEqual(['K-4711-08', 'A-99']);
    },
  );

  // One sheet for all: the same patient must not look otherwise because the archive writes another format.
  it('gives the same sheet as WFDB of the same record, to the pixel', async () => {
    const sheets = await Promise.all([
      readSignal('dicom', knownFile('dicom-explicit')),
      readSignal('wfdb', knownFile('wfdb-16')),
      readSignal('muse-xml', knownFile('muse-xml')),
    ]).then((records) => records.map((record) => drawRecord(twelveLeads(record)).pixels));
    expect(sheets[0]?.some((v) => v < 50)).toBe(true);
    expect(sheets[1]).toEqual(sheets[0]);
    expect(sheets[2]).toEqual(sheets[0]);
  });

  it.each<KnownName>([
    'dicom-grey',
    'dicom-grey16',
    'dicom-inverse',
    'dicom-rgb',
    'dicom-rle',
    'dicom-window',
    'dicom-palette',
    'dicom-luma',
    'dicom-planes',
    'dicom-lossless-sv1',
    'dicom-lossless-rgb',
    'dicom-lossless-deep',
  ])('%s: a picture of the same grey levels', async (name) => {
    const [page] = await readKnown('dicom', knownFile(name));
    if (page?.kind !== 'grey') throw new Error(page?.kind);
    const { width, height, pixels } = page.image;
    expect([width, height]).toEqual([20, 12]);
    expect([...pixels]).toEqual(Array.from(pixels, (_, i) => (16 * (i % 20) + Math.floor(i / 20)) % 256));
  });

  it('hands a JPEG on as it is', async () => {
    const [page] = await readKnown('dicom', knownFile('dicom-jpeg'));
    if (page?.kind !== 'picture') throw new Error(page?.kind);
    expect(Buffer.from(page.bytes).toString('latin1').startsWith('\u00ff\u00d8\u00ff jpeg of twenty')).toBe(true);
  });

  it('turns a JPEG whose lowest value is white', async () => {
    const [page] = await readKnown('dicom', changed('dicom-jpeg', 'MONOCHROME2', 'MONOCHROME1'));
    if (page?.kind !== 'scan') throw new Error(page?.kind);
    const image = await page.draw(() => Promise.resolve({ width: 2, height: 1, pixels: Uint8Array.of(0, 250) }));
    expect([...image.pixels]).toEqual([255, 5]);
  });

  it('hands JPEG 2000 on as pages of a PDF', async () => {
    const [page] = await readKnown('dicom', knownFile('dicom-jpeg-2000'));
    if (page?.kind !== 'pdf') throw new Error(page?.kind);
    expect(page.isPictures).toBe(true);
    expect(Buffer.from(page.bytes).toString('latin1')).toMatch(/\[0 0 80 48\].*\/JPXDecode/su);
  });

  it('damaged lossless JPEG is named, and nothing is unpacked beyond the picture', async () => {
    const [whole] = knownFiles('dicom-lossless-sv1').values();
    const bytes = whole ?? new Uint8Array();
    const jpeg = bytes.subarray(Buffer.from(bytes).indexOf(Buffer.of(0xff, 0xd8, 0xff)));
    const frame = Buffer.from(jpeg).indexOf(Buffer.of(0xff, 0xc3));
    const tall = Uint8Array.from(jpeg);
    tall[frame + 5] = 200;
    expect(() => readLosslessJpeg(tall, 240)).toThrow('record-large');
    expect(() => readLosslessJpeg(jpeg.subarray(0, -40), 240)).toThrow(/record-(cut|broken)/u);
    expect(() => readLosslessJpeg(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), 240)).toThrow('record-broken');
  });

  it('names the compression that is not read', async () => {
    const syntax = (last: string): Promise<unknown> =>
      readKnown('dicom', changed('dicom-jpeg', '1.2.840.10008.1.2.4.50', `1.2.840.10008.1.2.4.${last}`)).catch(
        (error: unknown) => (error instanceof RecordFault ? [error.reason, error.looksLike] : error),
      );
    expect(await syntax('80')).toEqual(['record-packed', 'jpeg-ls']);
    expect(await syntax('92')).toEqual(['record-packed', 'jpeg-2000']);
    expect(await syntax('55')).toEqual(['record-packed', 'packed-otherwise']);
  });

  it('hands a PDF on, without what fills it up', async () => {
    const [page] = await readKnown('dicom', knownFile('dicom-pdf'));
    if (page?.kind !== 'pdf') throw new Error(page?.kind);
    expect(Buffer.from(page.bytes).toString()).toBe('%PDF-1.7 fiftee');
    expect(page.ids).toEqual(['K-4711-08', 'A-99']);
  });

  it('says what is wrong', async () => {
    const whole = knownFile('dicom-explicit');
    const cut = (at: number): EcgFile => ({ ...whole, bytes: whole.bytes.slice(0, at) });
    expect(['record-cut', 'record-broken']).toContain(await reasonOf(cut(whole.bytes.length >> 1)));
    expect(await reasonOf(cut(140))).toBe('record-broken');
    expect(await reasonOf(changed('dicom-explicit', 'uV', 'xV'))).toBe('record-unit');
    expect(
      await reasonOf(changed('dicom-explicit', '\u0006\u0010CS\u0002\u0000SS', '\u0006\u0010CS\u0002\u0000MB')),
    ).toBe('record-coding');
    expect(await reasonOf(changed('dicom-deflated', 'Zw', 'Zw'))).toBe('read');
    const deflated = knownFile('dicom-deflated');
    expect(await reasonOf({ ...deflated, bytes: deflated.bytes.slice(0, -200) })).toBe('record-cut');
  });
});
