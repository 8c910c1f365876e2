/** What the networks of the comparison look at, and how it becomes their input. */
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkInput } from './ecg-network.ts';
import { fitInkScale, NO_JITTER, toInk, writePicture, type InkScale, type Jitter } from './ink.ts';
import { fitRowScale, scaleRows, type RowScale } from './row-scale.ts';

export interface EcgCases {
  readonly count: number;
  /** [count, size, size] greyscale bytes, row-major; null: no ECGs. */
  readonly pictures: { readonly images: Uint8Array; readonly size: number } | null;
  /** [count, columns], NaN where unknown; null: no rows. */
  readonly rows: { readonly values: Float32Array; readonly columns: number } | null;
}

/** Larger pictures are reduced to this side: see docs/quality.md for what that costs. */
export const MOST_SIDE = 64;

/** The side that pictures of `size` are reduced to, so that it can be halved `halvings` times. */
export function reducedSide(size: number, halvings: number): number {
  const step = 2 ** halvings;
  return Math.max(step, Math.floor(Math.min(size, MOST_SIDE) / step) * step);
}

/** Fitted on training cases: turns any cases of the same kind into inputs. */
export interface InputScale {
  readonly side: number;
  readonly ink: InkScale | null;
  readonly rows: RowScale | null;
}

/** Cases ready to be cut into batches. */
export interface PreparedCases {
  readonly count: number;
  /** [count, side²], not yet scaled. */
  readonly ink: Float32Array | null;
  /** [count, columns], scaled. */
  readonly rows: Float32Array | null;
}

/** Fits the scales on `members`; `prepared` holds all cases. */
export function prepareAndFit(
  cases: EcgCases,
  members: Uint32Array,
  halvings: number,
): { scale: InputScale; prepared: PreparedCases } {
  const side = cases.pictures === null ? 0 : reducedSide(cases.pictures.size, halvings);
  const ink = cases.pictures === null ? null : toInk(cases.pictures, side);
  const scale: InputScale = {
    side,
    ink: ink === null ? null : fitInkScale(ink, side * side, members),
    rows: cases.rows === null ? null : fitRowScale(cases.rows, members),
  };
  return { scale, prepared: { count: cases.count, ink, rows: scaledRows(cases, scale) } };
}

function scaledRows({ rows }: EcgCases, scale: InputScale): Float32Array | null {
  return rows === null || scale.rows === null ? null : scaleRows(rows, scale.rows);
}

/** Throws where the cases lack what the network was fitted with. */
export function prepare(cases: EcgCases, scale: InputScale): PreparedCases {
  if ((cases.pictures === null) !== (scale.ink === null) || (cases.rows === null) !== (scale.rows === null)) {
    throw new Error('These cases are not of the kind the network was fitted on');
  }
  const ink = cases.pictures === null ? null : toInk(cases.pictures, scale.side);
  return { count: cases.count, ink, rows: scaledRows(cases, scale) };
}

/**
 * Cases `members` as the network's input, padded with zeros to `batch`; `jitter` changes picture i of the batch. The
 * caller disposes the tensors.
 */
export function makeInput(
  prepared: PreparedCases,
  scale: InputScale,
  members: Uint32Array,
  batch: number,
  jitter: ((i: number) => Jitter) | null = null,
): NetworkInput {
  const { side } = scale;
  let picture = null;
  if (prepared.ink !== null && scale.ink !== null) {
    const source = { ink: prepared.ink, side, scale: scale.ink };
    const pixels = new Float32Array(batch * side * side);
    members.forEach((n, i) => writePicture(source, n, jitter?.(i) ?? NO_JITTER, pixels, i * side * side));
    picture = tf.tensor4d(pixels, [batch, side, side, 1]);
  }
  let row = null;
  const { rows } = prepared;
  if (rows !== null && scale.rows !== null) {
    const columns = scale.rows.mean.length;
    const cells = new Float32Array(batch * columns);
    members.forEach((n, i) => cells.set(rows.subarray(n * columns, (n + 1) * columns), i * columns));
    row = tf.tensor2d(cells, [batch, columns]);
  }
  return { picture, row };
}

export function disposeInput({ picture, row }: NetworkInput): void {
  if (picture !== null) tf.dispose(picture);
  if (row !== null) tf.dispose(row);
}
