/** The part of gifenc 1.0.3 that is used; it brings no types. */
declare module 'gifenc' {
  export interface GifFrameOptions {
    /** RGB triples; the first frame's is the whole file's. */
    readonly palette?: readonly (readonly [number, number, number])[];
    /** Milliseconds; a GIF counts in hundredths of a second. */
    readonly delay?: number;
    /** 0: for ever. */
    readonly repeat?: number;
  }
  export interface GifStream {
    /** `index`: a palette entry a pixel, row by row. */
    writeFrame(index: Uint8Array, width: number, height: number, options?: GifFrameOptions): void;
    finish(): void;
    /** A copy of what was written since the last `reset`. */
    bytes(): Uint8Array<ArrayBuffer>;
  }
  export function GIFEncoder(options?: { readonly auto?: boolean; readonly initialCapacity?: number }): GifStream;
}
