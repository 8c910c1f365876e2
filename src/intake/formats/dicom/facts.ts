/** What a DICOM file says of the ECG: age, sex, and the cart's measurements and statements among its annotations (PS3.3 C.10.10). */
import type { DataSet } from 'dicom-parser';
import type { EcgFacts } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { items } from './waveform.ts';

/** By the meaning of their codes: the codes themselves differ between makers. */
const MEASURED = {
  rate: /^(ventricular )?(heart )?rate$/iu,
  pr: /^pr interval/iu,
  qrs: /^qrs duration/iu,
  qt: /^qt interval/iu,
  qtc: /^qtc/iu,
  pAxis: /^p.axis/iu,
  qrsAxis: /^(qrs|r).axis/iu,
  tAxis: /^t.axis/iu,
} as const;

export function factsIn(data: DataSet): EcgFacts {
  const found: Record<string, string> = {};
  const statements: string[] = [];
  for (const note of items(data, 'x0040b020')) {
    const [concept] = items(note, 'x0040a043');
    const meaning = concept?.string('x00080104')?.trim() ?? '';
    const value = note.string('x0040a30a')?.split('\\')[0]?.trim();
    const name = (Object.keys(MEASURED) as (keyof typeof MEASURED)[]).find((key) => MEASURED[key].test(meaning));
    if (name !== undefined && value !== undefined && !(name in found)) found[name] = value;
    const text = note.string('x00700006');
    if (text !== undefined) statements.push(text);
  }
  return factsOf({ ...found, age: data.string('x00101010'), sex: data.string('x00100040'), statements });
}

/** Of the patient, the order, the study. */
export function idsIn(data: DataSet): string[] {
  return ['x00100020', 'x00080050']
    .map((tag) => data.string(tag)?.trim())
    .filter((id) => id !== undefined && id !== '') as string[];
}
