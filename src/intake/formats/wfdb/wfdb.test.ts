/** Records of `testing/make-records.py`, written or read back by wfdb-python. */
import { describe, expect, it } from 'vitest';
import type { EcgFile } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { formatOf } from '../sniff.ts';
import {
  farthest,
  type KnownName,
  KNOWN_COUNT,
  knownFile,
  KNOWN_LEADS,
  KNOWN_NAMES,
  KNOWN_RATE,
  knownSignal,
  readSignal,
} from '../testing/known-ecg.ts';
import { namedFiles } from './header.ts';

const FORMATS = KNOWN_NAMES.filter((name) => name.startsWith('wfdb-') && name !== 'wfdb-two-files');
/** Of formats that hold fewer bits than the ECG has; 8 holds no large steps, and those after one are elsewhere. */
const STEPS: Readonly<Record<string, number>> = { 'wfdb-80': 0.0051, 'wfdb-8': Number.POSITIVE_INFINITY };

const text = (file: EcgFile): string => new TextDecoder().decode(file.bytes);

function withHeader(name: KnownName, change: (text: string) => string): EcgFile {
  const file = knownFile(name);
  return { ...file, bytes: new TextEncoder().encode(change(text(file))) };
}

const reasonOf = (file: EcgFile): Promise<string> =>
  readSignal('wfdb', file).then(
    () => 'read',
    (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
  );

describe('WFDB', () => {
  it.each(FORMATS)('%s: every sample of every lead', async (name) => {
    const file = knownFile(name);
    expect(formatOf(file.bytes, text(file), file.path)).toBe('wfdb');
    const record = await readSignal('wfdb', file);
    expect([record.rate, ...record.leads.keys()]).toEqual([KNOWN_RATE, ...KNOWN_LEADS]);
    expect(farthest(record)).toBeLessThanOrEqual(STEPS[name] ?? 1e-9);
  });

  // Differences of 8 bits cannot follow the saw's teeth: the reader of the maker agreed with the header's checksum.
  it('format 8 adds differences to the first value', async () => {
    const { leads } = await readSignal('wfdb', knownFile('wfdb-8'));
    const first = knownSignal('V1').subarray(0, 12);
    expect(
      leads
        .get('V1')
        ?.subarray(0, 12)
        .every((v, i) => Math.abs(v - (first[i] ?? 0)) < 0.021),
    ).toBe(true);
  });

  it('leads in two files: baselines, a skew, bytes in front, microvolts, samples that were not measured', async () => {
    const record = await readSignal('wfdb', knownFile('wfdb-two-files'));
    expect(record.leads.get('I')?.[5]).toBeNaN();
    expect(farthest(record, KNOWN_LEADS.slice(1))).toBeLessThan(1e-9);
    expect(record.facts).toEqual({ age: 62, sex: 'male' });
  });

  it('takes age and sex from the comments', async () => {
    expect((await readSignal('wfdb', knownFile('wfdb-212'))).facts).toEqual({ age: 71, sex: 'female' });
  });

  it('leaves signals alone that are no lead of an ECG', async () => {
    const file = withHeader('wfdb-16', (header) => header.replace(/V6$/mu, 'RESP'));
    const { leads } = await readSignal('wfdb', file);
    expect([...leads.keys()]).toEqual(KNOWN_LEADS.slice(0, 7));
  });

  it('says what is wrong', async () => {
    const file = knownFile('wfdb-16');
    const [[path, bytes] = ['', new Uint8Array()]] = file.beside;
    const beside = (changed: Uint8Array<ArrayBuffer>): EcgFile => ({ ...file, beside: new Map([[path, changed]]) });
    const flipped = bytes.slice();
    flipped[100] = (flipped[100] ?? 0) ^ 4;
    expect(await reasonOf(beside(flipped))).toBe('record-checksum');
    expect(await reasonOf(beside(bytes.slice(0, -10)))).toBe('record-cut');
    expect(await reasonOf({ ...file, beside: new Map() })).toBe('record-part-missing');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replaceAll(' 16 ', ' 77 ')))).toBe('record-coding');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replaceAll('/mV', '/mmHg')))).toBe('record-unit');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replaceAll(/ 200\S*\/mV/gu, ' 0')))).toBe('record-unit');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replace(/^r16 8 100 300/mu, 'r16 8 100 3600000')))).toBe(
      'record-long',
    );
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replace(/^r16 8/mu, 'r16 0')))).toBe('record-no-leads');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.split('\n').slice(0, 4).join('\n')))).toBe('record-cut');
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replace('r16 8', 'r16/3 8')))).toBe('record-part-missing');
  });

  // As databases of monitors have them: a layout lists what signals there may be, and a part of nothing lies between two.
  it('joins segments, in which leads may be missing', async () => {
    const whole = knownFile('wfdb-16');
    const bytesOf = (lines: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(lines);
    const without = text(whole).replace(/ II$/mu, ' RESP');
    const master = (lines: string): EcgFile => ({
      bytes: bytesOf(`m/4 8 100 700\n${lines}`),
      beside: new Map([...whole.beside, ['a.hea', whole.bytes], ['b.hea', bytesOf(without)]]),
    });
    const one = await readSignal('wfdb', whole);
    const { rate, leads } = await readSignal('wfdb', master('layout 0\na 300\n~ 100\nb 300\n'));
    expect([rate, ...leads.keys()]).toEqual([KNOWN_RATE, ...KNOWN_LEADS]);
    for (const lead of KNOWN_LEADS) {
      const samples = leads.get(lead) ?? new Float64Array();
      const known = Float64Array.from(one.leads.get(lead) ?? []);
      const at = (from: number): Float64Array => samples.subarray(from, from + KNOWN_COUNT);
      expect(samples.length).toBe(700);
      expect(at(0)).toEqual(known);
      expect(samples.subarray(300, 400).every(Number.isNaN)).toBe(true);
      expect(at(400)).toEqual(lead === 'II' ? known.fill(Number.NaN) : known);
    }
    expect(namedFiles('m/3 8 100 700\nlayout 0\n~ 100\na 600\n')).toEqual(['layout.hea', 'a.hea']);
    expect(await reasonOf(master('a 300\nc 100\n~ 100\nb 300\n'))).toBe('record-part-missing');
    expect(await reasonOf(master('a 300\nb 300\n'))).toBe('record-cut');
    expect(await reasonOf(master('~ 300\n~ 100\n~ 100\n~ 300\n'))).toBe('record-no-leads');
  });

  it('names the files of samples', () => {
    expect(namedFiles(text(knownFile('wfdb-two-files')))).toEqual(['two_a.dat', 'two_b.dat']);
    expect(KNOWN_COUNT).toBe(knownSignal('II').length);
  });
});
