/**
 * The real patients of a reader test: those put aside before the training where there are enough, else those trained on. A
 * network that was opened has none: simulated ones are drawn anew for one that learned from such, else those that are loaded.
 */
import { AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { RealSource } from '../../core/report/reader-test.ts';
import type { Rng } from '../../core/rng.ts';
import { shownName, type SchemaColumn, type TableSchema } from '../../core/table-schema.ts';
import { AS_IT_IS, numberColumn, type TypedColumn } from '../../core/typed-column.ts';
import type { DataSession } from '../intake/data-session.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import type { PairView } from '../protocol.ts';
import { type PairSet, realSides, takePairs } from './ecgs/pair-set.ts';
import { freshPatients } from './fresh-patients.ts';
import { encodeWritten } from './written-rows.ts';

export interface LoadedPatients {
  readonly data: Pick<DataSession, 'isEmpty' | 'source' | 'pairs' | 'pairCount'>;
  /** Another session, for simulated patients. */
  readonly open: () => Pick<DataSession, 'loadDemo' | 'pairs' | 'pairCount'>;
}

interface Wanted {
  readonly most: number;
  /** Fewer put aside are no use. */
  readonly fewest: number;
  readonly rng: Rng;
}

interface RealSide {
  readonly pairs: PairSet;
  readonly source: RealSource;
  /** What can be shown of both kinds. */
  readonly columns: readonly SchemaColumn[];
}

/** Positions of one pair each of at most `most` persons. */
function onePerPerson(persons: Int32Array, { most, rng }: Wanted): Uint32Array {
  const seen = new Set<number>();
  const chosen: number[] = [];
  for (const place of rng.permutation(persons.length)) {
    const person = persons[place] ?? -1;
    if (seen.has(person)) continue;
    seen.add(person);
    chosen.push(place);
    if (chosen.length === most) break;
  }
  return Uint32Array.from(chosen);
}

/** The cells of one column, as a schema reads them. */
function typedCells({ coding }: SchemaColumn, texts: readonly string[]): TypedColumn {
  if (coding.kind === 'scale') {
    return numberColumn(
      Float64Array.from(texts, (text) => (text === '' ? Number.NaN : Number(text))),
      AS_IT_IS,
    );
  }
  return { values: { kind: 'words', words: texts }, codes: Uint32Array.from(texts, (_, row) => row) };
}

/** Pairs as they are shown, in the numbers of another schema; the columns that both have. */
function encodeView(schema: TableSchema, view: PairView): { pairs: PairSet; columns: SchemaColumn[] } {
  const columns = schema.columns.filter((column) => view.columns.includes(shownName(column)));
  const cells = columns.map((column) => {
    const at = view.columns.indexOf(shownName(column));
    return typedCells(
      column,
      view.rows.map((row) => row[at] ?? ''),
    );
  });
  const rows = encodeWritten({ ...schema, columns }, cells, view.count);
  // A blank cell that is not generated is filled on both sides.
  for (const { flag, offset, width } of columns) {
    if (flag === undefined) continue;
    for (let at = 0; at < rows.length; at += schema.width) {
      if ((rows[at + flag] ?? 0) >= 0.5) rows.fill(Number.NaN, at + offset, at + offset + width);
    }
  }
  const { count, size, images } = view;
  return { pairs: { count, size, images, width: schema.width, rows, patients: null }, columns };
}

/** Throws `model-needs-patients` where there is nobody. */
export async function realSide(
  model: TrainedModel,
  wanted: Wanted,
  { data, open }: LoadedPatients,
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<RealSide> {
  const { schema, config } = model;
  // Only a model that was opened says how many it learned from: nobody is there to be counted.
  if (model.counts === undefined) {
    const { train, holdout } = realSides(model.study);
    const aside = holdout === null ? null : onePerPerson(holdout.patients ?? new Int32Array(), wanted);
    if (holdout !== null && aside !== null && aside.length >= wanted.fewest) {
      return { pairs: takePairs(holdout, aside), source: 'holdout', columns: schema.columns };
    }
    const members = onePerPerson(train.patients ?? new Int32Array(), wanted);
    return { pairs: takePairs(train, members), source: 'training', columns: schema.columns };
  }
  const isSimulated = model.source === 'demo' && (data.isEmpty || data.source === 'demo');
  if (!isSimulated && data.isEmpty) throw new AppError('model-needs-patients');
  const { size, fit, straighten } = config;
  const shape = { size, fit, straighten };
  if (isSimulated) {
    const draw = wanted.rng.below(1_000_000);
    const fresh = await freshPatients(open(), { count: wanted.most, draw }, work);
    const positions = Array.from({ length: Math.min(wanted.most, fresh.pairCount) }, (_, i) => i);
    return { ...encodeView(schema, fresh.pairs(positions, shape)), source: 'simulated' };
  }
  const positions = Array.from(wanted.rng.permutation(data.pairCount).slice(0, wanted.most));
  return { ...encodeView(schema, data.pairs(positions, shape)), source: 'loaded' };
}
