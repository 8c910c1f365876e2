import { expect, it } from 'vitest';
import type { Dataset, StudyData } from '../core/dataset.ts';
import { Rng } from '../core/rng.ts';
import { CheckedFile, writeChecked } from './checked-file.ts';
import { fingerprintOf, patientContent, readPatients } from './kept-patients.ts';
import { FakeDisk, FakeFiles } from './testing/fake-files.ts';
import { ONE_COLUMN } from './testing/numbered-record.ts';

function dataset(count: number, change: Partial<Dataset> = {}): Dataset {
  const rng = new Rng(count, 97);
  return {
    count,
    size: 64,
    schema: { ...ONE_COLUMN, width: 2 },
    rows: Float32Array.from({ length: 2 * count }, () => rng.uniform()),
    blanks: Uint8Array.from({ length: count }, (_, i) => i % 2),
    images: Uint8Array.from({ length: count * 64 * 64 }, () => rng.below(256)),
    ...change,
  };
}

function study(change: Partial<StudyData> = {}): StudyData {
  return {
    train: dataset(3),
    holdout: dataset(1),
    split: { train: [0, 2, 3], holdout: [1] },
    patients: { train: Int32Array.of(0, 1, 1), holdout: Int32Array.of(2) },
    constant: ['sex'],
    ...change,
  };
}

it('patients come back as they were', async () => {
  const files = new FakeFiles(new FakeDisk());
  const { meta, sections } = patientContent(study());
  await writeChecked(files, 'p', { kind: 'patients', meta, sections: sections() });
  const file = await CheckedFile.open(files, 'p', 'patients');
  if (file === null) throw new Error('not written');
  expect(await readPatients(file)).toEqual(study());
});

it('the fingerprint is the same for the same patients and differs for any other', async () => {
  const first = await fingerprintOf(study());
  expect(first).toMatch(/^[0-9a-f]{64}$/u);
  expect(await fingerprintOf(study())).toBe(first);
  const { rows, images, blanks } = dataset(3);
  const others: Partial<StudyData>[] = [
    { train: dataset(3, { rows: rows.with(5, Math.fround(rows[5] ?? 0) + 2 ** -23) }) },
    { train: dataset(3, { images: images.with(7000, (images[7000] ?? 0) ^ 1) }) },
    { train: dataset(3, { blanks: blanks.with(0, 1) }) },
    { train: dataset(3, { schema: { ...ONE_COLUMN, width: 2, other: 1 } as never }) },
    { holdout: dataset(2) },
    { patients: { train: Int32Array.of(0, 1, 1), holdout: Int32Array.of(3) } },
    { split: { train: [0, 1, 3], holdout: [2] } },
  ];
  const all = await Promise.all(others.map((change) => fingerprintOf(study(change))));
  expect(new Set([first, ...all]).size).toBe(8);
});
