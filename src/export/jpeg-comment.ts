/**
 * A synthetic picture says so itself, wherever it ends up: a comment segment (COM, 0xFFFE; ITU T.81 B.2.4.5) with the program
 * and the pair's number. Viewers and catalogues show it; nothing else of the file changes.
 */
import { textBytes } from '../core/text-bytes.ts';

/** `index` is the pair's 0-based number across archives; the picture is named one more. */
export function syntheticComment(appVersion: string, index: number): string {
  return `SYNTHETIC ECG of nobody, never for decisions about a person. ECG Pair Studio ${appVersion}, pair ${index + 1}`;
}

/** The file with a comment behind its JFIF header, which must come first. `text`: ASCII, at most 65,533 characters. */
export function withComment(jpeg: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const words = textBytes(text);
  // Start of image, then the marker, length and content of the first segment.
  const at = 4 + (((jpeg[4] ?? 0) << 8) | (jpeg[5] ?? 0));
  const length = words.length + 2;
  const commented = new Uint8Array(jpeg.length + words.length + 4);
  commented.set(jpeg.subarray(0, at));
  commented.set([0xff, 0xfe, length >> 8, length & 255], at);
  commented.set(words, at + 4);
  commented.set(jpeg.subarray(at), at + 4 + words.length);
  return commented;
}
