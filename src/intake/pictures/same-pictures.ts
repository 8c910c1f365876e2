/**
 * Which pictures are there more than once: the same bytes, or the same sheet saved again (another format, quality,
 * resolution, brightness or contrast). Not: two ECGs of one patient, two photographs of one sheet, or a sheet cut otherwise.
 *
 * ECG sheets are all alike (grid, lead names), so what is compared is what sets a picture apart from the mean of all:
 * its 64 × 64 residual; and because a set may mix two kinds of sheets, the pictures themselves must differ by a few grey
 * levels only. Near pairs are found without looking at all pairs by random hyperplanes (Charikar 2002): the signs
 * of 256 projections in 16 bands; two residuals with correlation 0.98 share a band with probability above 0.99.
 */
import { Rng } from '../../core/rng.ts';

/** Residuals at least this alike may be the same sheet. Different patients' are near 0. */
const SAME = 0.98;
/** Root mean square difference, grey levels, of the same sheet saved again, brightness and contrast apart. */
const MOST_DIFFERENCE = 4;
const SMALL_SIDE = 64;
/** With fewer different pictures the mean says nothing. */
const LEAST_PICTURES = 8;
const BANDS = 16;
const BITS = 16;
/** A bucket of more is no sign of likeness: blank sheets, for example. */
const MOST_IN_BUCKET = 200;
const STREAM_PLANES = 950;

export interface PicturePrint {
  /** Of the file's bytes. */
  readonly sha256: string;
  /** [64, 64] grey levels. */
  readonly small: Uint8Array;
}

export interface SamePictures {
  /** Groups of positions, each ascending, first position first: the same bytes. */
  readonly exact: readonly (readonly number[])[];
  /** Groups that look the same though their bytes differ; of an exact group only the first is listed. */
  readonly near: readonly (readonly number[])[];
}

/** Zero mean, unit length; null where a picture is the mean itself. */
function unit(values: Float32Array): Float32Array | null {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const centred = values.map((v) => v - mean);
  const length = Math.sqrt(centred.reduce((sum, v) => sum + v * v, 0));
  return length < 1e-6 ? null : centred.map((v) => v / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** What sets each picture apart from the mean of all, both at equal brightness and contrast; null where there is nothing. */
function residuals(prints: readonly PicturePrint[]): (Float32Array | null)[] {
  const even = prints.map(({ small }) => unit(Float32Array.from(small)));
  const mean = new Float32Array(SMALL_SIDE * SMALL_SIDE);
  for (const values of even) values?.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / prints.length));
  return even.map((values) => (values === null ? null : unit(values.map((value, i) => value - (mean[i] ?? 0)))));
}

/** Root mean square of what is left of b when a, made brighter or darker, is taken away. */
function difference(a: Uint8Array, b: Uint8Array): number {
  const [x, y] = [unit(Float32Array.from(a)), unit(Float32Array.from(b))];
  if (x === null || y === null) return x === y ? 0 : Number.POSITIVE_INFINITY;
  const mean = b.reduce((sum, v) => sum + v, 0) / b.length;
  const variance = b.reduce((sum, v) => sum + (v - mean) ** 2, 0) / b.length;
  return Math.sqrt(variance * Math.max(0, 1 - dot(x, y) ** 2));
}

/** Means of 2 × 2 pixels: a quarter of the work for the hyperplanes. */
function halved(values: Float32Array): Float32Array {
  const side = SMALL_SIDE / 2;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const at = 2 * Math.floor(i / side) * SMALL_SIDE + 2 * (i % side);
    const below = at + SMALL_SIDE;
    return ((values[at] ?? 0) + (values[at + 1] ?? 0) + (values[below] ?? 0) + (values[below + 1] ?? 0)) / 4;
  });
}

/** The bands of a residual as keys: band number and the signs of its projections. */
function bandKeys(residual: Float32Array, planes: readonly Float32Array[]): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band;
    for (let bit = 0; bit < BITS; bit++) {
      const plane = planes[band * BITS + bit];
      key = key * 2 + (plane !== undefined && dot(residual, plane) > 0 ? 1 : 0);
    }
    return key;
  });
}

/** Joins what belongs together; the smallest position stands for its group. */
class Groups {
  readonly #parent: Int32Array;

  constructor(n: number) {
    this.#parent = Int32Array.from({ length: n }, (_, i) => i);
  }

  find(i: number): number {
    let root = i;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    return root;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    this.#parent[Math.max(x, y)] = Math.min(x, y);
  }

  /** Groups of two and more. */
  list(members: readonly number[]): number[][] {
    const groups = new Map<number, number[]>();
    for (const member of members) {
      const root = this.find(member);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [member]);
      else group.push(member);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  }
}

export function findSamePictures(prints: readonly PicturePrint[]): SamePictures {
  const exact = new Groups(prints.length);
  const firstOf = new Map<string, number>();
  prints.forEach(({ sha256 }, i) => {
    const first = firstOf.get(sha256);
    if (first === undefined) firstOf.set(sha256, i);
    else exact.join(first, i);
  });
  const everything = prints.map((_, i) => i);
  const distinct = [...firstOf.values()];
  return { exact: exact.list(everything), near: distinct.length < LEAST_PICTURES ? [] : nearGroups(prints, distinct) };
}

function nearGroups(prints: readonly PicturePrint[], distinct: readonly number[]): number[][] {
  const chosen = distinct.flatMap((i) => prints[i] ?? []);
  const vectors = residuals(chosen);
  const planes = Array.from({ length: BANDS * BITS }, (_, i) =>
    new Rng(1, STREAM_PLANES, i).normals((SMALL_SIDE / 2) ** 2),
  );
  const buckets = new Map<number, number[]>();
  const near = new Groups(prints.length);
  vectors.forEach((vector, i) => {
    if (vector === null) return;
    const compared = new Set<number>();
    for (const key of bandKeys(halved(vector), planes)) {
      const bucket = buckets.get(key) ?? [];
      for (const other of bucket) {
        if (compared.has(other)) continue;
        compared.add(other);
        const beside = vectors[other];
        if (beside === null || beside === undefined || dot(vector, beside) < SAME) continue;
        const [one, two] = [chosen[i]?.small, chosen[other]?.small];
        if (one === undefined || two === undefined || difference(one, two) > MOST_DIFFERENCE) continue;
        near.join(distinct[i] ?? 0, distinct[other] ?? 0);
      }
      if (bucket.length < MOST_IN_BUCKET) bucket.push(i);
      buckets.set(key, bucket);
    }
  });
  return near.list(distinct);
}
