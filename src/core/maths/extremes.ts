/** The largest and the smallest of any number of numbers: what `Math.max(...numbers)` is handed has to fit on the stack. */

/** At least `floor`. */
export function largest(numbers: Iterable<number>, floor = Number.NEGATIVE_INFINITY): number {
  let most = floor;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

/** At most `ceiling`. */
export function smallest(numbers: Iterable<number>, ceiling = Number.POSITIVE_INFINITY): number {
  let least = ceiling;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}
