/**
 * How programs that reduce [rows, C] over the rows share the work: threads of a workgroup lie along 16 columns (vectors
 * of 4 channels where C allows), so memory is read in order, and down the rows; several workgroups take parts of the
 * rows where there are many. Without barriers (software adapters, where they are slow) a thread takes all rows of its
 * part. Otherwise by the shape only, for all this decides the order of sums.
 */
import { elementFor } from './convolution-shape.ts';
import type { Element } from './gpu-program.ts';

const THREADS = 128;

/** With so few rows a thread takes a whole column, and everything is done in one dispatch. */
const FEW_ROWS = 64;

export interface ColumnLayout {
  readonly rows: number;
  readonly channels: number;
  readonly element: Element;
  /** Columns in elements: C/4 or C. */
  readonly columns: number;
  /** Threads along the columns and down the rows. */
  readonly across: number;
  readonly deep: number;
  /** Workgroups along the columns. */
  readonly groups: number;
  readonly parts: number;
  /** Rows of a part. */
  readonly length: number;
  readonly isShort: boolean;
}

export function columnLayout(rows: number, channels: number, barriers: boolean): ColumnLayout {
  const element = elementFor(channels);
  const columns = element === 'f32' ? channels : channels / 4;
  let across = 1;
  while (across < columns && across < 16) across *= 2;
  // One workgroup a column group up to 1024 rows: a second dispatch would cost more than it saves.
  const parts = rows <= 1024 ? 1 : Math.min(512, Math.ceil(rows / 256));
  return {
    rows,
    channels,
    element,
    columns,
    across,
    deep: barriers ? THREADS / across : 1,
    groups: Math.ceil(columns / across),
    parts,
    length: Math.ceil(rows / parts),
    isShort: rows <= FEW_ROWS,
  };
}

/**
 * An entry point in which every thread has `column` (clamped), `lane` down the rows and `part`; `perRow` runs with the
 * flat index `at` for each of the thread's rows. `before` and `after` run once.
 */
export function columnMain(l: ColumnLayout, code: { before: string; perRow: string; after: string }): string {
  return `
@compute @workgroup_size(${l.across * l.deep})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let wanted = group.x * ${l.across}u + thread % ${l.across}u;
  let column = min(wanted, ${l.columns - 1}u);
  let lane = thread / ${l.across}u;
  let part = group.y;
  let firstRow = part * ${l.length}u;
  let endRow = min(firstRow + ${l.length}u, ${l.rows}u);
  ${code.before}
  for (var row = firstRow + lane; row < endRow; row += ${l.deep}u) {
    let at = row * ${l.columns}u + column;
    ${code.perRow}
  }
  ${code.after}
}`;
}
