/**
 * HL7 annotated ECG (ANSI/HL7 V3 ECG R1-2004): a series of sequences, one of time and one a lead, whose samples are
 * `digits` × `scale` + `origin`. Each rhythm series is an ECG; derived series (a median beat) are not.
 */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { leadOf } from '../twelve-leads.ts';
import { millivoltsIn } from '../units.ts';
import { wholeYears } from '../whole-years.ts';
import { below, everywhere, readXml, textAt, type XmlNode } from '../xml/read-xml.ts';

const codeOf = (node: XmlNode): string => below(node, 'code')[0]?.attributes['code'] ?? '';

/** A physical quantity in millivolts; null where it has none. */
function voltage(node: XmlNode | undefined): number | null {
  if (node === undefined) return null;
  const scale = millivoltsIn(node.attributes['unit'] ?? '');
  const value = Number(node.attributes['value'] ?? Number.NaN);
  return scale === null || !Number.isFinite(value) ? null : value * scale;
}

function samplesOf(sequence: XmlNode): Float64Array {
  const [value] = below(sequence, 'value');
  const digits = value === undefined ? undefined : textAt(value, 'digits');
  if (value === undefined || digits === undefined) throw new RecordFault('record-broken');
  const step = voltage(below(value, 'scale')[0]);
  if (step === null || step === 0) throw new RecordFault('record-unit');
  const origin = voltage(below(value, 'origin')[0]) ?? 0;
  return Float64Array.from(digits.split(/\s+/u), (digit) => Number(digit) * step + origin);
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, us: 1e-6 };

/** Samples a second, of the sequence of time; NaN where there is none. */
function rateOf(sequences: readonly XmlNode[]): number {
  const time = sequences.find((sequence) => codeOf(sequence).startsWith('TIME_'));
  const [step] = time === undefined ? [] : below(time, 'value', 'increment');
  if (step === undefined) return Number.NaN;
  return 1 / (Number(step.attributes['value']) * (SECONDS[step.attributes['unit'] ?? 's'] ?? Number.NaN));
}

/** Annotations that are facts, by their codes of ISO/IEEE 11073-10102. */
const FACTS = {
  rate: /^MDC_ECG_HEART_RATE$/u,
  pr: /^MDC_ECG_TIME_PD_PR$/u,
  qrs: /^MDC_ECG_TIME_PD_QRS$/u,
  qt: /^MDC_ECG_TIME_PD_QT$/u,
  qtc: /^MDC_ECG_TIME_PD_QTc/u,
  pAxis: /^MDC_ECG_ANGLE_P_FRONT$/u,
  qrsAxis: /^MDC_ECG_ANGLE_QRS_FRONT$/u,
  tAxis: /^MDC_ECG_ANGLE_T_FRONT$/u,
} as const;

function factsIn(root: XmlNode, series: XmlNode): EcgFacts {
  const found: Record<string, string> = {};
  for (const annotation of everywhere(series, 'annotation')) {
    const code = codeOf(annotation);
    const name = (Object.keys(FACTS) as (keyof typeof FACTS)[]).find((key) => FACTS[key].test(code));
    const { value, unit } = below(annotation, 'value')[0]?.attributes ?? {};
    if (name === undefined || value === undefined || name in found) continue;
    found[name] = unit === 's' ? String(Math.round(1000 * Number(value))) : value;
  }
  const [person] = everywhere(root, 'subjectDemographicPerson');
  const attribute = (name: string): string | undefined =>
    person === undefined ? undefined : below(person, name)[0]?.attributes['value'];
  // LOINC 21612-7: reported age.
  const [reported] = [...everywhere(root, 'relatedObservation')].filter((one) => codeOf(one) === '21612-7');
  const { value, unit = '' } = reported === undefined ? {} : (below(reported, 'value')[0]?.attributes ?? {});
  const [time] = below(series, 'effectiveTime');
  const recorded = time?.attributes['value'] ?? time?.children[0]?.attributes['value'];
  return factsOf({
    ...found,
    age: value === undefined ? wholeYears(attribute('birthTime'), recorded) : `${value} ${unit}`,
    sex: person === undefined ? undefined : below(person, 'administrativeGenderCode')[0]?.attributes['code'],
  });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const root = readXml(bytes);
    const all = below(root, 'component', 'series');
    const rhythms = all.filter((series) => codeOf(series) === 'RHYTHM');
    const [subject] = everywhere(root, 'trialSubject');
    const ids = [subject, root].flatMap((node) =>
      node === undefined ? [] : below(node, 'id').map(({ attributes }) => attributes['extension'] ?? ''),
    );
    return (rhythms.length > 0 ? rhythms : all).map((series): EcgPage => {
      const sequences = below(series, 'component', 'sequenceSet', 'component', 'sequence');
      const leads = new Map(
        sequences
          .filter((sequence) => leadOf(codeOf(sequence)) !== null)
          .map((sequence) => [codeOf(sequence).replace(/^MDC_ECG_LEAD_/u, ''), samplesOf(sequence)]),
      );
      return { kind: 'signal', record: { rate: rateOf(sequences), leads, facts: factsIn(root, series), ids } };
    });
  },
};
