/** What goes to a worker that writes JPEGs, and what comes back. */
export interface JpegTask {
  readonly side: number;
  readonly quality: number;
  /** [count, side, side] greyscale bytes. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** [count]: what each picture says of itself. */
  readonly comments: readonly string[];
}

export interface JpegBatch {
  /** All files one behind another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** [count + 1]: where each begins, and the end. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** Encodes `pixels` with an encoder that overwrites its last result. It is told which of them. */
export function encodeAll(
  encode: (pixels: Uint8Array, place: number) => Uint8Array,
  pixels: Uint8Array,
  perPicture: number,
): JpegBatch {
  const count = pixels.length / perPicture;
  const offsets = new Uint32Array(count + 1);
  let bytes = new Uint8Array(Math.max(1024, pixels.length));
  let length = 0;
  for (let i = 0; i < count; i++) {
    const file = encode(pixels.subarray(i * perPicture, (i + 1) * perPicture), i);
    if (length + file.length > bytes.length) {
      const larger = new Uint8Array(2 * (length + file.length));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(file, length);
    length += file.length;
    offsets[i + 1] = length;
  }
  return { bytes: bytes.slice(0, length), offsets };
}
