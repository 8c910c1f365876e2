/** The files of a TensorFlow.js LayersModel → its artifacts, checked. Nothing is fetched: what is not given is missing. */
import { io } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { AppError } from '../core/app-error.ts';
import { countShape, finiteShape } from '../core/shapes/basics.ts';
import { jsonOrNull } from '../core/shapes/parse.ts';
import { canBeLinked, kerasShape } from './model-links.ts';

export interface ModelFiles {
  /** Name of the file that describes the model, for messages. */
  readonly file: string;
  readonly artifacts: io.ModelArtifacts;
}

/** One variable. A kind of number that tfjs does not know makes the file another kind of file. */
const weightShape = z.looseObject({
  name: z.string(),
  dtype: z.enum(['float32', 'int32', 'bool', 'string', 'complex64']),
  shape: z.array(countShape),
  quantization: z.exactOptional(
    z.looseObject({
      dtype: z.enum(['uint16', 'uint8', 'float16']),
      scale: z.exactOptional(finiteShape),
      min: z.exactOptional(finiteShape),
    }),
  ),
});

/** A `model.json` of tfjs: the model itself, or inside what Keras keeps beside it, and which file has which weights. */
const fileShape = z.looseObject({
  format: z.optional(z.string().check(z.refine((format) => format !== 'graph-model'))),
  modelTopology: z.union([z.looseObject({ model_config: kerasShape }), kerasShape]),
  weightsManifest: z.array(z.looseObject({ paths: z.array(z.string()), weights: z.array(weightShape) })),
});
type ModelDescription = z.infer<typeof fileShape>;

/** The description in a `model.json`, or null where it is not one of a LayersModel (a GraphModel, any other JSON, no JSON). */
function describe(text: string): ModelDescription | null {
  return jsonOrNull(fileShape, text);
}

/** Last part of a path in a manifest: files are found by name, wherever the model lay when it was saved. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function byteLength({ shape, dtype, quantization }: io.WeightsManifestEntry): number | null {
  const count = shape.reduce((product, n) => product * n, 1);
  const type: string = quantization?.dtype ?? dtype;
  const sizes: Readonly<Record<string, number>> = { float32: 4, int32: 4, uint8: 1, bool: 1, uint16: 2, float16: 2 };
  const size = sizes[type];
  return size === undefined ? null : count * size;
}

/** Throws `predictor-no-json`, `-not-layers`, `-unreadable`, `-weights-missing` or `-weights-length`. */
export async function readModelFiles(files: readonly File[]): Promise<ModelFiles> {
  const candidates = files.filter(({ name }) => /\.json$/iu.test(name));
  const [first] = candidates;
  if (first === undefined) throw new AppError('predictor-no-json');
  let found: { readonly file: string; readonly description: ModelDescription } | null = null;
  for (const candidate of candidates) {
    const description = describe(await candidate.text());
    if (description !== null) found ??= { file: candidate.name, description };
  }
  if (found === null) throw new AppError('predictor-not-layers', { file: first.name });
  const { file, description } = found;
  const { modelTopology } = description;
  if (!canBeLinked('model_config' in modelTopology ? modelTopology.model_config : modelTopology))
    throw new AppError('predictor-unreadable', { file });

  const byName = new Map(files.map((given) => [given.name, given]));
  const parts: ArrayBuffer[] = [];
  const weightSpecs: io.WeightsManifestEntry[] = [];
  for (const { paths, weights } of description.weightsManifest) {
    let length = 0;
    for (const path of paths) {
      const given = byName.get(baseName(path));
      if (given === undefined) throw new AppError('predictor-weights-missing', { file, missing: baseName(path) });
      const bytes = await given.arrayBuffer();
      parts.push(bytes);
      length += bytes.byteLength;
    }
    const wanted = weights.map(byteLength).reduce((sum, n) => (sum === null || n === null ? null : sum + n), 0);
    if (wanted !== null && wanted !== length)
      throw new AppError('predictor-weights-length', { files: paths.map(baseName) });
    weightSpecs.push(...weights);
  }
  return {
    file,
    artifacts: {
      modelTopology,
      weightSpecs,
      weightData: await new Blob(parts).arrayBuffer(),
    },
  };
}
