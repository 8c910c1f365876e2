import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILDS, compileKernels, kernelsFile } from './build-kernels.ts';

/** Numbers of a module's sections: https://webassembly.github.io/spec/core/binary/modules.html#sections */
const SECTION = { import: 2, memory: 5, data: 11 };

function sectionsOf(binary: Uint8Array): Set<number> {
  const found = new Set<number>();
  let at = 8;
  while (at < binary.length) {
    found.add(binary[at++] ?? 0);
    let size = 0;
    for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
      byte = binary[at++] ?? 0;
      size |= (byte & 127) << shift;
    }
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
    expect(sections).toContain(SECTION.import);
    expect(sections).not.toContain(SECTION.memory);
    expect(sections).not.toContain(SECTION.data);
    expect(WebAssembly.Module.imports(await WebAssembly.compile(kept))).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  },
);
