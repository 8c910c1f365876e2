/**
 * Mean and biased variance of every channel of [rows, C], stable whatever the mean: a thread sums deviations from its
 * first row, turns them into (count, mean, sum of squared deviations), and such triples are merged by Chan, Golub &
 * LeVeque's formula (1979), in a fixed order.
 */
import { columnMain, type ColumnLayout } from './column-layout.ts';
import type { GpuProgram } from './gpu-program.ts';

function statistics({ element, across, deep }: ColumnLayout): string {
  return `
struct Statistics { count: f32, mean: ${element}, squares: ${element} }
fn merge(a: Statistics, b: Statistics) -> Statistics {
  let count = a.count + b.count;
  let share = select(0.0f, b.count / max(count, 1.0f), count > 0.0f);
  let apart = b.mean - a.mean;
  return Statistics(count, a.mean + apart * share, a.squares + b.squares + apart * apart * (a.count * share));
}
${deep === 1 ? '' : `var<workgroup> merged: array<Statistics, ${across * deep}>;`}`;
}

/** Adds up what the threads of a column have, in the thread with lane 0; runs `then` there. */
function mergeLanes({ across, deep, columns }: ColumnLayout, then: string): string {
  return `
  ${deep === 1 ? '' : 'merged[thread] = all; workgroupBarrier();'}
  if ((lane == 0u) & (wanted < ${columns}u)) {
    ${deep === 1 ? '' : `for (var l = 1u; l < ${deep}u; l++) { all = merge(all, merged[l * ${across}u + thread]); }`}
    ${then}
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
  var all = Statistics(count, origin + average, max(sumOfSquares - sum * average, ${element}()));
  ${mergeLanes(
    layout,
    `means[part * ${columns}u + column] = all.mean;
    squares[part * ${columns}u + column] = all.squares${parts === 1 ? ` / ${rows}.0f` : ''};`,
  )}`,
})}`,
  };
}

/** Merges the parts: [parts, C] twice → mean and variance [C]. */
export function normMergeProgram(layout: ColumnLayout): GpuProgram {
  const { element, groups, parts, length, rows } = layout;
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
  after: mergeLanes(overParts, `mean[column] = all.mean; variance[column] = all.squares / ${rows}.0f;`),
})}`,
  };
}
