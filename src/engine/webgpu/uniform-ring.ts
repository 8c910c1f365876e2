/**
 * Small uniforms in one buffer of fixed slots, so that a dispatch needs no buffer of its own. Equal contents share a
 * slot, which is the common case: all Adam updates of a step have the same rates.
 *
 * A write happens when it is called, but recorded dispatches read when they are submitted. So before a slot is used
 * again, whatever was recorded with its old content must be submitted: `beforeReuse` does that.
 */

/** Also the alignment a dynamic offset needs. */
const SLOT_BYTES = 256;
const SLOTS = 256;

export class UniformRing {
  readonly buffer: GPUBuffer;
  readonly #queue: GPUQueue;
  readonly #beforeReuse: () => void;
  readonly #slotOf = new Map<string, number>();

  constructor(device: GPUDevice, beforeReuse: () => void) {
    this.#queue = device.queue;
    this.#beforeReuse = beforeReuse;
    this.buffer = device.createBuffer({
      label: 'uniform ring',
      size: SLOT_BYTES * SLOTS,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
  }

  /** Byte offset of a slot that holds `words`. */
  offsetOf(words: Uint32Array<ArrayBuffer>): number {
    const key = words.join();
    const known = this.#slotOf.get(key);
    if (known !== undefined) return known * SLOT_BYTES;
    if (this.#slotOf.size === SLOTS) {
      this.#beforeReuse();
      this.#slotOf.clear();
    }
    const slot = this.#slotOf.size;
    this.#slotOf.set(key, slot);
    this.#queue.writeBuffer(this.buffer, slot * SLOT_BYTES, words);
    return slot * SLOT_BYTES;
  }
}
