/**
 * Mean and biased variance of every channel of [rows, C], stable whatever the mean: a thread sums deviations from its
 * first row, turns them into (count, mean, sum of squared deviations), and such triples are merged by Chan, Golub &
 * LeVeque's formula (1979), in a fixed tree.
 */
import { columnMain, COLUMN_THREADS, type ColumnLayout } from './column-layout.ts';
import type { GpuProgram } from './gpu-program.ts';

function statistics({ element }: ColumnLayout): string {
  return `
struct Statistics { count: f32, mean: ${element}, squares: ${element} }
fn merge(a: Statistics, b: Statistics) -> Statistics {
  let count = a.count + b.count;
  let share = select(0.0f, b.count / max(count, 1.0f), count > 0.0f);
  let apart = b.mean - a.mean;
  return Statistics(count, a.mean + apart * share, a.squares + b.squares + apart * apart * (a.count * share));
}
var<workgroup> merged: array<Statistics, ${COLUMN_THREADS}>;`;
}

function mergeLanes({ across, deep }: ColumnLayout): string {
  return `
  workgroupBarrier();
  for (var half = ${deep / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { merged[thread] = merge(merged[thread], merged[thread + half * ${across}u]); }
    workgroupBarrier();
  }`;
}

/** With one part: mean and variance [C]; with several: means and sums of squares, [parts, C] each. */
export function normPartsProgram(layout: ColumnLayout): GpuProgram {
  const { element, columns, groups, parts, rows } = layout;
  return {
    inputs: [{ name: 'x', element }],
    outputs: [
      { name: 'means', element },
      { name: 'squares', element },
    ],
    workgroups: [groups, parts, 1],
    code: `
${statistics(layout)}
${columnMain(layout, {
  before: `
  let origin = x[min(firstRow + lane, ${rows - 1}u) * ${columns}u + column];
  var count = 0.0f;
  var sum = ${element}();
  var sumOfSquares = ${element}();`,
  perRow: `
    let d = x[at] - origin;
    count += 1.0f;
    sum += d;
    sumOfSquares += d * d;`,
  after: `
  let average = sum / max(count, 1.0f);
  merged[thread] = Statistics(count, origin + average, max(sumOfSquares - sum * average, ${element}()));
  ${mergeLanes(layout)}
  if ((lane == 0u) & (wanted < ${columns}u)) {
    means[part * ${columns}u + column] = merged[thread].mean;
    squares[part * ${columns}u + column] = merged[thread].squares${parts === 1 ? ` / ${rows}.0f` : ''};
  }`,
})}`,
  };
}

/** Merges the parts: [parts, C] twice → mean and variance [C]. */
export function normMergeProgram(layout: ColumnLayout): GpuProgram {
  const { element, columns, groups, parts, length, rows } = layout;
  const overParts: ColumnLayout = { ...layout, rows: parts, length: parts, parts: 1 };
  return {
    inputs: [
      { name: 'means', element },
      { name: 'squares', element },
    ],
    outputs: [
      { name: 'mean', element },
      { name: 'variance', element },
    ],
    workgroups: [groups, 1, 1],
    code: `
${statistics(layout)}
${columnMain(overParts, {
  before: `var all = Statistics(0.0f, ${element}(), ${element}());`,
  perRow: `
    let count = f32(min((row + 1u) * ${length}u, ${rows}u) - min(row * ${length}u, ${rows}u));
    all = merge(all, Statistics(count, means[at], squares[at]));`,
  after: `
  merged[thread] = all;
  ${mergeLanes(layout)}
  if ((lane == 0u) & (wanted < ${columns}u)) {
    mean[column] = merged[thread].mean;
    variance[column] = merged[thread].squares / ${rows}.0f;
  }`,
})}`,
  };
}
