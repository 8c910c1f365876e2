/** A network in training as the sections of a checkpoint, and back. */
import { AppError } from '../../core/app-error.ts';
import type { EpochLog } from '../../core/epoch-log.ts';
import type { RunConfig } from '../../core/run-config.ts';
import { decodeState, encodeState, type PreparedState, StateFault } from '../../recipes/prepared-state.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { stateBytes, stateSections, stateShapes } from '../../gan/training-state.ts';
import { type CheckedFile, DamagedFile, PIECE_BYTES, type SectionSource } from '../../storage/checked-file.ts';
import { bytesOf } from '../../storage/hash.ts';
import { RECORD_VERSIONS, type RunRecord } from '../../storage/run-record.ts';
import { generatorBytes, type Snapshot } from './epoch-snapshots.ts';

const LOG = 'log';
/** What the recipe measured of the patients; only where it did. As `recipes/prepared-state.ts` says. */
const PREPARED = 'prepared';
/** The generator of the best epoch, as `epoch-snapshots.ts` keeps it; only where the recipe scores epochs. */
const BEST = 'best';

/** Numbers of a line of the log: the epoch, the recipe's losses in order, seconds, its score where the recipe gives one (or NaN). */
function logFields({ recipe }: RunConfig, isScored = RECIPES[recipe].validates): number {
  return RECIPES[recipe].losses.length + (isScored ? 3 : 2);
}

/** What is kept of a run under way. */
export interface RunContent {
  readonly gan: JointGan;
  readonly log: readonly EpochLog[];
  readonly best: Snapshot | null;
}

/** Bytes that a checkpoint will take, nearly: arrays, losses, and a little for the index. */
export function checkpointBytes({ gan, log, best }: RunContent, config: RunConfig): number {
  const prepared = gan.state === null ? 0 : encodeState(gan.state).length;
  return stateBytes(gan.graphs) + prepared + (best?.blob.size ?? 0) + log.length * logFields(config) * 8 + 2 ** 17;
}

/**
 * Throws `not-finite`, when it gets to it, if a weight is no longer a number: such a state is not one to go back to.
 * `onFailure` is told what goes wrong with the network, as opposed to the disk.
 */
export function* checkpointSections(
  { gan, log, best }: RunContent,
  { recipe }: RunConfig,
  onFailure: (error: unknown) => void,
): Generator<SectionSource> {
  const last = log.at(-1)?.epoch ?? 0;
  for (const { name, pieces } of stateSections(gan)) yield { name, pieces: finite(pieces, last, onFailure) };
  if (gan.state !== null) yield { name: PREPARED, pieces: [encodeState(gan.state)] };
  if (best !== null) yield { name: BEST, pieces: blobPieces(best.blob) };
  const numbers = Float64Array.from(
    log.flatMap(({ epoch, losses, seconds, validation }) => [
      epoch,
      ...RECIPES[recipe].losses.map((name) => losses[name] ?? 0),
      seconds,
      ...(RECIPES[recipe].validates ? [validation ?? Number.NaN] : []),
    ]),
  );
  yield { name: LOG, pieces: [bytesOf(numbers)] };
}

async function* blobPieces(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = 0; at < blob.size; at += PIECE_BYTES) {
    yield new Uint8Array(await blob.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}

async function* finite(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  epoch: number,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const source = pieces[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array<ArrayBuffer>>;
    try {
      next = await source.next();
      if (next.done !== true && !allFinite(new Float32Array(next.value.buffer)))
        throw new AppError('not-finite', { epoch });
    } catch (error) {
      onFailure(error);
      throw error;
    }
    if (next.done === true) return;
    yield next.value;
  }
}

function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** The network of a checkpoint on the current backend. Throws `DamagedFile`, and leaves no tensors then. */
export async function loadCheckpoint(
  file: CheckedFile,
  { config, schema, version, best: facts }: Pick<RunRecord, 'config' | 'schema' | 'version' | 'best'>,
  kernels: Kernels,
): Promise<{ gan: JointGan; log: EpochLog[]; best: Snapshot | null }> {
  const log = readLog(await file.read(LOG), config, version === RECORD_VERSIONS.scored);
  const state = RECIPES[config.recipe].prepares ? readState(await file.read(PREPARED)) : null;
  const read = async (name: string): Promise<Float32Array> => new Float32Array((await file.read(name)).buffer);
  const best = facts === undefined ? null : { ...facts, blob: new Blob([await file.read(BEST)]) };
  const gan = await JointGan.loaded(config, schema.width, kernels, read, state);
  const isOther = best !== null && best.blob.size !== generatorBytes(gan.graphs);
  if (isOther || file.names.length !== expectedSections(gan) + (best === null ? 0 : 1)) {
    gan.dispose();
    throw new DamagedFile('checkpoint', 'it belongs to another network');
  }
  return { gan, log, best };
}

function expectedSections({ graphs, state }: JointGan): number {
  return 1 + (state === null ? 0 : 1) + stateShapes(graphs).length;
}

function readState(bytes: Uint8Array<ArrayBuffer>): PreparedState {
  try {
    return decodeState(bytes);
  } catch (error) {
    if (error instanceof StateFault) throw new DamagedFile('checkpoint', error.message);
    throw error;
  }
}

function readLog(bytes: Uint8Array<ArrayBuffer>, config: RunConfig, isScored: boolean): EpochLog[] {
  const numbers = new Float64Array(bytes.buffer);
  const fields = logFields(config, isScored);
  const { losses: names } = RECIPES[config.recipe];
  return Array.from({ length: numbers.length / fields }, (_, i) => {
    const [epoch = 0, ...rest] = numbers.subarray(i * fields, (i + 1) * fields);
    const losses = Object.fromEntries(names.map((name, at) => [name, rest[at] ?? 0]));
    const [seconds = 0, score = Number.NaN] = rest.slice(names.length);
    return { epoch, losses, seconds, ...(isScored ? { validation: Number.isNaN(score) ? null : score } : {}) };
  });
}
