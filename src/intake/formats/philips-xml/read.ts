/**
 * Philips (Sierra) XML 1.03, 1.04, 1.04.01: leads one after another in base 64, plain or as XLI. Of III, aVR, aVL and aVF it keeps
 * what its arithmetic of whole numbers leaves over: III = II − I − rest, aVR = −⌊(I + II)/2⌋ − rest, aVL = ⌊(I − III)/2⌋ − rest,
 * aVF = ⌊(II + III)/2⌋ − rest.
 */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { wholeYears } from '../whole-years.ts';
import { base64Bytes } from '../xml/base64.ts';
import { everywhere, firstText, readXml, textAt, type XmlNode } from '../xml/read-xml.ts';
import { unpackXli } from './xli.ts';

const STANDARD = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

function plainLeads(bytes: Uint8Array, count: number, length: number): Int16Array[] {
  if (bytes.length < 2 * count * length) throw new RecordFault('record-cut');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, lead) =>
    Int16Array.from({ length }, (_step, i) => view.getInt16(2 * (lead * length + i), true)),
  );
}

/** Puts leads of the limbs together again; nothing where they are not those. */
function restore(leads: ReadonlyMap<string, Int16Array>): void {
  const [one, two, three, avr, avl, avf] = STANDARD.slice(0, 6).map((name) => leads.get(name));
  if (!one || !two || !three || !avr || !avl || !avf) return;
  for (let i = 0; i < one.length; i++) {
    const [a = 0, b = 0] = [one[i], two[i]];
    const c = b - a - (three[i] ?? 0);
    three[i] = c;
    avr[i] = -(avr[i] ?? 0) - Math.floor((a + b) / 2);
    avl[i] = Math.floor((a - c) / 2) - (avl[i] ?? 0);
    avf[i] = Math.floor((b + c) / 2) - (avf[i] ?? 0);
  }
}

function namesOf(root: XmlNode, waves: XmlNode): string[] {
  const labels = waves.attributes['leadlabels']?.trim();
  const count = Number(waves.attributes['numberofleads'] ?? firstText(root, 'numberchannelsallocated') ?? 12);
  const names = labels === undefined || labels === '' ? STANDARD : labels.split(/\s+/u);
  return names.slice(0, count);
}

function factsIn(root: XmlNode): EcgFacts {
  const [interpretation] = everywhere(root, 'interpretation');
  // What a person has edited comes before what was measured.
  const [edited] = interpretation === undefined ? [] : everywhere(interpretation, 'globalmeasurements');
  const fact = (own: string, measured: string): string | undefined =>
    (edited === undefined ? undefined : textAt(edited, own)) ?? firstText(root, measured);
  const [patient] = everywhere(root, 'generalpatientdata');
  const [taken] = everywhere(root, 'dataacquisition');
  const years = patient === undefined ? undefined : textAt(patient, 'age', 'years');
  const born = patient === undefined ? undefined : textAt(patient, 'age', 'dateofbirth');
  return factsOf({
    age: years ?? wholeYears(born, taken?.attributes['date']),
    sex: patient === undefined ? undefined : textAt(patient, 'sex'),
    rate: fact('heartrate', 'meanventrate'),
    pr: fact('print', 'meanprint'),
    qrs: fact('qrsdur', 'meanqrsdur'),
    qt: fact('qtint', 'meanqtint'),
    qtc: fact('qtcb', 'meanqtc'),
    pAxis: fact('pfrontaxis', 'pfrontaxis'),
    qrsAxis: fact('qrsfrontaxis', 'qrsfrontaxis'),
    tAxis: fact('tfrontaxis', 'tfrontaxis'),
    statements:
      interpretation === undefined ? [] : [...everywhere(interpretation, 'leftstatement')].map(({ text }) => text),
  });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const root = readXml(bytes);
    const [waves] = everywhere(root, 'parsedwaveforms');
    if (waves === undefined) throw new RecordFault('record-no-leads');
    const { attributes } = waves;
    if (attributes['dataencoding'] !== 'Base64') throw new RecordFault('record-coding');
    const rate = Number(attributes['samplespersecond'] ?? firstText(root, 'samplingrate') ?? Number.NaN);
    // Microvolts a step.
    const step = Number(
      attributes['resolution'] ?? firstText(root, 'signalresolution') ?? firstText(root, 'resolution') ?? Number.NaN,
    );
    if (!(step > 0)) throw new RecordFault('record-unit');
    const names = namesOf(root, waves);
    const packed = base64Bytes(waves.text);
    const how = attributes['compressmethod'] ?? attributes['compression'] ?? 'Uncompressed';
    if (how !== 'XLI' && how !== 'Uncompressed') throw new RecordFault('record-coding');
    const length = Math.round((Number(attributes['durationperchannel'] ?? 0) * rate) / 1000);
    const steps = how === 'XLI' ? unpackXli(packed) : plainLeads(packed, names.length, length);
    if (steps.length < names.length) throw new RecordFault('record-cut');
    const leads = new Map(names.map((name, i) => [name, steps[i] ?? new Int16Array()]));
    restore(leads);
    const ids = ['patientid', 'uniquepatientid'].map((name) => firstText(root, name)).filter((id) => id !== undefined);
    const millivolts = new Map(
      Array.from(leads, ([name, lead]) => [name, Float64Array.from(lead, (v) => (v * step) / 1000)]),
    );
    return [{ kind: 'signal', record: { rate, leads: millivolts, facts: factsIn(root), ids } }];
  },
};
