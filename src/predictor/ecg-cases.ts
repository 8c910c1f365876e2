/** What the networks of the comparison look at, and how it becomes their input. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { fitColumnScale, scaleColumns, type ColumnScale, type Table } from './column-scale.ts';
import type { NetworkInput } from './network-graph.ts';
import { fitInkScale, NO_JITTER, toInk, writePicture, type InkScale, type Jitter, type PictureSet } from './ink.ts';
import { fitProfileScale, profilesOf } from './profile.ts';

export interface EcgCases {
  readonly count: number;
  /** `count` pictures; null: no ECGs. */
  readonly pictures: PictureSet | null;
  /** `count` rows; null: no rows. */
  readonly rows: Table | null;
}

/** Larger pictures are reduced to this side: see docs/quality.md for what that costs. */
const MOST_SIDE = 64;
/**
 * Steps and decay treat all weights alike, so what is worth more a number comes in larger: thirty columns of a row would
 * otherwise drown in the fifteen hundred features of a profile, which fits the noise of the training cases first.
 */
const ROW_GAIN = 4;
const PROFILE_GAIN = { alone: 1, besideRows: 0.25 } as const;
/** The picture's profile needs lines in fours. */
const LEAST_HALVINGS = 2;

/** The side that pictures of `size` are reduced to, so that it can be halved `halvings` times. */
export function reducedSide(size: number, halvings: number): number {
  const step = 2 ** Math.max(halvings, LEAST_HALVINGS);
  return Math.max(step, Math.floor(Math.min(size, MOST_SIDE) / step) * step);
}

function profileGain(rows: Table | null): number {
  return rows === null ? PROFILE_GAIN.alone : PROFILE_GAIN.besideRows;
}

/** Fitted on training cases: turns any cases of the same kind into inputs. */
export interface InputScale {
  readonly picture: {
    readonly side: number;
    readonly ink: InkScale;
    readonly profile: ColumnScale;
  } | null;
  readonly rows: ColumnScale | null;
}

/** Cases ready to be cut into batches. */
export interface PreparedCases {
  readonly count: number;
  /** Ink [count, side²], not yet scaled, and profiles [count, features], scaled. */
  readonly picture: { readonly ink: Float32Array; readonly profile: Float32Array } | null;
  /** [count, columns], scaled. */
  readonly rows: Float32Array | null;
}

/** Prepares all cases with scales fitted on `members`, for a network that halves the picture `halvings` times. */
export function prepareAndFit(
  cases: EcgCases,
  members: Uint32Array,
  halvings: number,
): { readonly scale: InputScale; readonly prepared: PreparedCases } {
  const { count, pictures, rows } = cases;
  const rowScale = rows === null ? null : fitColumnScale(rows, members);
  const scaledRows = rows === null || rowScale === null ? null : scaleColumns(rows, rowScale, ROW_GAIN);
  if (pictures === null) {
    return { scale: { picture: null, rows: rowScale }, prepared: { count, picture: null, rows: scaledRows } };
  }
  const side = reducedSide(pictures.size, halvings);
  const ink = toInk(pictures, side);
  const profiles = profilesOf(ink, side);
  const profileScale = fitProfileScale(profiles, side, members);
  return {
    scale: {
      picture: { side, ink: fitInkScale(ink, side * side, members), profile: profileScale },
      rows: rowScale,
    },
    prepared: {
      count,
      picture: { ink, profile: scaleColumns(profiles, profileScale, profileGain(rows)) },
      rows: scaledRows,
    },
  };
}

/** Throws where the cases are not of the kind the scale was fitted on. */
export function prepare({ count, pictures, rows }: EcgCases, scale: InputScale): PreparedCases {
  if ((pictures === null) !== (scale.picture === null) || (rows === null) !== (scale.rows === null)) {
    throw new Error('These cases are not of the kind the network was fitted on');
  }
  const scaledRows = rows === null || scale.rows === null ? null : scaleColumns(rows, scale.rows, ROW_GAIN);
  if (pictures === null || scale.picture === null) return { count, picture: null, rows: scaledRows };
  const { side, profile } = scale.picture;
  const ink = toInk(pictures, side);
  return {
    count,
    picture: { ink, profile: scaleColumns(profilesOf(ink, side), profile, profileGain(rows)) },
    rows: scaledRows,
  };
}

/** Rows `members` of [n, columns], padded with zeros to [batch, columns]. */
function pickRows(rows: Float32Array, columns: number, members: Uint32Array, batch: number): Tensor2D {
  const cells = new Float32Array(batch * columns);
  members.forEach((n, i) => cells.set(rows.subarray(n * columns, (n + 1) * columns), i * columns));
  return tf.tensor2d(cells, [batch, columns]);
}

/**
 * Cases `members` as the network's input, padded with zeros to `batch`; `jitter` changes picture i of the batch (not its
 * profile). The caller disposes the tensors.
 */
export function makeInput(
  prepared: PreparedCases,
  scale: InputScale,
  members: Uint32Array,
  batch: number,
  jitter: ((i: number) => Jitter) | null = null,
): NetworkInput {
  let picture: Tensor4D | null = null;
  let profile: Tensor2D | null = null;
  if (prepared.picture !== null && scale.picture !== null) {
    const { side, ink: inkScale } = scale.picture;
    const source = { ink: prepared.picture.ink, side, scale: inkScale };
    const pixels = new Float32Array(batch * side * side);
    members.forEach((n, i) => writePicture(source, n, jitter?.(i) ?? NO_JITTER, pixels, i * side * side));
    picture = tf.tensor4d(pixels, [batch, side, side, 1]);
    profile = pickRows(prepared.picture.profile, scale.picture.profile.mean.length, members, batch);
  }
  const row =
    prepared.rows === null || scale.rows === null
      ? null
      : pickRows(prepared.rows, scale.rows.mean.length, members, batch);
  return { picture, profile, row };
}

export function disposeInput(input: NetworkInput): void {
  for (const tensor of [input.picture, input.profile, input.row]) if (tensor !== null) tf.dispose(tensor);
}
