/** An export of REDCap: a patient over several rows, columns about the forms themselves. Made here, of made-up people. */
import { describe, expect, it } from 'vitest';
import type { IntakeResult } from './intake.ts';
import { columnOf, intake, textsOf } from './testing/files.ts';

describe('a table of REDCap', () => {
  const people = Array.from({ length: 20 }, (_, i) => i + 1);
  const table = (header: string, rows: readonly string[]): Readonly<Record<string, string>> => ({
    'a.csv': [header, ...rows].join('\n'),
  });
  const rolesOf = ({ report }: IntakeResult) =>
    Object.fromEntries(report.columns.map(({ name, role }) => [name, role]));

  it('has the values of a person in the rows of a repeated form', () => {
    const result = intake({
      tables: table(
        'pt,redcap_repeat_instrument,redcap_repeat_instance,age,sex,comorbid___1,baseline_complete,ecg_no,heart_rate,ecg_complete',
        people.flatMap((i) => [
          `${i},,,${40 + i},${i % 2},${Number(i % 3 === 0)},2,,,`,
          ...[1, 2].map((k) => `${i},ecg,${k},,,,,${100 * i + k},${50 + ((7 * i + 3 * k) % 50)},${k}`),
        ]),
      ),
      images: people.flatMap((i) => [`ecg_${100 * i + 1}.jpg`, `ecg_${100 * i + 2}.jpg`]),
    });
    expect(rolesOf(result)).toEqual({
      pt: 'id',
      redcap_repeat_instrument: 'drop',
      redcap_repeat_instance: 'drop',
      age: 'feature',
      sex: 'feature',
      comorbid___1: 'feature',
      baseline_complete: 'drop',
      ecg_no: 'id',
      heart_rate: 'feature',
      ecg_complete: 'drop',
    });
    expect(result.report.usable).toMatchObject({ pairs: 40, patients: 20, patientColumn: 'pt' });
    expect(result.report.table?.notes).toMatchObject([{ kind: 'completed', count: 40 }]);
    expect(textsOf(result, 5)).toEqual(['43', '1', '1', String(50 + 27)]);
  });

  it('has what is asked at one event in the rows of all, and what is asked at each where it was', () => {
    const result = intake({
      tables: table(
        'Record ID,Event Name,age,sex,troponin,picture,Complete?',
        people.flatMap((i) => [
          `${i},Baseline,${40 + i},${i % 2 === 0 ? 'Male' : 'Female'},${i},,Complete`,
          `${i},Visit 1,,,${i % 4 === 0 ? '' : 100 + i},${i}.jpg,Incomplete`,
        ]),
      ),
      images: people.map((i) => `${i}.jpg`),
    });
    expect(rolesOf(result)).toMatchObject({ 'Event Name': 'drop', 'Complete?': 'drop', sex: 'feature' });
    expect(people.map((_, at) => textsOf(result, at))).toEqual(
      people.map((i) => [String(40 + i), i % 2 === 0 ? 'Male' : 'Female', i % 4 === 0 ? '' : String(100 + i)]),
    );
    expect(result.report.usable).toMatchObject({ pairs: 20, patients: 20 });
  });

  it('gives nobody the picture of another row', () => {
    const result = intake({
      tables: table(
        'record_id,redcap_repeat_instrument,age,picture,drug',
        people.flatMap((i) => [`${i},,${40 + i},${i}.jpg,`, `${i},drugs,,,aspirin`, `${i},drugs,,,statin`]),
      ),
      images: people.map((i) => `${i}.jpg`),
    });
    expect(result.report.pairing.sharedImages).toEqual([]);
    expect(result.report.usable.pairs).toBe(20);
  });

  it('is not seen in other tables: their blank cells stay', () => {
    const result = intake({
      tables: table(
        'id,visit,age,hr,picture',
        people.flatMap((i) => [`${i},1,${40 + i},60,`, `${i},2,,${50 + i},${i}.jpg`]),
      ),
      images: people.map((i) => `${i}.jpg`),
    });
    expect(columnOf(result, 'age')).toMatchObject({ missing: 20 });
    expect(result.report.table?.notes).toEqual([]);
  });
});
