/**
 * Structural similarity of two pictures (Wang et al. 2004): mean over all windows of 7 × 7 pixels that lie inside, every pixel
 * of a window counting the same. 1 = the same picture, about 0 = nothing in common.
 */

const WINDOW = 7;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** Pictures of [size, size] bytes, row-major, one after another. */
export interface Pictures {
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Averages blocks of pixels until a side has at most `most`: fewer pixels, the same waves. */
export function shrink({ size, bytes }: Pictures, most: number): Pictures {
  const block = Math.ceil(size / most);
  if (block <= 1) return { size, bytes };
  const side = Math.floor(size / block);
  const n = bytes.length / (size * size);
  const out = new Uint8Array(n * side * side);
  for (let picture = 0; picture < n; picture++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        let sum = 0;
        for (let dy = 0; dy < block; dy++) {
          const start = picture * size * size + (y * block + dy) * size + x * block;
          for (let dx = 0; dx < block; dx++) sum += bytes[start + dx] ?? 0;
        }
        out[(picture * side + y) * side + x] = Math.round(sum / (block * block));
      }
    }
  }
  return { size: side, bytes: out };
}

/** Sums over windows, kept up row by row and column by column; for pictures of one size. */
export class Ssim {
  readonly #pictures: readonly [Pictures, Pictures];
  readonly #window: number;
  /** Sums of the last `window` rows of every column: x, y, x² + y², xy. */
  readonly #columns: Float64Array;

  /** Picture i of `a` against picture j of `b`. */
  constructor(a: Pictures, b: Pictures = a) {
    if (a.size !== b.size) throw new Error('pictures of two sizes');
    this.#pictures = [a, b];
    this.#window = Math.min(WINDOW, a.size);
    this.#columns = new Float64Array(4 * a.size);
  }

  of(i: number, j: number): number {
    const [{ size, bytes: first }, { bytes: second }] = this.#pictures;
    const window = this.#window;
    const columns = this.#columns.fill(0);
    const [startA, startB] = [i * size * size, j * size * size];
    let total = 0;
    for (let row = 0; row < size; row++) {
      this.#addRow(first, startA + row * size, second, startB + row * size, 1);
      if (row >= window)
        this.#addRow(first, startA + (row - window) * size, second, startB + (row - window) * size, -1);
      if (row < window - 1) continue;
      let sx = 0;
      let sy = 0;
      let squares = 0;
      let product = 0;
      for (let x = 0; x < size; x++) {
        sx += columns[4 * x] ?? 0;
        sy += columns[4 * x + 1] ?? 0;
        squares += columns[4 * x + 2] ?? 0;
        product += columns[4 * x + 3] ?? 0;
        if (x < window - 1) continue;
        total += similarity(sx, sy, squares, product, window * window);
        const gone = 4 * (x - window + 1);
        sx -= columns[gone] ?? 0;
        sy -= columns[gone + 1] ?? 0;
        squares -= columns[gone + 2] ?? 0;
        product -= columns[gone + 3] ?? 0;
      }
    }
    return total / (size - window + 1) ** 2;
  }

  #addRow(first: Uint8Array, atA: number, second: Uint8Array, atB: number, sign: 1 | -1): void {
    const columns = this.#columns;
    const size = columns.length / 4;
    for (let x = 0; x < size; x++) {
      const a = first[atA + x] ?? 0;
      const b = second[atB + x] ?? 0;
      const at = 4 * x;
      columns[at] = (columns[at] ?? 0) + sign * a;
      columns[at + 1] = (columns[at + 1] ?? 0) + sign * b;
      columns[at + 2] = (columns[at + 2] ?? 0) + sign * (a * a + b * b);
      columns[at + 3] = (columns[at + 3] ?? 0) + sign * a * b;
    }
  }
}

/** Of one window of `n` pixels; the sums are whole numbers, so nothing is lost. */
function similarity(sx: number, sy: number, squares: number, product: number, n: number): number {
  const mx = sx / n;
  const my = sy / n;
  const variances = squares / n - mx * mx - my * my;
  const covariance = product / n - mx * my;
  return ((2 * mx * my + C1) * (2 * covariance + C2)) / ((mx * mx + my * my + C1) * (variances + C2));
}
