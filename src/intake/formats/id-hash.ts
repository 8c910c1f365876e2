/**
 * Ids of the patients inside files, in a form that can be compared and not read: a keyed hash of 53 bits, with a key that is drawn
 * anew by every page and never leaves it. Zeros in front, case and blanks do not count, as in `data/file-key`.
 */
import { idText, partsKey } from '../../data/file-key.ts';

/** Two 32-bit numbers. */
export type IdKey = readonly [number, number];

/** Null: nothing that tells one patient from another. */
export function hashId(id: string, [a, b]: IdKey): number | null {
  const text = partsKey(idText(id));
  if (text === '' || /^[0-]+$/u.test(text)) return null;
  let [high, low] = [a | 0, b | 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x85ebca6b);
    low = Math.imul(low ^ code, 0xc2b2ae35);
    high = (high << 13) | (high >>> 19);
    low ^= high >>> 7;
  }
  high = Math.imul(high ^ (low >>> 16), 0x85ebca6b);
  low = Math.imul(low ^ (high >>> 13), 0xc2b2ae35);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
