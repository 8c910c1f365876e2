/** SCP-ECG files of `testing/make-records.py`; biosig reads those without a reference beat as the same samples. */
import { describe, expect, it } from 'vitest';
import type { EcgFile } from '../ecg-record.ts';
import { formatOf } from '../sniff.ts';
import { farthest, knownFile, type KnownName, readSignal, reasonOf } from '../testing/known-ecg.ts';
import { twelveLeads } from '../twelve-leads.ts';
import { addUp, decodeHuffman, readTables } from './huffman.ts';
import { crcOf } from './sections.ts';

const NAMES: readonly KnownName[] = ['scp-plain', 'scp-first', 'scp-second', 'scp-beat'];

/** One byte changed; where it is wanted, with checksums that agree. */
function changed(at: number, value: number, isMended: boolean): EcgFile {
  const file = knownFile('scp-plain');
  const bytes = Uint8Array.from(file.bytes);
  bytes[at] = value;
  if (!isMended) return { ...file, bytes };
  const view = new DataView(bytes.buffer);
  for (let i = 1; i < 12; i++) {
    const pointer = 22 + 10 * i;
    const [length, from] = [view.getUint32(pointer + 2, true), view.getUint32(pointer + 6, true) - 1];
    if (length > 0) view.setUint16(from, crcOf(bytes.subarray(from + 2, from + length)), true);
  }
  view.setUint16(0, crcOf(bytes.subarray(2)), true);
  return { ...file, bytes };
}

/** Where a section's data begin. */
function startOf(section: number): number {
  return new DataView(knownFile('scp-plain').bytes.buffer).getUint32(22 + 10 * section + 6, true) - 1 + 16;
}

describe('SCP-ECG', () => {
  it.each(NAMES)('%s: every sample of every lead, the facts, the code', async (name) => {
    const file = knownFile(name);
    expect(formatOf(file.bytes, '', 'export.bin')).toBe('scp');
    const record = await readSignal('scp', file);
    expect(record.rate).toBe(100);
    expect(farthest(record)).toBeLessThan(1e-9);
    expect(twelveLeads(record).missing).toEqual([]);
    const facts = { age: 71, sex: 'female', rate: 61, pr: 166, qrs: 96, qt: 402, pAxis: 45, qrsAxis: -12, tAxis: 38 };
    expect(record.facts).toEqual(facts);
    expect(record.ids).toEqual(['K-4711-08']);
  });

  // Converters of another maker's files write 0 … 300 for 300 samples.
  it('reads leads whose samples are counted from 0', async () => {
    expect(farthest(await readSignal('scp', changed(startOf(3) + 2, 0, true)))).toBeLessThan(1e-9);
  });

  it('says what is wrong', async () => {
    const whole = knownFile('scp-plain');
    expect(await reasonOf('scp', { ...whole, bytes: whole.bytes.slice(0, -10) })).toBe('record-cut');
    expect(await reasonOf('scp', changed(startOf(6) + 100, 77, false))).toBe('record-checksum');
    // No step, no interval, differences of differences of differences, bimodal compression.
    expect(await reasonOf('scp', changed(startOf(6) + 1, 0, true))).toBe('read');
    expect(await reasonOf('scp', changed(startOf(6) + 4, 3, true))).toBe('record-coding');
    expect(await reasonOf('scp', changed(startOf(6) + 5, 1, true))).toBe('record-coding');
    // More samples than there are.
    expect(await reasonOf('scp', changed(startOf(3) + 7, 9, true))).toBe('record-cut');
  });
});

describe('Huffman codes of SCP-ECG', () => {
  const table = (...codes: readonly (readonly [number, number, number, number, number])[]): DataView => {
    const view = new DataView(new ArrayBuffer(4 + 9 * codes.length));
    view.setUint16(0, 1, true);
    view.setUint16(2, codes.length, true);
    codes.forEach(([prefix, total, stays, value, code], i) => {
      const at = 4 + 9 * i;
      [prefix, total, stays].forEach((byte, k) => view.setUint8(at + k, byte));
      view.setInt16(at + 3, value, true);
      view.setUint32(at + 5, code, true);
    });
    return view;
  };

  it('reads a table of the file, whose codes stand with their first bit lowest', () => {
    // 0 → 7, 10 → −3, 11 and four bits.
    const tables = readTables(table([1, 1, 1, 7, 0], [2, 2, 1, -3, 1], [2, 6, 1, 0, 3]));
    // 0 10 110101 111110 → 7, −3, 5, −2
    expect([...decodeHuffman(Uint8Array.of(0b0_10_11010, 0b1_111110_0), tables, 4)]).toEqual([7, -3, 5, -2]);
  });

  it('gives up where no code fits, and where the bits end', () => {
    const tables = readTables(table([2, 2, 1, 1, 0]));
    expect(() => decodeHuffman(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff), tables, 1)).toThrow('record-broken');
    expect(() => decodeHuffman(Uint8Array.of(0), tables, 9)).toThrow('record-broken');
  });

  it.each([
    [0, [3, 1, 4]],
    [1, [3, 4, 8]],
    [2, [3, 1, 3]],
  ])('adds up differences of order %s', (order, expected) => {
    const samples = Int32Array.of(3, 1, 4);
    addUp(samples, order);
    expect([...samples]).toEqual(expected);
  });
});
