/**
 * Rounding to a number of digits behind the point, exactly as `toFixed` rounds, without a text in between. Not `Math.round(x * 10 ** d)`,
 * which rounds the product before it is looked at: 1.005 is a little less than itself. Exact products: Dekker, "A floating-point technique
 * for extending the available precision", 1971.
 */

/** From here on whole numbers are no longer exact. */
const INEXACT = 2 ** 53;
const SPLITTER = 2 ** 27 + 1;

/** What is lost of `a * b` in rounding. */
function productError(a: number, b: number): number {
  const highA = SPLITTER * a - (SPLITTER * a - a);
  const highB = SPLITTER * b - (SPLITTER * b - b);
  const lowA = a - highA;
  const lowB = b - highB;
  return lowA * lowB - (a * b - highA * highB - lowA * highB - highA * lowB);
}

/** The number that `value.toFixed(decimals)` says; `decimals` 0 … 15. Never −0. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const size = Math.abs(value);
  const product = size * scale;
  // Of numbers as large as this `toFixed` writes every digit; NaN ends here too.
  if (!(product < INEXACT / 2)) return Number(value.toFixed(decimals)) + 0;
  let whole = Math.floor(product);
  // Both differences are exact.
  const rest = product - whole - 0.5 + productError(size, scale);
  if (rest >= 0) whole += 1;
  // One rounding of an exact fraction, as in reading the text.
  return (value < 0 ? -whole : whole) / scale + 0;
}
