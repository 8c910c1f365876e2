/** `generator.onnx`: the generator for ONNX Runtime anywhere, written piece by piece, so that memory stays small. */
import { version as appVersion } from '../../../package.json';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import { kernelForOnnx, onnxOf } from '../../nets/onnx-model.ts';
import type { Shape } from '../../nets/shape.ts';
import type { WeightSource } from '../../nets/onnx-writer.ts';
import { sizeOf } from '../../export/onnx/protobuf.ts';
import type { Network } from '../../nets/run.ts';
import { filesOf } from '../../recipes/training.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { tensorBytes, tensorPieces } from '../../gan/training-state.ts';
import { BlobSink } from '../blob-sink.ts';
import type { ExportResult } from '../protocol.ts';
import { trainedCounts, type TrainedModel } from './trained-model.ts';

/** No reader of Protocol Buffers takes a longer message. */
const MOST_BYTES = 2 ** 31 - 1;
const PROGRESS_BYTES = 2 ** 20;

async function* numbersOf(
  generator: Network,
  { variable, isKernel }: WeightSource,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { value, shape } = generator.parameters.get(variable);
  if (isKernel) {
    const values = new Float32Array((await tensorBytes(value)).buffer);
    yield new Uint8Array(kernelForOnnx(values, shape).buffer);
  } else {
    yield* tensorPieces(value);
  }
}

function inputText(name: string, shape: Shape): string {
  if (name === 'row') return 'an encoded row, numbers from 0 to 1: schema says what they mean';
  return `standard normal, independent, ${shape.join(' × ')} numbers a pair`;
}

/** What a reader of the file alone needs to know; texts, as ONNX has it. */
async function metadataOf(model: TrainedModel): Promise<Record<string, string>> {
  const { config, schema, gan, epoch, source } = model;
  const { nodes } = gan.generator.graph;
  const inputs = nodes.filter(({ op }) => op === 'input').map(({ name, shape }) => [name, inputText(name, shape)]);
  return {
    synthetic: 'Everything this model makes is synthetic: no row and no ECG belongs to a person.',
    ...(Object.fromEntries(inputs) as Record<string, string>),
    ...(await filesOf(config.recipe, gan.state)),
    image: 'grey = round(image * 127.5 + 127.5), 0 to 255',
    schema: JSON.stringify(schema),
    manifest: JSON.stringify({
      format: 'ecg-pair-studio/generator-onnx',
      formatVersion: 1,
      appVersion,
      recipe: config.recipe,
      options: config,
      epoch,
      trainedOn: { ...trainedCounts(model), source },
      generatorSha256: await hashGenerator(gan),
    }),
  };
}

/** Throws `onnx-too-large` beyond 2 GB, or AbortError. */
export async function exportOnnx(
  model: TrainedModel,
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<ExportResult> {
  const { generator } = model.gan;
  const { bytes, parts } = onnxOf(generator.graph, { appVersion, metadata: await metadataOf(model) });
  if (bytes > MOST_BYTES) throw new AppError('onnx-too-large', { megabytes: Math.ceil(bytes / 1e6) });
  const sink = new BlobSink();
  let written = 0;
  const write = (piece: Uint8Array<ArrayBuffer>): void => {
    if (work.signal.aborted) throw new AbortError();
    sink.write(piece);
    written += piece.length;
    const [done, total] = [written, bytes].map((n) => Math.ceil(n / PROGRESS_BYTES)) as [number, number];
    work.onProgress({ stage: 'packing', done, total });
  };
  for (const part of parts) {
    const before = written;
    if (part instanceof Uint8Array) write(part);
    else for await (const piece of numbersOf(generator, part.later)) write(piece);
    if (written - before !== sizeOf(part)) throw new Error('An array is not as long as its plan says');
  }
  return { name: 'generator.onnx', blob: sink.toBlob('application/octet-stream'), pairs: 0 };
}
