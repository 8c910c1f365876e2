/** EDF and BDF files of `testing/make-records.py`, written by biosig. */
import { describe, expect, it } from 'vitest';
import type { EcgFile } from '../ecg-record.ts';
import { formatOf } from '../sniff.ts';
import { farthest, knownFile, type KnownName, readSignal, reasonOf } from '../testing/known-ecg.ts';
import { twelveLeads } from '../twelve-leads.ts';

const head = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 2000));

/** A field of the header with other words in it. */
function changed(name: KnownName, at: number, words: string): EcgFile {
  const file = knownFile(name);
  const bytes = Uint8Array.from(file.bytes);
  bytes.set(new TextEncoder().encode(words), at);
  return { ...file, bytes };
}

describe('EDF and BDF', () => {
  it.each<KnownName>(['edf', 'bdf'])('%s: every sample of every lead', async (name) => {
    const file = knownFile(name);
    expect(formatOf(file.bytes, head(file.bytes), 'export.bin')).toBe('edf');
    const record = await readSignal('edf', file);
    expect(record.rate).toBeCloseTo(100, 9);
    // 2 mV in 65,534 steps.
    expect(farthest(record)).toBeLessThan(5e-5);
    expect(twelveLeads(record).missing).toEqual([]);
  });

  it('takes age, sex and code from EDF+, and nothing from words in their place', async () => {
    const plus = await readSignal('edf', knownFile('edf'));
    expect(plus.facts).toEqual({ age: 70, sex: 'female' });
    expect(plus.ids).toEqual(['K-4711-08']);
    const plain = changed('edf', 192, 'words'.padEnd(44));
    const { facts, ids } = await readSignal('edf', plain);
    expect([facts, ids]).toEqual([{}, []]);
  });

  it('says what is wrong', async () => {
    const whole = knownFile('edf');
    const units = 256 + 8 * (16 + 80);
    expect(await reasonOf('edf', { ...whole, bytes: whole.bytes.slice(0, 3000) })).toBe('record-cut');
    expect(await reasonOf('edf', { ...whole, bytes: whole.bytes.slice(0, 300) })).toBe('record-cut');
    expect(await reasonOf('edf', changed('edf', units, 'cm'))).toBe('record-unit');
    expect(await reasonOf('edf', changed('edf', 192, 'EDF+D'))).toBe('record-coding');
    expect(await reasonOf('edf', changed('edf', 244, '0       '))).toBe('record-rate');
    expect(await reasonOf('edf', changed('edf', 244, '9000    '))).toBe('record-long');
    expect(await reasonOf('edf', changed('edf', 252, '0   '))).toBe('record-no-leads');
    expect(await reasonOf('edf', changed('edf', 252, '-9  '))).toBe('record-broken');
  });
});
