/**
 * Between a sheet's look and the rows whose energy distances are compared: the components of a look beside the row, and every number
 * that is read of a look beside the number itself. On arrays.
 */

export interface KindSizes {
  readonly batch: number;
  /** Components of a look, and the first of them that are compared. */
  readonly components: number;
  readonly compared: number;
  /** Numbers of a row, and how much each counts beside a component. */
  readonly columns: number;
  readonly rowWeight: number;
  /** Numbers that are read. */
  readonly readings: number;
}

export interface KindArrays {
  /** [B, components] */
  readonly look: Float32Array;
  /** [B, columns], standardised. */
  readonly row: Float32Array;
  /** [B, readings] */
  readonly says: Float32Array;
  /** [readings]: which numbers of a row. */
  readonly column: Float32Array;
}

/** `whole` [B, compared + columns] and `beside` [readings, B, 2]. */
export function kindRows(
  { look, row, says, column }: KindArrays,
  { batch, components, compared, columns, rowWeight, readings }: KindSizes,
  { whole, beside }: { readonly whole: Float32Array; readonly beside: Float32Array },
): void {
  for (let b = 0, at = 0; b < batch; b++) {
    for (let k = 0; k < compared; k++, at++) whole[at] = look[b * components + k] ?? 0;
    for (let c = 0; c < columns; c++, at++) whole[at] = rowWeight * (row[b * columns + c] ?? 0);
    for (let g = 0; g < readings; g++) {
      beside[2 * (g * batch + b)] = says[b * readings + g] ?? 0;
      beside[2 * (g * batch + b) + 1] = row[b * columns + (column[g] ?? 0)] ?? 0;
    }
  }
}

/** From the gradients of both distances, each with its weight, to that by the looks; `kernel` [components, readings] reads. */
export function byLook(
  { byWhole, byBeside, kernel }: Readonly<Record<'byWhole' | 'byBeside' | 'kernel', Float32Array>>,
  [ofWhole, ofReadings]: readonly [number, number],
  { batch, components, compared, columns, readings }: KindSizes,
  out: Float32Array,
): void {
  for (let b = 0, at = 0; b < batch; b++) {
    for (let k = 0; k < components; k++, at++) {
      let sum = 0;
      for (let g = 0; g < readings; g++) sum += (kernel[k * readings + g] ?? 0) * (byBeside[2 * (g * batch + b)] ?? 0);
      const direct = k < compared ? (byWhole[b * (compared + columns) + k] ?? 0) : 0;
      out[at] = ofWhole * direct + ofReadings * sum;
    }
  }
}
