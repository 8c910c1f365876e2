/**
 * A visitor's own predictor: a TensorFlow.js LayersModel with two inputs, the ECG [n, S, S, 1] in [−1, 1] (any S) and the row
 * [n, W], and one output a target. It is read from the given files only (a path in `model.json` is looked up among them by
 * its name, never fetched) and not trained here.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { AbortError, AppError } from '../core/app-error.ts';
import { macrotask } from '../platform/macrotask.ts';
import type { Table } from './column-scale.ts';
import type { EcgCases } from './ecg-cases.ts';
import { PREDICT_BATCH } from './fitted-network.ts';
import { areaMeans } from './ink.ts';
import { readModelFiles } from './model-files.ts';

interface Ports {
  /** Side of the picture it wants; null: any. */
  readonly side: number | null;
  readonly columns: number;
  readonly outputs: number;
  /** Whether the picture is its first input. */
  readonly isPictureFirst: boolean;
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

function lengthOf(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, n) => product * (n ?? Number.NaN), 1);
}

/** Means of the known cells of each column: the best guess for the others. */
function knownMeans({ values, columns }: Table): Float32Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    sums[i % columns] = (sums[i % columns] ?? 0) + value;
    counts[i % columns] = (counts[i % columns] ?? 0) + 1;
  });
  return Float32Array.from(sums, (sum, c) => sum / Math.max(1, counts[c] ?? 0));
}

/** Which input is which and their sizes, from the shapes alone: names are whatever the author called them. */
function readPorts(model: LayersModel, file: string): Ports {
  const shapes = model.inputs.map(({ shape }) => shape.slice(1));
  if (shapes.length !== 2) throw new AppError('predictor-inputs', { file, count: shapes.length });
  const described = shapes.map((shape) => shape.map((n) => n ?? '?').join(' × '));
  const pictureAt = shapes.findIndex((shape) => shape.length === 3);
  const [height, width, channels] = shapes[pictureAt] ?? [];
  const row = shapes[1 - pictureAt] ?? [];
  const [columns] = row;
  // A model may leave the side of the picture open.
  const isSquare = height === width && channels === 1;
  if (pictureAt < 0 || !isSquare || row.length !== 1 || typeof columns !== 'number') {
    throw new AppError('predictor-shapes', { file, shapes: described });
  }
  const outputs = model.outputs.reduce((sum, { shape }) => sum + lengthOf(shape.slice(1)), 0);
  return { side: height ?? null, columns, outputs, isPictureFirst: pictureAt === 0 };
}

/** Owns its tensors until `dispose`. */
export class VisitorModel {
  readonly #model: LayersModel;
  readonly #ports: Ports;
  readonly #file: string;

  /** Takes over the model; `file` names it in messages. */
  constructor(model: LayersModel, ports: Ports, file: string) {
    this.#model = model;
    this.#ports = ports;
    this.#file = file;
  }

  get outputs(): number {
    return this.#ports.outputs;
  }

  /**
   * [count, outputs] in [0, 1]; throws `predictor-range` for anything else. `cases` need pictures and rows: pictures are
   * resized to the model's side by area means, unknown cells of a row are the mean of the known ones.
   */
  async predict({ count, pictures, rows }: EcgCases, signal: AbortSignal): Promise<Float32Array> {
    const { columns, outputs, isPictureFirst } = this.#ports;
    if (pictures === null || rows === null) throw new Error('A visitor’s model needs pictures and rows');
    if (rows.columns !== columns) throw new Error(`The model wants rows of ${columns} numbers, not ${rows.columns}`);
    const { images, size } = pictures;
    const side = this.#ports.side ?? size;
    const fill = knownMeans(rows);
    const results = new Float32Array(count * outputs);
    for (let first = 0; first < count; first += PREDICT_BATCH) {
      if (signal.aborted) throw new AbortError();
      const last = Math.min(count, first + PREDICT_BATCH);
      const greys = areaMeans({ images: images.subarray(first * size * size, last * size * size), size }, side);
      const pixels = new Float32Array(PREDICT_BATCH * side * side);
      greys.forEach((grey, i) => (pixels[i] = grey / 127.5 - 1));
      const cells = new Float32Array(PREDICT_BATCH * columns);
      rows.values.subarray(first * columns, last * columns).forEach((value, i) => {
        cells[i] = Number.isFinite(value) ? value : (fill[i % columns] ?? 0);
      });
      const output = tf.tidy(() => {
        const picture = tf.tensor4d(pixels, [PREDICT_BATCH, side, side, 1]);
        const row = tf.tensor2d(cells, [PREDICT_BATCH, columns]);
        const answers = asList(this.#model.predict(isPictureFirst ? [picture, row] : [row, picture]));
        return tf.concat(
          answers.map((answer) => tf.reshape<tf.Rank.R2>(answer, [PREDICT_BATCH, -1])),
          1,
        );
      });
      try {
        results.set((await output.data<'float32'>()).subarray(0, (last - first) * outputs), first * outputs);
      } finally {
        output.dispose();
      }
      await macrotask();
    }
    // NaN fails the comparison too.
    if (!results.every((p) => p >= 0 && p <= 1)) throw new AppError('predictor-range', { file: this.#file });
    return results;
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** Leaves no tensors behind when it fails, which the library itself does. */
async function loadModel(file: string, artifacts: tf.io.ModelArtifacts): Promise<LayersModel> {
  // Only a visitor with a model of their own pays for the layers library.
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers');
  const variables = tf.engine().state.registeredVariables;
  const before = new Set(Object.keys(variables));
  // The scope takes the weights as they were read; those of the model are variables, which it leaves alone.
  tf.engine().startScope();
  try {
    return await loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (error) {
    for (const [name, variable] of Object.entries(variables)) if (!before.has(name)) variable.dispose();
    throw new AppError('predictor-unreadable', { file }, error);
  } finally {
    tf.engine().endScope();
  }
}

/**
 * Opens a model from `model.json` and its weight files. `columns`: the length of the row that is given to it, features in the
 * table's order. `outputs`: the number of targets. Throws `predictor-*` with what is wrong and leaves no tensors then.
 */
export async function openVisitorModel(
  files: readonly File[],
  expected: { readonly columns: number; readonly outputs: number },
): Promise<VisitorModel> {
  const { file, artifacts } = await readModelFiles(files);
  const model = await loadModel(file, artifacts);
  try {
    const ports = readPorts(model, file);
    if (ports.outputs !== expected.outputs) {
      throw new AppError('predictor-outputs', { file, outputs: ports.outputs, targets: expected.outputs });
    }
    if (ports.columns !== expected.columns) {
      throw new AppError('predictor-columns', { file, columns: ports.columns, features: expected.columns });
    }
    return new VisitorModel(model, ports, file);
  } catch (error) {
    model.dispose();
    throw error;
  }
}
