/** EDF begins with the number of its version, 0, BDF with a byte that no text has; the length of the header must agree. */
export function isEdf(head: Uint8Array, text: string): boolean {
  const isBdf = head[0] === 0xff && text.slice(1, 8) === 'BIOSEMI';
  if (!isBdf && text.slice(0, 8) !== '0       ') return false;
  const [length, signals] = [Number(text.slice(184, 192)), Number(text.slice(252, 256))];
  return length === 256 * (signals + 1);
}
