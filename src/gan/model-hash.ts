/** Names a model by its weights: SHA-256 over the SHA-256 of every generator variable in order. */
import type { JointGan } from './joint-gan.ts';

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads one variable at a time, so that a model larger than memory allows twice can still be named. */
export async function hashGenerator(gan: JointGan): Promise<string> {
  let digests = '';
  for (const parameter of gan.generator.parameters.all()) {
    const values = await parameter.value.data<'float32'>();
    digests += hex(await crypto.subtle.digest('SHA-256', values as Float32Array<ArrayBuffer>));
  }
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(digests)));
}
