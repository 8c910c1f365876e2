/**
 * ECG pictures as the networks take them: ink (0 = white paper, 1 = black), reduced to one side by area means, minus the
 * mean training picture, in units of the spread. The paper and the lead names, the same on every sheet, so vanish.
 *
 * One side for every picture size: a comparison then costs the same whatever the generator was trained at.
 */

/** Pictures of `count` × `size` × `size`. */
export interface PictureSet {
  /** Greyscale bytes, row-major. */
  readonly images: Uint8Array;
  readonly size: number;
}

/** Places [begin, end) of `inputs` that fall on each of `outputs`, with the share of each. */
interface AreaTaps {
  readonly first: Int32Array;
  readonly weights: readonly Float32Array[];
}

function areaTaps(inputs: number, outputs: number): AreaTaps {
  const scale = inputs / outputs;
  const first = new Int32Array(outputs);
  const weights = Array.from({ length: outputs }, (_, o) => {
    const [from, to] = [o * scale, (o + 1) * scale];
    const begin = Math.floor(from);
    first[o] = begin;
    const end = Math.min(inputs, Math.ceil(to - 1e-9));
    return Float32Array.from({ length: end - begin }, (_share, i) => {
      const overlap = Math.min(to, begin + i + 1) - Math.max(from, begin + i);
      return overlap / scale;
    });
  });
  return { first, weights };
}

/** [n, size, size] bytes → [n, side, side] grey levels 0 … 255: each is the mean over the area it covers. */
export function areaMeans({ images, size }: PictureSet, side: number): Float32Array {
  const count = images.length / size ** 2;
  const means = new Float32Array(count * side * side);
  const taps = areaTaps(size, side);
  const lines = new Float32Array(size * side);
  for (let n = 0; n < count; n++) {
    const source = n * size * size;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < side; x++) {
        const at = source + y * size + (taps.first[x] ?? 0);
        const weights = taps.weights[x] ?? [];
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (images[at + i] ?? 0);
        lines[y * side + x] = sum;
      }
    }
    for (let y = 0; y < side; y++) {
      const weights = taps.weights[y] ?? [];
      const top = taps.first[y] ?? 0;
      for (let x = 0; x < side; x++) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (lines[(top + i) * side + x] ?? 0);
        means[(n * side + y) * side + x] = sum;
      }
    }
  }
  return means;
}

/** [n, size, size] bytes → [n, side, side] ink in [0, 1]. */
export function toInk(pictures: PictureSet, side: number): Float32Array {
  return areaMeans(pictures, side).map((grey) => 1 - grey / 255);
}

/** What is subtracted and divided by, fitted on training pictures. */
export interface InkScale {
  /** [side²] */
  readonly mean: Float32Array;
  /** Root mean square of what is left; 1 where nothing is. */
  readonly spread: number;
}

export function fitInkScale(ink: Float32Array, pixels: number, members: Uint32Array): InkScale {
  const sums = new Float64Array(pixels);
  const squares = new Float64Array(pixels);
  for (const n of members) {
    for (let i = 0; i < pixels; i++) {
      const value = ink[n * pixels + i] ?? 0;
      sums[i] = (sums[i] ?? 0) + value;
      squares[i] = (squares[i] ?? 0) + value * value;
    }
  }
  const mean = Float32Array.from(sums, (sum) => sum / members.length);
  const variances = squares.map((square, i) => square / members.length - (mean[i] ?? 0) ** 2);
  const variance = variances.reduce((total, v) => total + v, 0) / pixels;
  return { mean, spread: variance > 1e-12 ? Math.sqrt(variance) : 1 };
}

/** How a training picture is changed: moved by whole pixels (white paper moves in), its ink multiplied. */
export interface Jitter {
  readonly right: number;
  readonly down: number;
  readonly contrast: number;
}

export const NO_JITTER: Jitter = { right: 0, down: 0, contrast: 1 };

/** Picture `n` of `ink`, changed and scaled, into `out` at `offset`. */
export function writePicture(
  source: { readonly ink: Float32Array; readonly side: number; readonly scale: InkScale },
  n: number,
  jitter: Jitter,
  out: Float32Array,
  offset: number,
): void {
  const { ink, side, scale } = source;
  const { right, down, contrast } = jitter;
  const per = 1 / scale.spread;
  for (let y = 0; y < side; y++) {
    const fromY = y - down;
    const isInside = fromY >= 0 && fromY < side;
    const row = (n * side + fromY) * side;
    for (let x = 0; x < side; x++) {
      const fromX = x - right;
      const value = isInside && fromX >= 0 && fromX < side ? (ink[row + fromX] ?? 0) * contrast : 0;
      const at = y * side + x;
      out[offset + at] = (value - (scale.mean[at] ?? 0)) * per;
    }
  }
}
