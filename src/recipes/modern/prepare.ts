/** Measures the patients that `modern` learns from: how their rows hang together, and what their ECG sheets are made of. */
import { partOf, pause, type PieceWork } from '../../core/pace.ts';
import { macrotask } from '../../platform/macrotask.ts';
import { fitRows } from '../../rows/fit-rows.ts';
import { measureSheets } from '../../sheet/measure/measure-sheets.ts';
import type { PreparedState } from '../prepared-state.ts';
import type { Patients, PrepareWork } from '../recipe-training.ts';
import { shapeCount } from './graphs.ts';
import { stateOf, type Usual } from './measured-state.ts';
import { rowTable } from './row-coding.ts';

/** Parts of the work: rows, what is usual, sheets. */
const ROWS_END = 0.1;
const USUAL_END = 0.15;
const PARTS_SHOWN = 1000;
/** The critic sees differences from the mean picture in spreads of this size: lines are a few pixels of a sheet. */
const PICTURE_SPREAD = 1.5;

/** Mean and spread of each of `width` numbers; those that never vary have a spread of 1. */
function usualOf(numbers: (pair: number, at: number) => number, pairs: Uint32Array, width: number): Usual {
  const mean = new Float32Array(width);
  const spread = new Float32Array(width);
  for (let at = 0; at < width; at++) {
    let sum = 0;
    let squares = 0;
    for (const pair of pairs) {
      const value = numbers(pair, at);
      sum += value;
      squares += value * value;
    }
    const middle = sum / pairs.length;
    const deviation = Math.sqrt(Math.max(0, squares / pairs.length - middle * middle));
    mean[at] = middle;
    spread[at] = deviation < 1e-6 ? 1 : deviation;
  }
  return { mean, spread };
}

function picturesOf({ dataset, pairs }: Patients): Uint8Array {
  const pixels = dataset.size ** 2;
  const images = new Uint8Array(pairs.length * pixels);
  pairs.forEach((pair, i) => images.set(dataset.images.subarray(pair * pixels, (pair + 1) * pixels), i * pixels));
  return images;
}

/** Rejects with AbortError when cancelled. */
export async function prepareModern(
  patients: Patients,
  { config, signal, onProgress }: PrepareWork,
): Promise<PreparedState> {
  const { dataset, pairs } = patients;
  const { size, schema } = dataset;
  const work: PieceWork = {
    onFraction: (fraction) =>
      onProgress({ stage: 'preparing', done: Math.floor(fraction * PARTS_SHOWN), total: PARTS_SHOWN }),
    isCancelled: () => signal.aborted,
    rest: macrotask,
  };
  await pause(work, 0, 1);
  const rowModel = fitRows(rowTable(patients), { seed: config.seed });
  await pause(work, ROWS_END, 1);

  const pixels = size * size;
  const row = usualOf((pair, at) => dataset.rows[pair * schema.width + at] ?? 0, pairs, schema.width);
  const found = usualOf((pair, at) => (dataset.images[pair * pixels + at] ?? 0) / 127.5 - 1, pairs, pixels);
  const spread = found.spread.reduce((sum, value) => sum + (value === 1 ? 0 : value), 0) / pixels;
  const picture = { mean: found.mean, spread: new Float32Array(pixels).fill(PICTURE_SPREAD * Math.max(spread, 1e-3)) };
  await pause(work, USUAL_END, 1);

  const values = new Float32Array(pairs.length * schema.width);
  pairs.forEach((pair, i) => {
    for (let at = 0; at < schema.width; at++) {
      const value = dataset.rows[pair * schema.width + at] ?? 0;
      values[i * schema.width + at] = (value - (row.mean[at] ?? 0)) / (row.spread[at] ?? 1);
    }
  });
  const sheets = { count: pairs.length, size, images: picturesOf(patients) };
  const { model, judgement } = await measureSheets({
    sheets,
    drawn: sheets,
    rows: { count: pairs.length, columns: schema.width, values },
    shapes: shapeCount(config),
    work: partOf(work, USUAL_END, 1),
  });
  return stateOf({
    schema,
    rowModel,
    misfit: judgement.reason,
    explained: judgement.explained.middle,
    sheet: judgement.fits ? model : null,
    row,
    picture,
  });
}
