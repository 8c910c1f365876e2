/**
 * Prepared patients as bytes: encoded rows and pictures, no names and no ids, which a `StudyData` never holds. And their
 * fingerprint, which tells whether two are the same and cannot be turned back into either.
 */
import * as z from 'zod/mini';
import type { Dataset, StudyData } from '../core/dataset.ts';
import { countShape, textShape } from '../core/shapes/basics.ts';
import { fittedSchemaShape } from '../core/shapes/fitted-schema.ts';
import { hasShape } from '../core/shapes/parse.ts';
import { IMAGE_SIZES } from '../core/run-config.ts';
import { DamagedFile, PIECE_BYTES, type CheckedFile, type SectionSource } from './checked-file.ts';
import { bytesOf, sha256 } from './hash.ts';

const SIDES = ['train', 'holdout'] as const;

/** All that is not an array; the same text for the same patients. */
function metaOf({ train, holdout, split, constant }: StudyData) {
  const { size, schema } = train;
  return { size, schema, constant, split, train: train.count, holdout: holdout.count };
}

type Meta = ReturnType<typeof metaOf>;

const places = z.array(countShape);
const metaShape: z.ZodMiniType<Meta, Meta> = z.object({
  size: z.literal(IMAGE_SIZES),
  schema: fittedSchemaShape,
  constant: z.array(textShape),
  split: z.object({ train: places, holdout: places }),
  train: countShape,
  holdout: countShape,
});

function* inPieces(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

function arraysOf(study: StudyData): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  return SIDES.flatMap((side) => [
    { name: `${side}/rows`, bytes: bytesOf(study[side].rows) },
    { name: `${side}/blanks`, bytes: bytesOf(study[side].blanks) },
    { name: `${side}/images`, bytes: bytesOf(study[side].images) },
    { name: `${side}/patients`, bytes: bytesOf(study.patients[side]) },
  ]);
}

/** SHA-256 over the schema, the split and the SHA-256 of every piece of rows, blanks, pictures and patient numbers. */
export async function fingerprintOf(study: StudyData): Promise<string> {
  const digests: string[] = [JSON.stringify(metaOf(study))];
  for (const { name, bytes } of arraysOf(study)) {
    for (const piece of inPieces(bytes)) digests.push(`${name} ${await sha256(piece)}`);
  }
  return sha256(new TextEncoder().encode(digests.join('\n')));
}

export function patientBytes(study: StudyData): number {
  return arraysOf(study).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** What `RunStore.savePatients` writes. */
export function patientContent(study: StudyData): {
  readonly meta: unknown;
  readonly sections: () => Iterable<SectionSource>;
  readonly expectedBytes: number;
} {
  return {
    meta: metaOf(study),
    sections: () => arraysOf(study).map(({ name, bytes }) => ({ name, pieces: inPieces(bytes) })),
    expectedBytes: patientBytes(study),
  };
}

/** Throws `DamagedFile`. */
export async function readPatients(file: CheckedFile): Promise<StudyData> {
  const { meta } = file;
  // As it was written, with its fields in their order: a fingerprint is taken of it.
  if (!hasShape(metaShape, meta)) throw new DamagedFile('patients', 'their description cannot be read');
  const { size, schema, split, constant } = meta;
  const side = async (name: (typeof SIDES)[number]): Promise<Dataset> => {
    const count = meta[name];
    const rows = new Float32Array((await file.read(`${name}/rows`)).buffer);
    const blanks = await file.read(`${name}/blanks`);
    const images = await file.read(`${name}/images`);
    if (rows.length !== count * schema.width || images.length !== count * size * size) {
      throw new DamagedFile('patients', 'lengths do not fit together');
    }
    return { count, size, schema, rows, blanks, images };
  };
  const numbers = async (name: (typeof SIDES)[number]): Promise<Int32Array> =>
    new Int32Array((await file.read(`${name}/patients`)).buffer);
  return {
    train: await side('train'),
    holdout: await side('holdout'),
    split,
    patients: { train: await numbers('train'), holdout: await numbers('holdout') },
    constant,
  };
}
