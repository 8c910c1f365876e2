/**
 * Dense layers: the product, and both gradients, that by the kernel straight into Adam. A kernel [inputs, outputs] is read once, row by
 * row, as it lies. A job is a list of 32-bit numbers in memory (`parts.ts`); a part of it makes outputs of its own.
 */
import { adam } from './adam';
import { loadSome, multiplyAdd, storeSome, sumsOf } from './arithmetic';
import { addFour } from './filter-gradient';

/** Rows of a kernel that meet a vector of sums at once. */
const ROWS: i32 = 8;
/** Outputs of a part of a product: their sums stay in the first cache while the rows pass. */
const OUTPUTS: i32 = 128;

/** Adds the products of eight inputs with a vector of outputs to sums [samples, 4]; `sample` and `line` bytes from one to the next. */
function addEight(x: usize, sample: usize, samples: i32, w: usize, line: usize, lanes: i32, sums: usize): void {
  const w0 = loadSome(w, lanes);
  const w1 = loadSome(w + line, lanes);
  const w2 = loadSome(w + 2 * line, lanes);
  const w3 = loadSome(w + 3 * line, lanes);
  const w4 = loadSome(w + 4 * line, lanes);
  const w5 = loadSome(w + 5 * line, lanes);
  const w6 = loadSome(w + 6 * line, lanes);
  const w7 = loadSome(w + 7 * line, lanes);
  for (let n = 0; n < samples; n++) {
    let sum = v128.load(sums);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x), w0);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 4), w1);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 8), w2);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 12), w3);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 16), w4);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 20), w5);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 24), w6);
    sum = multiplyAdd(sum, v128.load_splat<f32>(x, 28), w7);
    v128.store(sums, sum);
    x += sample;
    sums += 16;
  }
}

function addOne(x: usize, sample: usize, samples: i32, w: usize, lanes: i32, sums: usize): void {
  const row = loadSome(w, lanes);
  for (let n = 0; n < samples; n++) {
    v128.store(sums, multiplyAdd(v128.load(sums), v128.load_splat<f32>(x), row));
    x += sample;
    sums += 16;
  }
}

/**
 * Part of x [samples, inputs] · kernel [inputs, outputs] → y. Job: x, kernel, y, sums (of as many floats as y has with its outputs
 * rounded up to 4), samples, inputs, outputs. Parts: ⌈outputs / 128⌉.
 */
export function densePart(job: usize, part: i32): void {
  const x = load<usize>(job);
  const kernel = load<usize>(job, 4);
  const samples = load<i32>(job, 16);
  const inputs = load<i32>(job, 20);
  const outputs = load<i32>(job, 24);
  const begin = part * OUTPUTS;
  const end = min(outputs, begin + OUTPUTS);
  const sample = inputs << 2;
  const line = outputs << 2;
  const block = samples << 4;
  const sums = load<usize>(job, 12) + ((begin * samples) << 2);
  memory.fill(sums, 0, block * ((end - begin + 3) >> 2));
  let input = 0;
  for (; input + ROWS <= inputs; input += ROWS) {
    let to = sums;
    for (let output = begin; output < end; output += 4) {
      const w = kernel + input * line + (output << 2);
      addEight(x + (input << 2), sample, samples, w, line, end - output, to);
      to += block;
    }
  }
  for (; input < inputs; input++) {
    let to = sums;
    for (let output = begin; output < end; output += 4) {
      addOne(x + (input << 2), sample, samples, kernel + input * line + (output << 2), end - output, to);
      to += block;
    }
  }
  let from = sums;
  for (let output = begin; output < end; output += 4) {
    let to = load<usize>(job, 8) + (output << 2);
    for (let n = 0; n < samples; n++) {
      storeSome(to, v128.load(from), end - output);
      from += 16;
      to += line;
    }
  }
}

/** dy [samples, outputs] into `to` [⌈samples / 4⌉ · 4, ⌈outputs / 4⌉ · 4], zeros behind. */
export function padRows(dy: usize, to: usize, samples: i32, outputs: i32): void {
  const line = ((outputs + 3) & ~3) << 2;
  memory.fill(to, 0, ((samples + 3) & ~3) * line);
  for (let n = 0; n < samples; n++) memory.copy(to + n * line, dy + ((n * outputs) << 2), outputs << 2);
}

