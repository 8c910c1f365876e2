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
import { signalFiles } from './header.ts';

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
    expect(await reasonOf(withHeader('wfdb-16', (t) => t.replace('r16 8', 'r16/3 8')))).toBe('record-coding');
  });

  it('names the files of samples', () => {
    expect(signalFiles(text(knownFile('wfdb-two-files')))).toEqual(['two_a.dat', 'two_b.dat']);
    expect(KNOWN_COUNT).toBe(knownSignal('II').length);
  });
});
