/**
 * A picture as another scan would give it: `engine/ecg/augmenting.ts` says how. One channel; `how` six numbers a sample: down, right, row and
 * column of the hidden square, factor, summand. y is larger than x by `margin` on every side.
 */
import { loadSome, multiplyAdd, storeSome } from './arithmetic';

/** to ← factor · from + summand, `count` floats. */
function scaled(from: usize, to: usize, count: i32, factor: f32, summand: f32): void {
  const factors = f32x4.splat(factor);
  const summands = f32x4.splat(summand);
  for (let left = count; left > 0; left -= 4) {
    storeSome(to, multiplyAdd(summands, factors, loadSome(from, left)), left);
    from += 16;
    to += 16;
  }
}

/** to ← to + factor · from, `count` floats. */
function added(from: usize, to: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (let left = count; left > 0; left -= 4) {
    storeSome(to, multiplyAdd(loadSome(to, left), factors, loadSome(from, left)), left);
    from += 16;
    to += 16;
  }
}

/** Columns [begin, end) of a line of y from a line of x moved by `right`; with `isBack` the line of x feels them. */
function part(
  x: usize,
  y: usize,
  begin: i32,
  end: i32,
  right: i32,
  width: i32,
  factor: f32,
  summand: f32,
  isBack: i32,
): void {
  // Columns that show what lies inside: the others show an edge.
  const first = min(max(-right, begin), end);
  const last = max(min(width - right, end), first);
  for (let column = begin; column < end; column++) {
    if (column == first) column = last;
    if (column >= end) break;
    const from = x + ((column < first ? 0 : width - 1) << 2);
    const to = y + (column << 2);
    if (isBack != 0) store<f32>(from, load<f32>(from) + factor * load<f32>(to));
    else store<f32>(to, factor * load<f32>(from) + summand);
  }
  const inside = x + ((first + right) << 2);
  const shown = y + (first << 2);
  if (isBack != 0) added(shown, inside, last - first, factor);
  else scaled(inside, shown, last - first, factor, summand);
}

/** y from x, or with `isBack` x, which is zero, from y: the gradient. */
export function augment(
  x: usize,
  how: usize,
  y: usize,
  samples: i32,
  height: i32,
  width: i32,
  halfSquare: i32,
  margin: i32,
  isBack: i32,
): void {
  const high = height + 2 * margin;
  const wide = width + 2 * margin;
  for (let sample = 0; sample < samples; sample++) {
    const down = <i32>load<f32>(how) - margin;
    const right = <i32>load<f32>(how, 4) - margin;
    const middleRow = <i32>load<f32>(how, 8);
    const middleColumn = <i32>load<f32>(how, 12);
    const factor = load<f32>(how, 16);
    const summand = load<f32>(how, 20);
    const begin = min(max(middleColumn - halfSquare + 1, 0), wide);
    const end = min(max(middleColumn + halfSquare, begin), wide);
    for (let row = 0; row < high; row++) {
      const line = x + ((min(max(row + down, 0), height - 1) * width) << 2);
      if (abs(row - middleRow) < halfSquare) {
        part(line, y, 0, begin, right, width, factor, summand, isBack);
        if (isBack == 0) memory.fill(y + (begin << 2), 0, (end - begin) << 2);
        part(line, y, end, wide, right, width, factor, summand, isBack);
      } else part(line, y, 0, wide, right, width, factor, summand, isBack);
      y += wide << 2;
    }
    x += (height * width) << 2;
    how += 24;
  }
}