/** Writes the first `count` of four floats `step` bytes apart. */
function scatter(to: usize, values: v128, step: usize, count: i32): void {
  v128.store32_lane(to, values, 0);
  if (count > 1) v128.store32_lane(to + step, values, 1);
  if (count > 2) v128.store32_lane(to + 2 * step, values, 2);
  if (count > 3) v128.store32_lane(to + 3 * step, values, 3);
}

/**
 * Part of dy · kernelᵀ → dx [samples, inputs]. Job: dy (as `padRows` left it), kernel, dx, samples, inputs, outputs, rows of a part
 * (even).
 */
export function denseInputGradientPart(job: usize, part: i32): void {
  const dy = load<usize>(job);
  const kernel = load<usize>(job, 4);
  const samples = load<i32>(job, 12);
  const inputs = load<i32>(job, 16);
  const outputs = load<i32>(job, 20);
  const each = load<i32>(job, 24);
  const line = outputs << 2;
  const sample = ((outputs + 3) & ~3) << 2;
  const end = min(inputs, (part + 1) * each);
  for (let input = part * each; input < end; input += 2) {
    const row = kernel + input * line;
    const isPair = input + 1 < inputs;
    // The last of an odd number is taken twice.
    const next = isPair ? line : 0;
    let d = dy;
    for (let n = 0; n < samples; n += 4) {
      let s00 = f32x4.splat(0);
      let s01 = f32x4.splat(0);
      let s02 = f32x4.splat(0);
      let s03 = f32x4.splat(0);
      let s10 = f32x4.splat(0);
      let s11 = f32x4.splat(0);
      let s12 = f32x4.splat(0);
      let s13 = f32x4.splat(0);
      let w = row;
      let at = d;
      for (let left = outputs; left > 0; left -= 4) {
        const a = loadSome(w, left);
        const b = loadSome(w + next, left);
        let factor = v128.load(at);
        s00 = multiplyAdd(s00, factor, a);
        s10 = multiplyAdd(s10, factor, b);
        factor = v128.load(at + sample);
        s01 = multiplyAdd(s01, factor, a);
        s11 = multiplyAdd(s11, factor, b);
        factor = v128.load(at + 2 * sample);
        s02 = multiplyAdd(s02, factor, a);
        s12 = multiplyAdd(s12, factor, b);
        factor = v128.load(at + 3 * sample);
        s03 = multiplyAdd(s03, factor, a);
        s13 = multiplyAdd(s13, factor, b);
        w += 16;
        at += 16;
      }
      const to = load<usize>(job, 8) + ((n * inputs + input) << 2);
      scatter(to, sumsOf(s00, s01, s02, s03), inputs << 2, samples - n);
      if (isPair) scatter(to + 4, sumsOf(s10, s11, s12, s13), inputs << 2, samples - n);
      d += 4 * sample;
    }
  }
}

/**
 * Part of Adam with the gradient xᵀ · dy, which exists four inputs × eight outputs at a time. Job: x [samples, inputs], dy (as
 * `packGradient` left it, with the samples' weights), the kernel, its moments m and v, samples, inputs, outputs, the numbers of the
 * step (`adam.ts`), `spare` of 4 · samples + 32 floats a part, groups of four inputs of a part.
 */
export function adamDensePart(job: usize, part: i32): void {
  const x = load<usize>(job);
  const panels = load<usize>(job, 4);
  const w = load<usize>(job, 8);
  const m = load<usize>(job, 12);
  const v = load<usize>(job, 16);
  const samples = load<i32>(job, 20);
  const inputs = load<i32>(job, 24);
  const outputs = load<i32>(job, 28);
  const step = load<usize>(job, 32);
  const gradient = load<usize>(job, 36) + part * ((samples << 4) + 128);
  const some = gradient + 128;
  const each = load<i32>(job, 40) << 2;
  const end = min(inputs, (part + 1) * each);
  for (let input = part * each; input < end; input += 4) {
    const rows = min(4, inputs - input);
    for (let n = 0; n < samples; n++) {
      v128.store(some + (n << 4), loadSome(x + ((n * inputs + input) << 2), rows));
    }
    let dy = panels;
    for (let output = 0; output < outputs; output += 8) {
      addFour(some, dy, gradient, 1, samples, 16, 0, true);
      const lanes = min(8, outputs - output);
      for (let row = 0; row < rows; row++) {
        const at = ((input + row) * outputs + output) << 2;
        adam(w + at, m + at, v + at, gradient + (row << 5), lanes, step);
      }
      dy += samples << 5;
    }
  }
}
