/** Samples that stand in a text as whole numbers between commas. */
import { RecordFault } from '../record-fault.ts';

/** Times `scale`. Throws `record-broken` at anything that is not a number. */
export function listedSamples(text: string, scale: number): Float64Array {
  const numbers = text.split(',').map((one) => one.trim());
  // A comma behind the last.
  if (numbers.at(-1) === '') numbers.pop();
  return Float64Array.from(numbers, (one) => {
    const value = one === '' ? Number.NaN : Number(one);
    if (Number.isNaN(value)) throw new RecordFault('record-broken');
    return value * scale;
  });
}
