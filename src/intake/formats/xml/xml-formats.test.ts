/** GE MUSE and CardioSoft, HL7 aECG, Schiller and Philips, of `testing/make-records.py`; Philips' were read back there by sierra-ecg-tools. */
import { describe, expect, it } from 'vitest';
import type { EcgFile, EcgRecord } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { type FormatName, formatOf } from '../sniff.ts';
import { farthest, knownFile, type KnownName, KNOWN_RATE, readSignal } from '../testing/known-ecg.ts';
import { twelveLeads } from '../twelve-leads.ts';
import { readXml } from './read-xml.ts';

const FILES: readonly (readonly [KnownName, FormatName])[] = [
  ['muse-xml', 'muse-xml'],
  ['hl7-aecg', 'hl7-aecg'],
  ['cardiosoft-xml', 'cardiosoft-xml'],
  ['schiller-xml', 'schiller-xml'],
  ['philips-xml-1.03', 'philips-xml'],
  ['philips-xml-1.04', 'philips-xml'],
];

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 2000)).replaceAll('\0', '');
const text = (file: EcgFile): string => new TextDecoder().decode(file.bytes);
const bytes = (xml: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(xml);

function reasonOf(format: FormatName, xml: string): Promise<string> {
  return readSignal(format, { bytes: bytes(xml), beside: new Map() }).then(
    () => 'read',
    (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
  );
}

describe('ECGs in XML', () => {
  it.each(FILES)('%s: known by its content, every sample right', async (name, format) => {
    const file = knownFile(name);
    expect(formatOf(file.bytes, latin(file.bytes), 'export.txt')).toBe(format);
    const record = await readSignal(format, file);
    expect(record.rate).toBeCloseTo(KNOWN_RATE, 9);
    expect(farthest(record)).toBeLessThan(1e-9);
    expect(twelveLeads(record).missing).toEqual([]);
    expect(record.ids).toContain('K-4711-08');
  });

  it('has the facts of each, and nothing personal', async () => {
    const records: EcgRecord[] = [];
    for (const [name, format] of FILES) records.push(await readSignal(format, knownFile(name)));
    const [muse, aecg, cardiosoft, schiller, old, modern] = records.map(({ facts }) => facts);
    expect(muse).toMatchObject({ age: 71, sex: 'female', rate: 61, pr: 166, qrs: 96, qt: 402, qtc: 405, qrsAxis: -12 });
    expect(cardiosoft).toMatchObject({ age: 71, sex: 'female', rate: 61, pr: 166, qtc: 405, qrsAxis: -12, tAxis: 38 });
    expect(cardiosoft?.statements?.[0]).toBe('Normal sinus rhythm');
    expect(schiller).toEqual({ age: 71, sex: 'female' });
    expect(aecg).toEqual({ age: 70, sex: 'female', rate: 61, pr: 166, qt: 402, qrsAxis: -12 });
    expect(old).toEqual({ age: 70, sex: 'female', rate: 61, qrs: 96, statements: ['Sinus rhythm'] });
    expect(modern).toEqual(old);
    expect(muse?.statements?.[0]).toBe('Normal sinus rhythm');
  });

  it('puts back what Philips keeps of the limb leads', async () => {
    const { leads } = await readSignal('philips-xml', knownFile('philips-xml-1.04'));
    const at = (lead: string): number => Math.round((leads.get(lead)?.[17] ?? Number.NaN) / 0.005);
    expect(at('III')).toBe(at('II') - at('I'));
    expect(at('aVR')).toBe(-Math.floor((at('I') + at('II')) / 2) - 2);
    expect(at('aVL')).toBe(Math.floor((at('I') - at('III')) / 2) - 2);
  });

  it('says what is wrong', async () => {
    const muse = text(knownFile('muse-xml'));
    const aecg = text(knownFile('hl7-aecg'));
    const philips = text(knownFile('philips-xml-1.03'));
    expect(await reasonOf('muse-xml', muse.slice(0, 9000))).toBe('record-cut');
    expect(await reasonOf('muse-xml', muse.replace('<LeadData>', '<LeadDate>'))).toBe('record-broken');
    expect(await reasonOf('muse-xml', muse.replaceAll('MICROVOLTS', ''))).toBe('record-unit');
    expect(await reasonOf('muse-xml', muse.replaceAll('Total>300<', 'Total>5000<'))).toBe('record-cut');
    const cardiosoft = text(knownFile('cardiosoft-xml'));
    const schiller = text(knownFile('schiller-xml'));
    expect(await reasonOf('cardiosoft-xml', cardiosoft.replace('uVperLsb', 'steps'))).toBe('record-unit');
    expect(await reasonOf('cardiosoft-xml', cardiosoft.replace('Total>300<', 'Total>5000<'))).toBe('record-cut');
    expect(await reasonOf('cardiosoft-xml', cardiosoft.replaceAll('StripData', 'FullDisclosure'))).toBe(
      'record-no-leads',
    );
    expect(await reasonOf('schiller-xml', schiller.replaceAll('COMMASEPARATE', 'PACKED'))).toBe('record-coding');
    expect(await reasonOf('schiller-xml', schiller.replaceAll('<exponent>1', '<exponent>2'))).toBe('record-rate');
    expect(await reasonOf('schiller-xml', schiller.replaceAll(/data>-?\d+/gu, 'data>x'))).toBe('record-broken');
    expect(await reasonOf('hl7-aecg', aecg.replaceAll('unit="uV"', 'unit="cm"'))).toBe('record-unit');
    expect(await reasonOf('philips-xml', philips.replace('"Base64"', '"Hex"'))).toBe('record-coding');
    expect(await reasonOf('philips-xml', philips.replace('"3000"', '"30000"'))).toBe('record-cut');
  });
});

// Files come from anywhere; nothing they name outside is asked for, and nothing they define is followed.
describe('XML with bounds', () => {
  const entities = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><RestingECG>&c;</RestingECG>';
  it.each([
    ['entities of its own', entities, 'record-markup'],
    ['an entity nobody knows', '<a>&x;</a>', 'record-broken'],
    ['elements inside elements', '<a>'.repeat(500), 'record-broken'],
    ['an end too early', '<a><b>', 'record-cut'],
    ['no element', 'plain words', 'record-broken'],
  ])('%s', (_, xml, expected) => {
    let reason = 'read';
    try {
      readXml(bytes(xml));
    } catch (error) {
      reason = error instanceof RecordFault ? error.reason : String(error);
    }
    expect(reason).toBe(expected);
  });

  it('a document type outside is named and not asked for', () => {
    expect(readXml(bytes('<!DOCTYPE a SYSTEM "https://example.org/a.dtd"><a>1</a>')).text).toBe('1');
  });
});
