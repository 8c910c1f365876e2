/**
 * Names a model by what its pairs are made from: SHA-256 over the SHA-256 of every generator variable in order, and of the
 * recipe's prepared state as a file where it has one.
 */
import { encodeState } from '../recipes/prepared-state.ts';
import type { JointGan } from './joint-gan.ts';
import { tensorBytes } from './training-state.ts';

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Takes one variable at a time, so that a model larger than memory allows twice can still be named. */
export class GeneratorHash {
  #digests = '';

  /** The variables in the order of the plan, each as little-endian f32. */
  async add(values: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#digests += hex(await crypto.subtle.digest('SHA-256', values));
  }

  async digest(): Promise<string> {
    return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(this.#digests)));
  }
}

export async function hashGenerator(gan: JointGan): Promise<string> {
  const hash = new GeneratorHash();
  for (const { value } of gan.generator.parameters.all()) {
    await hash.add(await tensorBytes(value));
  }
  if (gan.state !== null) await hash.add(encodeState(gan.state));
  return hash.digest();
}
