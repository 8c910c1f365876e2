/**
 * Memory that kernels work in besides their tensors, from tfjs's allocator, the only one that may make the memory larger. A block is
 * kept from kernel to kernel: asking for one took as long as a small kernel.
 */
import { allocate, free } from './wasm-heap.ts';

/** Larger blocks are given back at once. */
const KEPT_BYTES = 2 ** 24;
/** Blocks begin, and are asked for, at multiples of so many bytes. */
const [LINE, STEP] = [16, 2 ** 16];

interface Block {
  readonly address: number;
  readonly bytes: number;
}

let kept: Block | null = null;

/** To be called when tfjs's backend, and with it the memory, is another one. */
export function forgetWorkSpace(): void {
  kept = null;
}

/** The next multiple. */
export function upTo(multiple: number, n: number): number {
  return Math.ceil(n / multiple) * multiple;
}

function take(bytes: number): Block {
  if (kept !== null && kept.bytes >= bytes) {
    const block = kept;
    kept = null;
    return block;
  }
  const asked = upTo(STEP, bytes);
  const address = allocate(asked);
  if (address === 0) throw new Error(`There is no memory for ${asked} bytes of work space`);
  return { address, bytes: asked };
}

/** The largest stays. */
function giveBack(block: Block): void {
  if (block.bytes > KEPT_BYTES || (kept !== null && kept.bytes >= block.bytes)) {
    free(block.address);
    return;
  }
  if (kept !== null) free(kept.address);
  kept = block;
}

/** Calls `work` with the addresses of blocks of so many floats each, which are gone afterwards. */
export function withBlocks<T>(sizes: readonly number[], work: (...addresses: readonly number[]) => T): T {
  const lengths = sizes.map((size) => upTo(LINE, 4 * size));
  const block = take(lengths.reduce((sum, length) => sum + length, LINE));
  try {
    let at = upTo(LINE, block.address);
    const addresses = lengths.map((length) => {
      at += length;
      return at - length;
    });
    return work(...addresses);
  } finally {
    giveBack(block);
  }
}
