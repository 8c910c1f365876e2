/** The files of a TensorFlow.js LayersModel → its artifacts, checked. Nothing is fetched: what is not given is missing. */
import { io } from '@tensorflow/tfjs-core';
import { AppError } from '../core/app-error.ts';
import { canBeLinked } from './model-links.ts';

export interface ModelFiles {
  /** Name of the file that describes the model, for messages. */
  readonly file: string;
  readonly artifacts: io.ModelArtifacts;
}

interface ModelDescription {
  /** `{class_name, config}` */
  readonly model: Record<string, unknown>;
  readonly modelTopology: object;
  readonly weightsManifest: io.WeightsManifestConfig;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isManifest(value: unknown): value is io.WeightsManifestConfig {
  return (
    Array.isArray(value) &&
    value.every(
      (group: unknown) =>
        isRecord(group) &&
        Array.isArray(group['paths']) &&
        group['paths'].every((path) => typeof path === 'string') &&
        Array.isArray(group['weights']) &&
        group['weights'].every(
          (weight: unknown) =>
            isRecord(weight) &&
            typeof weight['name'] === 'string' &&
            typeof weight['dtype'] === 'string' &&
            Array.isArray(weight['shape']) &&
            weight['shape'].every((n) => Number.isInteger(n) && Number(n) >= 0),
        ),
    )
  );
}

/** The description in a `model.json`, or null where it is not one of a LayersModel (a GraphModel, any other JSON). */
function describe(text: string): ModelDescription | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON: as good as another kind of file, which the caller names.
    return null;
  }
  if (!isRecord(json) || json['format'] === 'graph-model') return null;
  const { modelTopology, weightsManifest } = json;
  if (!isRecord(modelTopology) || !isManifest(weightsManifest)) return null;
  const model = isRecord(modelTopology['model_config']) ? modelTopology['model_config'] : modelTopology;
  return typeof model['class_name'] === 'string' && 'config' in model
    ? { model, modelTopology, weightsManifest }
    : null;
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
  if (!canBeLinked(description.model)) throw new AppError('predictor-unreadable', { file });

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
      modelTopology: description.modelTopology,
      weightSpecs,
      weightData: await new Blob(parts).arrayBuffer(),
    },
  };
}
