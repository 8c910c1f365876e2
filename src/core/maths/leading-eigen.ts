/**
 * The few largest eigenvalues of a large symmetric operator and their vectors, by block Lanczos with full
 * re-orthogonalisation and thick restarts (Wu & Simon 2000; Stewart's Krylov-Schur, 2001). Only products with the operator
 * are asked for, so no n × n matrix is ever stored. The start is seeded: the same input gives the same bits.
 */
import type { Rng } from '../rng.ts';
import { symmetricEigen, withSign, type Eigen } from './symmetric-eigen.ts';

export interface SymmetricOperator {
  readonly n: number;
  /** A times every vector [n] of a block, into new vectors. It may rest, and reject when cancelled. */
  readonly multiply: (block: readonly Float64Array[]) => Promise<Float64Array[]>;
}

/** Vectors multiplied at once; more than are wanted, so that equal eigenvalues are all found. */
const SPARE = 2;
/** Of the basis, at most and after a restart. */
const MOST_VECTORS = 40;
const KEPT_VECTORS = 12;
/** Of the largest eigenvalue: a residual this small moves a vector by 1e-9 across a gap of a ten-thousandth. */
const TOLERANCE = 1e-13;
/** Far more than any spectrum needs; what is found by then is the answer. */
const MOST_ROUNDS = 300;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** a += factor · b */
function add(a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) + factor * (b[i] ?? 0);
}

function combine(vectors: readonly Float64Array[], weights: Float64Array, n: number): Float64Array {
  const sum = new Float64Array(n);
  for (const [i, vector] of vectors.entries()) add(sum, weights[i] ?? 0, vector);
  return sum;
}

/** What is new in `vector`, of length 1; null where it lies in the basis but for rounding. */
function beyond(basis: readonly Float64Array[], vector: Float64Array): Float64Array | null {
  const rest = vector.slice();
  const whole = Math.sqrt(dot(rest, rest));
  // Twice is enough (Kahan; Parlett 1998, 6.9).
  for (let pass = 0; pass < 2; pass++) for (const known of basis) add(rest, -dot(known, rest), known);
  const length = Math.sqrt(dot(rest, rest));
  // Not `<=`: what is no number is nothing new either.
  return length > 1e-12 * whole ? rest.map((value) => value / length) : null;
}

/** An orthonormal block behind `basis`, one vector for each of `found`; where one brings nothing new, a random one does. */
function nextBlock(
  basis: readonly Float64Array[],
  found: readonly Float64Array[],
  n: number,
  rng: Rng,
): Float64Array[] {
  const block: Float64Array[] = [];
  for (const vector of found) {
    if (basis.length + block.length >= n) break;
    const all = [...basis, ...block];
    const random = (): Float64Array => Float64Array.from({ length: n }, () => rng.normal());
    const fresh = beyond(all, vector) ?? beyond(all, random()) ?? beyond(all, random());
    if (fresh === null) throw new Error('an operator whose products are no numbers');
    block.push(fresh);
  }
  return block;
}

/** The basis' projection of the operator, [m, m]. */
function projected(basis: readonly Float64Array[], images: readonly Float64Array[]): Float64Array {
  const m = basis.length;
  const out = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = i; j < m; j++) {
      const value = dot(basis[i] ?? new Float64Array(), images[j] ?? new Float64Array());
      out[i * m + j] = value;
      out[j * m + i] = value;
    }
  }
  return out;
}

/** The `count` largest (fewer where n is smaller), to about `TOLERANCE`. Rejects as `multiply` does; no numbers: throws. */
export async function leadingEigen({ n, multiply }: SymmetricOperator, count: number, rng: Rng): Promise<Eigen> {
  const wanted = Math.min(count, n);
  const random = (): Float64Array => Float64Array.from({ length: n }, () => rng.normal());
  let basis: Float64Array[] = [];
  let images: Float64Array[] = [];
  let pending = nextBlock(basis, Array.from({ length: wanted + SPARE }, random), n, rng);
  for (let round = 0; ; round++) {
    while (pending.length > 0 && basis.length + pending.length <= MOST_VECTORS) {
      const products = await multiply(pending);
      basis.push(...pending);
      images.push(...products);
      pending = nextBlock(basis, products, n, rng);
    }
    const { values, vectors } = symmetricEigen(projected(basis, images), basis.length);
    const largest = Math.abs(values[0] ?? 0);
    const leading = vectors.slice(0, wanted).map((weights) => combine(basis, weights, n));
    const residual = Math.max(
      0,
      ...leading.map((vector, i) => {
        const image = combine(images, vectors[i] ?? new Float64Array(), n);
        add(image, -(values[i] ?? 0), vector);
        return Math.sqrt(dot(image, image));
      }),
    );
    // No vector is left to look at, or what is left changes nothing.
    if (pending.length === 0 || residual <= TOLERANCE * largest || round >= MOST_ROUNDS) {
      return { values: values.slice(0, wanted), vectors: leading.map(withSign) };
    }
    const kept = vectors.slice(0, KEPT_VECTORS);
    [basis, images] = [
      kept.map((weights) => combine(basis, weights, n)),
      kept.map((weights) => combine(images, weights, n)),
    ];
  }
}
