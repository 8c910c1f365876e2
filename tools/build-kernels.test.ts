import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILDS, compileKernels, JPEG_FILE, jpegSource, kernelsFile } from './build-kernels.ts';

/** Numbers of a module's sections: https://webassembly.github.io/spec/core/binary/modules.html#sections */
const SECTION = { import: 2, memory: 5, data: 11 };

/** Not by `WebAssembly.Module.imports`: Node 20 knows no relaxed SIMD. */
function sectionsOf(binary: Uint8Array): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  let at = 8;
  while (at < binary.length) {
    const id = binary[at++] ?? 0;
    let size = 0;
    for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
      byte = binary[at++] ?? 0;
      size |= (byte & 127) << shift;
    }
    found.set(id, binary.subarray(at, at + size));
    at += size;
  }
  return found;
}

it.each(Object.entries(BUILDS))(
  '%s is what its source compiles to, and brings no memory of its own',
  async (name, options) => {
    const kept = new Uint8Array(readFileSync(kernelsFile(name)));
    expect(Buffer.compare(kept, await compileKernels(options)), 'run npm run kernels').toBe(0);
    const sections = sectionsOf(kept);
    expect(sections.has(SECTION.memory)).toBe(false);
    expect(sections.has(SECTION.data)).toBe(false);
    // One import: the memory (2), `env.memory`.
    const imports = Buffer.from(sections.get(SECTION.import) ?? []).toString('latin1');
    expect(imports.startsWith('\u0001\u0003env\u0006memory\u0002')).toBe(true);
  },
);

it('the JPEG encoder has what its source compiles to', async () => {
  expect(readFileSync(JPEG_FILE, 'utf8') === (await jpegSource()), 'run npm run kernels').toBe(true);
});
