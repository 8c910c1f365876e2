/**
 * `npm run kernels`: compiles `src/assembly` to the WebAssembly files of `src/engine/wasm`, for plain memory and for memory that
 * threads share, each without and with relaxed SIMD (a product and a sum in one instruction), and its `jpeg.ts` to a text in a source file, which
 * is there at once wherever it is imported. They are kept in the repository, so that nothing else needs the compiler; a test compares them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryStream, main } from 'assemblyscript/asc';
import { ROOT } from './site.ts';

const OPTIONS =
  '--runtime stub --use abort= --noAssert --optimizeLevel 3 --enable simd --importMemory --noExportMemory --initialMemory 1 --disableWarning 112'.split(
    ' ',
  );

/** The largest memory is that of tfjs. */
const SHARED = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];
const RELAXED = ['--enable', 'relaxed-simd'];

/** Files in `src/engine/wasm`, and how they are compiled. */
export const BUILDS: Readonly<Record<string, readonly string[]>> = {
  'kernels.wasm': [],
  'kernels-shared.wasm': SHARED,
  'kernels-relaxed.wasm': RELAXED,
  'kernels-relaxed-shared.wasm': [...RELAXED, ...SHARED],
};

export const kernelsFile = (name: string): string => join(ROOT, 'src', 'engine', 'wasm', name);

/** Rejects with the compiler's words where the source is wrong. */
export async function compileKernels(options: readonly string[], entry = 'index.ts'): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const words = createMemoryStream();
  const { error } = await main([join('src', 'assembly', entry), ...OPTIONS, ...options, '-o', 'out'], {
    stderr: words,
    writeFile: (_, contents) => {
      binary = contents as Uint8Array;
    },
  });
  if (error !== null || binary === null) throw new Error(words.toString());
  return binary;
}

export const JPEG_FILE = join(ROOT, 'src', 'export', 'jpeg-module.ts');

/** The source file that holds the JPEG encoder's module. */
export async function jpegSource(): Promise<string> {
  const text = Buffer.from(await compileKernels([], 'jpeg.ts')).toString('hex');
  return `/** Written by \`npm run kernels\`: \`src/assembly/jpeg.ts\` as WebAssembly, two hexadecimal digits a byte. */
export const JPEG_MODULE =
  '${text}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, options] of Object.entries(BUILDS)) writeFileSync(kernelsFile(name), await compileKernels(options));
  writeFileSync(JPEG_FILE, await jpegSource());
}
