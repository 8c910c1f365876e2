/**
 * Zeros around a picture need not be multiplied. Outputs near a border meet them with some of their taps, so outputs are taken in bands of rows
 * and columns, each with the taps that meet the picture; sums are the same to the bit. Of a picture of 8 × 8 under a filter of 5 × 5 that leaves
 * 72 % of the products.
 */

/** Outputs of an axis behind one another that the same taps meet the picture from. */
export interface Band {
  readonly begin: number;
  readonly count: number;
  readonly firstTap: number;
  readonly taps: number;
}

/** Of an axis: output i reads `from` + `stride` · i and what follows, a place for each of its taps; the picture lies from `begin` on. */
export interface Axis {
  readonly outputs: number;
  readonly from: number;
  readonly stride: number;
  readonly taps: number;
  readonly begin: number;
  readonly length: number;
}

const within = (n: number, most: number): number => Math.max(0, Math.min(most, n));

export function bandsAlong({ outputs, from, stride, taps, begin, length }: Axis): Band[] {
  const bands: Band[] = [];
  for (let i = 0; i < outputs; i++) {
    const before = begin - (from + stride * i);
    const firstTap = within(before, taps);
    const met = Math.max(firstTap, within(before + length, taps)) - firstTap;
    const last = bands.at(-1);
    if (last?.firstTap === firstTap && last.taps === met) bands[bands.length - 1] = { ...last, count: last.count + 1 };
    else bands.push({ begin: i, count: 1, firstTap, taps: met });
  }
  return bands;
}

/** A band of rows by one of columns. */
export interface Rectangle {
  readonly rows: Band;
  readonly columns: Band;
}

const allOf = ({ outputs, taps }: Axis): Band => ({ begin: 0, count: outputs, firstTap: 0, taps });

/** All outputs with all taps. */
export function wholeOf(down: Axis, across: Axis): Rectangle {
  return { rows: allOf(down), columns: allOf(across) };
}

/** Outputs that are computed together, and what a picture's samples and inputs are. */
export interface Work {
  readonly samples: number;
  readonly inputs: number;
  readonly tile: number;
}

/** What it costs besides products to begin a tile and a rectangle, in products of a tile's row. */
const [OF_TILE, OF_RECTANGLE] = [8, 60];

/** Tiles that all places of a rectangle fill. */
export function tilesOf({ rows, columns }: Rectangle, { samples, tile }: Work): number {
  return Math.ceil((samples * rows.count * columns.count) / tile);
}

function costOf(rectangles: readonly Rectangle[], work: Work): number {
  return rectangles.reduce((sum, rectangle) => {
    const { rows, columns } = rectangle;
    return sum + OF_RECTANGLE + tilesOf(rectangle, work) * (rows.taps * columns.taps * work.inputs + OF_TILE);
  }, 0);
}

/** The rectangles that cost least: in bands both ways, of rows only, or one. */
export function rectanglesOf(down: Axis, across: Axis, work: Work): readonly Rectangle[] {
  const [rows, columns] = [bandsAlong(down), bandsAlong(across)];
  const whole = wholeOf(down, across);
  const ways = [
    rows.flatMap((band) => columns.map((other) => ({ rows: band, columns: other }))),
    rows.map((band) => ({ rows: band, columns: whole.columns })),
    [whole],
  ];
  const costs = ways.map((way) => costOf(way, work));
  return ways[costs.indexOf(Math.min(...costs))] ?? [whole];
}
