/** TIFF 6.0, section 2: the byte order and 42; 43 where places take eight bytes. */
export function isTiff(head: Uint8Array): boolean {
  const order = String.fromCharCode(...head.subarray(0, 2));
  const [low, high] = order === 'II' ? [head[2], head[3]] : [head[3], head[2]];
  return (order === 'II' || order === 'MM') && (low === 42 || low === 43) && high === 0;
}
