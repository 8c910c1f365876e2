/** Grey bytes ↔ the networks' range: (v − 127.5) / 127.5, and back. */

export function toNetworkRange(bytes: Uint8Array, out: Float32Array, offset: number): void {
  for (let i = 0; i < bytes.length; i++) out[offset + i] = ((bytes[i] ?? 0) - 127.5) / 127.5;
}

/** The nearest grey level; the article truncated, which darkens every picture by half a level. */
export function toBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    bytes[i] = Math.max(0, Math.min(255, Math.round((values[i] ?? 0) * 127.5 + 127.5)));
  }
  return bytes;
}
