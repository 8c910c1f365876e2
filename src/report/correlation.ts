/** Pearson correlations of many columns. Missing cells (NaN) are left out pair by pair; no variation counts as 0. */

/** True if all cells that are there are equal (or none is). */
export function isConstant(values: Float64Array): boolean {
  let first = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return false;
  }
  return true;
}

/** Centred, of length 1; zeros where constant; null with missing cells. */
function standardised(values: Float64Array): Float64Array | null {
  if (values.some(Number.isNaN)) return null;
  const out = new Float64Array(values.length);
  if (isConstant(values)) return out;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const length = Math.sqrt(squares);
  for (let i = 0; i < values.length; i++) out[i] = ((values[i] ?? 0) - mean) / length;
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Over the rows where both have a value. */
function pearsonOfComplete(a: Float64Array, b: Float64Array): number {
  const isComplete = (_: number, i: number): boolean => !Number.isNaN((a[i] ?? 0) + (b[i] ?? 0));
  const unitA = standardised(a.filter(isComplete));
  const unitB = standardised(b.filter(isComplete));
  return unitA === null || unitB === null ? 0 : dot(unitA, unitB);
}

/** [k, k] row-major. 1 on the diagonal, 0 in the whole row and column of a constant. */
export function correlationMatrix(columns: readonly Float64Array[]): Float64Array {
  const k = columns.length;
  const out = new Float64Array(k * k);
  const ready = columns.map(standardised);
  const constant = columns.map(isConstant);
  for (const [i, a] of columns.entries()) {
    if (constant[i] === true) continue;
    out[i * k + i] = 1;
    for (let j = i + 1; j < k; j++) {
      const b = columns[j];
      if (b === undefined || constant[j] === true) continue;
      const unitA = ready[i];
      const unitB = ready[j];
      const product = unitA && unitB ? dot(unitA, unitB) : pearsonOfComplete(a, b);
      const rho = Math.min(1, Math.max(-1, product));
      out[i * k + j] = rho;
      out[j * k + i] = rho;
    }
  }
  return out;
}

/** Mean over the upper triangle of a symmetric [k, k]; NaN for k < 2. */
export function upperTriangleMean(matrix: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) sum += matrix[i * k + j] ?? 0;
  return k < 2 ? Number.NaN : sum / ((k * (k - 1)) / 2);
}
