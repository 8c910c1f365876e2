/** The bytes of a text file, UTF-8. Pure code has no TextEncoder; encodeURIComponent is UTF-8 by definition. */
import { joinBytes } from './join-bytes.ts';

/** Most of what is written; null where it is not. */
function ascii(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return null;
    bytes[i] = code;
  }
  return bytes;
}

function utf8(text: string): Uint8Array {
  const plain = ascii(text);
  if (plain !== null) return plain;
  const bytes: number[] = [];
  const encoded = encodeURIComponent(text);
  for (let i = 0; i < encoded.length; i++) {
    if (encoded[i] === '%') {
      bytes.push(Number.parseInt(encoded.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      bytes.push(encoded.charCodeAt(i));
    }
  }
  return Uint8Array.from(bytes);
}

export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  // In slices that do not cut a surrogate pair, so that the intermediate string stays small.
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + 8192);
    const code = text.charCodeAt(end - 1);
    if (end < text.length && code >= 0xd800 && code < 0xdc00) end -= 1;
    parts.push(utf8(text.slice(start, end)));
    start = end;
  }
  return joinBytes(parts);
}
