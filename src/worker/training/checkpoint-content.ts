/** A network in training as the sections of a checkpoint, and back. */
import { AppError } from '../../core/app-error.ts';
import type { EpochLog } from '../../core/epoch-log.ts';
import type { RunConfig } from '../../core/run-config.ts';
import { decodeState, encodeState, type PreparedState, StateFault } from '../../recipes/prepared-state.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { stateBytes, stateSections, stateShapes } from '../../gan/training-state.ts';
import { type CheckedFile, DamagedFile, type SectionSource } from '../../storage/checked-file.ts';
import { bytesOf } from '../../storage/hash.ts';
import type { RunRecord } from '../../storage/run-record.ts';

const LOG = 'log';
/** What the recipe measured of the patients; only where it did. As `recipes/prepared-state.ts` says. */
const PREPARED = 'prepared';

/** Numbers of a line of the log: the epoch, the recipe's losses in order, seconds, its score where the recipe gives one (or NaN). */
function logFields({ recipe }: RunConfig): number {
  const { losses, validates } = RECIPES[recipe];
  return losses.length + (validates ? 3 : 2);
}

/** Bytes that a checkpoint will take, nearly: arrays, losses, and a little for the index. */
export function checkpointBytes(gan: JointGan, config: RunConfig, log: readonly EpochLog[]): number {
  const prepared = gan.state === null ? 0 : encodeState(gan.state).length;
  return stateBytes(gan.graphs) + prepared + log.length * logFields(config) * 8 + 2 ** 17;
}

/**
 * Throws `not-finite`, when it gets to it, if a weight is no longer a number: such a state is not one to go back to.
 * `onFailure` is told what goes wrong with the network, as opposed to the disk.
 */
export function* checkpointSections(
  gan: JointGan,
  { recipe }: RunConfig,
  log: readonly EpochLog[],
  onFailure: (error: unknown) => void,
): Generator<SectionSource> {
  const last = log.at(-1)?.epoch ?? 0;
  for (const { name, pieces } of stateSections(gan)) yield { name, pieces: finite(pieces, last, onFailure) };
  if (gan.state !== null) yield { name: PREPARED, pieces: [encodeState(gan.state)] };
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
  { config, schema }: Pick<RunRecord, 'config' | 'schema'>,
  kernels: Kernels,
): Promise<{ gan: JointGan; log: EpochLog[] }> {
  const log = readLog(await file.read(LOG), config);
  const state = RECIPES[config.recipe].prepares ? readState(await file.read(PREPARED)) : null;
  const read = async (name: string): Promise<Float32Array> => new Float32Array((await file.read(name)).buffer);
  const gan = await JointGan.loaded(config, schema.width, kernels, read, state);
  if (file.names.length !== expectedSections(gan)) {
    gan.dispose();
    throw new DamagedFile('checkpoint', 'it belongs to another network');
  }
  return { gan, log };
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

function readLog(bytes: Uint8Array<ArrayBuffer>, config: RunConfig): EpochLog[] {
  const numbers = new Float64Array(bytes.buffer);
  const fields = logFields(config);
  const { losses: names, validates } = RECIPES[config.recipe];
  return Array.from({ length: numbers.length / fields }, (_, i) => {
    const [epoch = 0, ...rest] = numbers.subarray(i * fields, (i + 1) * fields);
    const losses = Object.fromEntries(names.map((name, at) => [name, rest[at] ?? 0]));
    const [seconds = 0, score = Number.NaN] = rest.slice(names.length);
    return { epoch, losses, seconds, ...(validates ? { validation: Number.isNaN(score) ? null : score } : {}) };
  });
}
