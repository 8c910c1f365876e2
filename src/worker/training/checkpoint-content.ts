/** A network in training as the sections of a checkpoint, and back. */
import { AppError } from '../../core/app-error.ts';
import type { EpochLog } from '../../core/epoch-log.ts';
import type { RunConfig } from '../../core/run-config.ts';
import { graphsOf, RECIPES } from '../../recipes/recipes.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { stateBytes, stateSections, stateShapes } from '../../gan/training-state.ts';
import { type CheckedFile, DamagedFile, type SectionSource } from '../../storage/checked-file.ts';
import { bytesOf } from '../../storage/hash.ts';
import type { RunRecord } from '../../storage/run-record.ts';

const LOG = 'log';

/** Numbers of a line of the log: the epoch, the recipe's losses in order, seconds. */
function logFields({ recipe }: RunConfig): number {
  return RECIPES[recipe].losses.length + 2;
}

/** Bytes that a checkpoint will take, nearly: arrays, losses, and a little for the index. */
export function checkpointBytes(gan: JointGan, config: RunConfig, log: readonly EpochLog[]): number {
  return stateBytes(gan.graphs) + log.length * logFields(config) * 8 + 2 ** 17;
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
  for (const { name, pieces } of stateSections(gan)) yield { name, pieces: finite(pieces, onFailure) };
  const numbers = Float64Array.from(
    log.flatMap(({ epoch, losses, seconds }) => [
      epoch,
      ...RECIPES[recipe].losses.map((name) => losses[name] ?? 0),
      seconds,
    ]),
  );
  yield { name: LOG, pieces: [bytesOf(numbers)] };
}

async function* finite(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const source = pieces[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array<ArrayBuffer>>;
    try {
      next = await source.next();
      if (next.done !== true && !allFinite(new Float32Array(next.value.buffer))) throw new AppError('not-finite');
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
  const gan = await JointGan.loaded(config, schema.width, kernels, async (name) => {
    return new Float32Array((await file.read(name)).buffer);
  });
  if (file.names.length !== expectedSections(config, schema.width)) {
    gan.dispose();
    throw new DamagedFile('checkpoint', 'it belongs to another network');
  }
  return { gan, log };
}

function expectedSections(config: RunRecord['config'], columns: number): number {
  return 1 + stateShapes(graphsOf(config, columns)).length;
}

function readLog(bytes: Uint8Array<ArrayBuffer>, config: RunConfig): EpochLog[] {
  const numbers = new Float64Array(bytes.buffer);
  const fields = logFields(config);
  const names = RECIPES[config.recipe].losses;
  return Array.from({ length: numbers.length / fields }, (_, i) => {
    const line = numbers.subarray(i * fields, (i + 1) * fields);
    const losses = Object.fromEntries(names.map((name, at) => [name, line[at + 1] ?? 0]));
    return { epoch: line[0] ?? 0, losses, seconds: line[fields - 1] ?? 0 };
  });
}
