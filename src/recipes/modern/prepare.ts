/** Measures the patients that `modern` learns from: how their rows hang together, and what their ECG sheets are made of. */
import { Pace, partOf, pause, type PieceWork } from '../../core/pace.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import type { ImageSize } from '../../core/run-config.ts';
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

/** Side of the pictures that are measured, however small those are that are drawn: a QRS complex is half a column of 64 pixels. */
const MEASURED_SIZE: ImageSize = 200;
/** Pictures measured at most. More say little more, and each takes a hundredth of a second and 0.1 MB. */
const MOST_MEASURED = 500;
/** Numbers looked at between two rests. */
const PIECE = 4_000_000;

/** Mean and spread of each of `width` numbers; those that never vary have a spread of 1. */
async function usualOf(
  numbers: (pair: number, at: number) => number,
  pairs: Uint32Array,
  width: number,
  work: PieceWork,
): Promise<Usual> {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const pace = new Pace(work, PIECE);
  for (const pair of pairs) {
    for (let at = 0; at < width; at++) {
      const value = numbers(pair, at);
      sums[at] = (sums[at] ?? 0) + value;
      squares[at] = (squares[at] ?? 0) + value * value;
    }
    await pace.did(width);
  }
  const mean = Float32Array.from(sums, (sum) => sum / pairs.length);
  const spread = Float32Array.from(sums, (sum, at) => {
    const middle = sum / pairs.length;
    const deviation = Math.sqrt(Math.max(0, (squares[at] ?? 0) / pairs.length - middle * middle));
    return deviation < 1e-6 ? 1 : deviation;
  });
  return { mean, spread };
}

/** All pairs, or those of patients drawn by seed: whole patients, until there are `MOST_MEASURED`. Ascending. */
export function measuredPairs({ pairs, persons }: Pick<Patients, 'pairs' | 'persons'>, seed: number): Uint32Array {
  if (pairs.length <= MOST_MEASURED) return pairs;
  const byPerson = new Map<number, number[]>();
  for (const pair of pairs) {
    const person = persons[pair] ?? 0;
    byPerson.set(person, [...(byPerson.get(person) ?? []), pair]);
  }
  const all = [...byPerson.values()];
  const chosen: number[] = [];
  for (const place of new Rng(seed, STREAM.measuredPatients).permutation(all.length)) {
    if (chosen.length < MOST_MEASURED) for (const pair of all[place] ?? []) chosen.push(pair);
  }
  return Uint32Array.from(chosen.slice(0, MOST_MEASURED)).sort();
}

function picturesOf({ dataset, pairs }: Pick<Patients, 'dataset' | 'pairs'>): Uint8Array {
  const pixels = dataset.size ** 2;
  const images = new Uint8Array(pairs.length * pixels);
  pairs.forEach((pair, i) => images.set(dataset.images.subarray(pair * pixels, (pair + 1) * pixels), i * pixels));
  return images;
}

/** Rejects with AbortError when cancelled. */
export async function prepareModern(
  patients: Patients,
  { config, pictures, signal, onProgress }: PrepareWork,
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
  const rowModel = fitRows(rowTable(patients), { seed: config.seed, learned: schema.learned ?? [] });
  await pause(work, ROWS_END, 1);

  const pixels = size * size;
  const row = await usualOf((pair, at) => dataset.rows[pair * schema.width + at] ?? 0, pairs, schema.width, work);
  const grey = (pair: number, at: number): number => (dataset.images[pair * pixels + at] ?? 0) / 127.5 - 1;
  const found = await usualOf(grey, pairs, pixels, work);
  const spread = found.spread.reduce((sum, value) => sum + (value === 1 ? 0 : value), 0) / pixels;
  const picture = { mean: found.mean, spread: new Float32Array(pixels).fill(PICTURE_SPREAD * Math.max(spread, 1e-3)) };
  await pause(work, USUAL_END, 1);

  const measured = measuredPairs(patients, config.seed);
  const values = new Float32Array(measured.length * schema.width);
  measured.forEach((pair, i) => {
    for (let at = 0; at < schema.width; at++) {
      const value = dataset.rows[pair * schema.width + at] ?? 0;
      values[i * schema.width + at] = (value - (row.mean[at] ?? 0)) / (row.spread[at] ?? 1);
    }
  });
  const drawn = { count: measured.length, size, images: picturesOf({ dataset, pairs: measured }) };
  const sheets =
    size === MEASURED_SIZE ? drawn : { ...drawn, size: MEASURED_SIZE, images: pictures(measured, MEASURED_SIZE) };
  const { model, judgement, shape } = await measureSheets({
    sheets,
    drawn,
    rows: { count: measured.length, columns: schema.width, values },
    shapes: shapeCount(config),
    keepsProportions: config.fit === 'keep',
    work: partOf(work, USUAL_END, 1),
  });
  return stateOf({
    schema,
    rowModel,
    fit: {
      misfit: judgement.reason,
      explained: judgement.explained.middle,
      measured: measured.length,
      odd: judgement.odd.length,
      ...(judgement.fits ? { layout: shape } : {}),
      ...(patients.elsewhere === undefined ? {} : { elsewhere: patients.elsewhere }),
    },
    sheet: judgement.fits ? model : null,
    row,
    picture,
  });
}
