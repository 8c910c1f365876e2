/** Small dense symmetric systems by Cholesky's factor: one matrix, any number of right sides. */

/** Lower factor of a symmetric positive definite A [k, k], written over its lower triangle. */
export function factorInPlace(a: Float64Array, k: number): void {
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
}

/** Solves A x = b with `factorInPlace`'s factor of A; x is in b. */
export function solveFactored(factor: Float64Array, b: Float64Array): void {
  const k = b.length;
  for (let i = 0; i < k; i++) {
    let sum = b[i] ?? 0;
    for (let s = 0; s < i; s++) sum -= (factor[i * k + s] ?? 0) * (b[s] ?? 0);
    b[i] = sum / (factor[i * k + i] ?? 1);
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let s = i + 1; s < k; s++) sum -= (factor[s * k + i] ?? 0) * (b[s] ?? 0);
    b[i] = sum / (factor[i * k + i] ?? 1);
  }
}

/** Solves A x = b for a symmetric positive definite A [k, k]; A and b are overwritten, x is in b. */
export function solveInPlace(a: Float64Array, b: Float64Array): void {
  factorInPlace(a, b.length);
  solveFactored(a, b);
}
