/**
 * GE MUSE XML: a waveform of a median beat and one of ten seconds, each of the eight leads that the others follow from. Samples
 * are in base 64, 16 bits each; the sampling rate is `SampleBase` × 10^`SampleExponent`.
 */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { millivoltsIn } from '../units.ts';
import { base64Bytes, int16Samples } from '../xml/base64.ts';
import { below, readXml, textAt, type XmlNode } from '../xml/read-xml.ts';

function leadOf(node: XmlNode): readonly [string, Float64Array] | null {
  const name = textAt(node, 'LeadID');
  const data = textAt(node, 'WaveFormData');
  if (name === undefined || data === undefined || textAt(node, 'LeadOff') === 'TRUE') return null;
  const scale = millivoltsIn(textAt(node, 'LeadAmplitudeUnits') ?? '');
  const step = Number(textAt(node, 'LeadAmplitudeUnitsPerBit') ?? Number.NaN);
  if (scale === null || !(step > 0)) throw new RecordFault('record-unit');
  const samples = int16Samples(base64Bytes(data), step * scale);
  if (samples.length < Number(textAt(node, 'LeadSampleCountTotal') ?? 0)) throw new RecordFault('record-cut');
  return [name, samples];
}

/** A statement may be in several pieces, the last of which ends its line. */
function statementsOf(root: XmlNode): string[] {
  const [diagnosis] = [...below(root, 'Diagnosis'), ...below(root, 'OriginalDiagnosis')];
  if (diagnosis === undefined) return [];
  const lines = [''];
  for (const piece of below(diagnosis, 'DiagnosisStatement')) {
    const line = `${lines.pop() ?? ''} ${textAt(piece, 'StmtText') ?? ''}`;
    lines.push(line);
    const flags = below(piece, 'StmtFlag').map(({ text }) => text.trim());
    if (flags.length === 0 || flags.includes('ENDSLINE')) lines.push('');
  }
  return lines;
}

function factsIn(root: XmlNode): EcgFacts {
  const measured = (name: string): string | undefined =>
    textAt(root, 'RestingECGMeasurements', name) ?? textAt(root, 'OriginalRestingECGMeasurements', name);
  const age = textAt(root, 'PatientDemographics', 'PatientAge');
  const unit = textAt(root, 'PatientDemographics', 'AgeUnits') ?? 'YEARS';
  return factsOf({
    age: age === undefined ? age : `${age} ${unit}`,
    sex: textAt(root, 'PatientDemographics', 'Gender'),
    rate: measured('VentricularRate'),
    pr: measured('PRInterval'),
    qrs: measured('QRSDuration'),
    qt: measured('QTInterval'),
    qtc: measured('QTCorrected'),
    pAxis: measured('PAxis'),
    qrsAxis: measured('RAxis'),
    tAxis: measured('TAxis'),
    statements: statementsOf(root),
  });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const root = readXml(bytes);
    const waves = below(root, 'Waveform');
    const wave = waves.find((one) => textAt(one, 'WaveformType') === 'Rhythm') ?? waves.at(-1);
    if (wave === undefined) throw new RecordFault('record-no-leads');
    const base = Number(textAt(wave, 'SampleBase') ?? textAt(root, 'SampleBase') ?? Number.NaN);
    const rate = base * 10 ** Number(textAt(wave, 'SampleExponent') ?? 0);
    const leads = new Map(
      below(wave, 'LeadData')
        .map(leadOf)
        .filter((lead) => lead !== null),
    );
    const id = textAt(root, 'PatientDemographics', 'PatientID');
    const record = { rate, leads, facts: factsIn(root), ids: id === undefined ? [] : [id] };
    return [{ kind: 'signal', record }];
  },
};
