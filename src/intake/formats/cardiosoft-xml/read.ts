/**
 * CardioSoft XML (GE; also UK Biobank's): the strip of ten seconds, each lead as numbers between commas, beside a median beat, which
 * is not read. Only resting ECGs: of an exercise test the strips of its stages are not one sheet.
 */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { millivoltsIn } from '../units.ts';
import { listedSamples } from '../xml/listed-samples.ts';
import { below, readXml, textAt, type XmlNode } from '../xml/read-xml.ts';

function scaleOf(strip: XmlNode): number {
  const [resolution] = below(strip, 'Resolution');
  const unit = /^(\w+)perLsb$/iu.exec(resolution?.attributes['units'] ?? '')?.[1];
  const scale = millivoltsIn(unit ?? '');
  const step = Number(resolution?.text ?? Number.NaN);
  if (scale === null || !(step > 0)) throw new RecordFault('record-unit');
  return step * scale;
}

function factsIn(root: XmlNode): EcgFacts {
  const measured = (name: string): string | undefined => textAt(root, 'RestingECGMeasurements', name);
  const [age] = below(root, 'PatientInfo', 'Age');
  return factsOf({
    age: age === undefined ? undefined : `${age.text} ${age.attributes['units'] ?? ''}`,
    sex: textAt(root, 'PatientInfo', 'Gender'),
    rate: measured('VentricularRate'),
    pr: measured('PQInterval'),
    qrs: measured('QRSDuration'),
    qt: measured('QTInterval'),
    qtc: measured('QTCInterval'),
    pAxis: measured('PAxis'),
    qrsAxis: measured('RAxis'),
    tAxis: measured('TAxis'),
    statements: below(root, 'Interpretation', 'Diagnosis', 'DiagnosisText').map(({ text }) => text),
  });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const root = readXml(bytes);
    const strip = below(root, 'StripData')[0] ?? below(root, 'Strip', 'StripData')[0];
    if (strip === undefined) throw new RecordFault('record-no-leads');
    const scale = scaleOf(strip);
    const length = Number(textAt(strip, 'ChannelSampleCountTotal') ?? 0);
    const leads = new Map(
      below(strip, 'WaveformData').map(({ attributes, text }) => [
        attributes['lead'] ?? '',
        listedSamples(text, scale),
      ]),
    );
    if ([...leads.values()].some((samples) => samples.length < length)) throw new RecordFault('record-cut');
    const id = textAt(root, 'PatientInfo', 'PID');
    const rate = Number(textAt(strip, 'SampleRate') ?? Number.NaN);
    return [{ kind: 'signal', record: { rate, leads, facts: factsIn(root), ids: id === undefined ? [] : [id] } }];
  },
};
