/** The patients of a kept run: are those that are loaded now the same, and how they are shown where only they are there. */
import { AppError } from '../../core/app-error.ts';
import type { StudyData } from '../../core/dataset.ts';
import { areAlike, readDifferently, withoutRules } from '../../core/schema-changes.ts';
import { shownName } from '../../core/table-schema.ts';
import { decodeRow } from '../../data/decode-rows.ts';
import { fingerprintOf } from '../../storage/kept-patients.ts';
import { isReadAlike, type RunRecord } from '../../storage/run-record.ts';
import type { DataSession } from '../intake/data-session.ts';
import type { PairView } from '../protocol.ts';

/**
 * Throws `kept-patients-needed` while none are loaded, or `kept-read-anew` where an older version prepared the run's; and
 * `kept-other-patients` when they are not the run's, or `kept-read-differently` where columns are taken for something else now.
 */
export async function samePatients(data: DataSession, record: RunRecord): Promise<StudyData> {
  const { config, fingerprint } = record;
  let study: StudyData;
  try {
    study = data.dataset(config);
  } catch (error) {
    throw new AppError(
      data.isEmpty ? (isReadAlike(record) ? 'kept-patients-needed' : 'kept-read-anew') : 'kept-other-patients',
      {},
      error,
    );
  }
  if ((await fingerprintOf(study)) === fingerprint) return study;
  // Kept before rules were found in its table.
  const train = { ...study.train, schema: withoutRules(study.train.schema) };
  if ((await fingerprintOf({ ...study, train })) === fingerprint) return study;
  const columns = readDifferently(record.schema, study.train.schema);
  if (columns.length === 0 || !areAlike(record.schema, study.train.schema)) throw new AppError('kept-other-patients');
  throw new AppError('kept-read-differently', { columns });
}

/** Pairs a run learns from, in the units of the input, at the size they were prepared for. */
export function studyPairs({ train }: StudyData, positions: readonly number[]): PairView {
  const { size, schema, rows } = train;
  const known = positions.filter((position) => position >= 0 && position < train.count);
  const images = new Uint8Array(known.length * size * size);
  known.forEach((position, i) => {
    images.set(train.images.subarray(position * size * size, (position + 1) * size * size), i * size * size);
  });
  return {
    size,
    count: known.length,
    images,
    columns: schema.columns.map(shownName),
    rows: known.map((position) =>
      decodeRow(schema, rows.subarray(position * schema.width, (position + 1) * schema.width)),
    ),
  };
}
