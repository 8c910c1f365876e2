/** Samples that stand in a text in base 64. */
import { RecordFault } from '../record-fault.ts';

export function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text.replaceAll(/\s+/gu, '')), (c) => c.charCodeAt(0));
  } catch (error) {
    throw new RecordFault('record-broken', error);
  }
}

/** 16 bits each, the lower byte first; −2¹⁵ was not measured. */
export function int16Samples(bytes: Uint8Array, scale: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length >> 1 }, (_, i) => {
    const value = view.getInt16(2 * i, true);
    return value === -(2 ** 15) ? Number.NaN : value * scale;
  });
}
