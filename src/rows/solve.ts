/** Small dense systems. */

/** Solves A x = b for a symmetric positive definite A [k, k], by Cholesky; A and b are overwritten, x is in b. */
export function solveInPlace(a: Float64Array, b: Float64Array): void {
  const k = b.length;
  for (let j = 0; j < k; j++) {
    let diagonal = a[j * k + j] ?? 0;
    for (let s = 0; s < j; s++) diagonal -= (a[j * k + s] ?? 0) ** 2;
    const root = Math.sqrt(Math.max(diagonal, 1e-12));
    a[j * k + j] = root;
    for (let i = j + 1; i < k; i++) {
      let sum = a[i * k + j] ?? 0;
      for (let s = 0; s < j; s++) sum -= (a[i * k + s] ?? 0) * (a[j * k + s] ?? 0);
      a[i * k + j] = sum / root;
    }
  }
  for (let i = 0; i < k; i++) {
    let sum = b[i] ?? 0;
    for (let s = 0; s < i; s++) sum -= (a[i * k + s] ?? 0) * (b[s] ?? 0);
    b[i] = sum / (a[i * k + i] ?? 1);
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let s = i + 1; s < k; s++) sum -= (a[s * k + i] ?? 0) * (b[s] ?? 0);
    b[i] = sum / (a[i * k + i] ?? 1);
  }
}
