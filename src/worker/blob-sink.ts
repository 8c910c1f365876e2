/** Collects a growing file. Chunks are handed to the browser's blob store as they come, which keeps large ones on disk. */
const FLUSH_BYTES = 8 * 2 ** 20;

export class BlobSink {
  readonly #parts: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  /** The sink keeps the chunk: do not change it afterwards. */
  readonly write = (chunk: Uint8Array<ArrayBuffer>): void => {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= FLUSH_BYTES) this.#flush();
  };

  toBlob(type: string): Blob {
    this.#flush();
    return new Blob(this.#parts, { type });
  }

  #flush(): void {
    this.#parts.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#bytes = 0;
  }
}
