/**
 * What a visitor does to the pictures before they are reduced: turned upright, cut out, parts painted over. Positions are
 * shares of the picture's sides, 0 … 1, so that one rectangle serves pictures of any resolution.
 */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Quarter turns clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Applied in this order, after the turn that the camera noted (EXIF), and after straightening. */
export interface PictureEdit {
  readonly turns: QuarterTurns;
  /** Degrees clockwise, −15 … 15: for a sheet that lay askew. Corners that come in are filled like the border. */
  readonly tilt: number;
  /** Of the turned picture; null: all of it. */
  readonly crop: Rectangle | null;
  /** A photograph that is not to be straightened. Absent: it is, where pictures are. */
  readonly asItIs?: true;
}

export const NO_EDIT: PictureEdit = { turns: 0, tilt: 0, crop: null };
export const MOST_TILT = 15;

export interface PictureEdits {
  /** For every picture without one of its own. */
  readonly all: PictureEdit;
  /** By the SHA-256 of the file's bytes: a file's name may be a patient's. */
  readonly own: Readonly<Record<string, PictureEdit>>;
  /** Of the turned picture, painted over in every one: names and dates that are burned in. */
  readonly masks: readonly Rectangle[];
}

export const NO_EDITS: PictureEdits = { all: NO_EDIT, own: {}, masks: [] };

/** Smallest side of a rectangle that means something. */
const LEAST_SIDE = 0.01;

/** A rectangle inside the picture, at least a hundredth wide and high. */
export function insidePicture({ x, y, width, height }: Rectangle): Rectangle {
  const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  const [w, h] = [within(width, LEAST_SIDE, 1), within(height, LEAST_SIDE, 1)];
  return { x: within(x, 0, 1 - w), y: within(y, 0, 1 - h), width: w, height: h };
}

export function isNoEdit({ turns, tilt, crop, asItIs }: PictureEdit): boolean {
  return turns === 0 && tilt === 0 && crop === null && asItIs === undefined;
}

export function sameEdits(a: PictureEdits, b: PictureEdits): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function editOf(edits: PictureEdits, sha256: string): PictureEdit {
  return edits.own[sha256] ?? edits.all;
}
