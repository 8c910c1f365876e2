/** EDF and BDF files of `testing/make-records.py`, written by biosig. */
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../core/join-bytes.ts';
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

  /** Records of 0.5 s at 100 and, for II, 50 samples a second, each beginning when it says: sample i of lead k is 1 + i + 10 k steps of 1 µV. */
  function timed(starts: readonly string[], reserved = 'EDF+D'): EcgFile {
    const labels = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'EDF Annotations'];
    const counts = labels.map((label) => (label === 'II' ? 25 : label.length > 2 ? 10 : 50));
    const each = (width: number, value: (i: number) => string): string =>
      labels.map((_, i) => value(i).padEnd(width)).join('');
    const front = [
      '0'.padEnd(8), 'X X X X'.padEnd(80), 'Startdate X X X X'.padEnd(80), '01.01.01', '00.00.00', String(256 * 10).padEnd(8), reserved.padEnd(44),
      String(starts.length).padEnd(8), '0.5'.padEnd(8), String(labels.length).padEnd(4),
      each(16, (i) => labels[i] ?? ''), each(80, () => ''), each(8, () => 'uV'), each(8, () => '-32768'), each(8, () => '32767'), each(8, () => '-32768'),
      each(8, () => '32767'), each(80, () => ''), each(8, (i) => String(counts[i])), each(32, () => ''),
    ].join(''); // oxfmt-ignore
    const records = starts.flatMap((start, record) =>
      counts.map((count, k) =>
        k === 8
          ? new TextEncoder().encode(`${start}\u0014\u0014`.padEnd(20, '\0'))
          : new Uint8Array(Int16Array.from({ length: count }, (_, i) => 1 + record * count + i + 10 * k).buffer),
      ),
    );
    return { bytes: joinBytes([new TextEncoder().encode(front), ...records]), beside: new Map() };
  }

  it('EDF+D: nothing where nothing was recorded', async () => {
    const { rate, leads } = await readSignal('edf', timed(['+3', '+3.5', '+5.002']));
    expect(rate).toBe(100);
    const one = leads.get('I') ?? new Float64Array();
    expect(one.length).toBe(250);
    expect(one.subarray(100, 200).every(Number.isNaN)).toBe(true);
    expect([one[0], one[99], one[200], one[249]]).toEqual([0.001, 0.1, 0.101, 0.15]);
    expect(await reasonOf('edf', timed(['+3', '+2']))).toBe('record-broken');
    expect(await reasonOf('edf', timed(['+3', 'x']))).toBe('record-broken');
    expect(await reasonOf('edf', timed(['+3', '+7200']))).toBe('record-long');
  });

  it('leads of a slower rate keep their samples, with straight lines between them', async () => {
    const { leads } = await readSignal('edf', timed(['+0', '+0.5'], 'EDF+C'));
    const two = leads.get('II') ?? new Float64Array();
    expect(two.length).toBe(leads.get('V6')?.length);
    expect([two[0], two[1], two[2], two[98], two[99]].map((v) => Math.round((v ?? 0) * 1e4))).toEqual([
      110, 115, 120, 600, 600,
    ]);
  });

  it('says what is wrong', async () => {
    const whole = knownFile('edf');
    const units = 256 + 8 * (16 + 80);
    expect(await reasonOf('edf', { ...whole, bytes: whole.bytes.slice(0, 3000) })).toBe('record-cut');
    expect(await reasonOf('edf', { ...whole, bytes: whole.bytes.slice(0, 300) })).toBe('record-cut');
    expect(await reasonOf('edf', changed('edf', units, 'cm'))).toBe('record-unit');
    // No annotation says when its records began.
    expect(await reasonOf('edf', changed('edf', 192, 'EDF+D'))).toBe('record-broken');
    expect(await reasonOf('edf', changed('edf', 244, '0       '))).toBe('record-rate');
    expect(await reasonOf('edf', changed('edf', 244, '9000    '))).toBe('record-long');
    expect(await reasonOf('edf', changed('edf', 252, '0   '))).toBe('record-no-leads');
    expect(await reasonOf('edf', changed('edf', 252, '-9  '))).toBe('record-broken');
  });
});
