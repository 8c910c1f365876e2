/**
 * `npm run bench -- --records N [--json]`, in Node: ECG files of each format read, drawn and reduced, N of each. Built first, as the app is: Node
 * cannot name what some packages export.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { RecordRate } from './record-rates.ts';
import { ROOT } from './site.ts';

interface Program {
  readonly recordRates: (count: number) => Promise<RecordRate[]>;
}

export async function benchRecords(argv: readonly string[]): Promise<void> {
  const count = Number(argv[argv.indexOf('--records') + 1]);
  if (!(Number.isInteger(count) && count > 0)) throw new Error('--records needs how many of each format, 1 or more');
  const folder = mkdtempSync(join(tmpdir(), 'bench-records-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: { ssr: join(ROOT, 'tools', 'record-rates.ts'), outDir: folder, target: 'es2023' },
    });
    const { recordRates } = (await import(pathToFileURL(join(folder, 'record-rates.js')).href)) as Program;
    const rates = await recordRates(count);
    if (argv.includes('--json')) for (const rate of rates) console.log(JSON.stringify(rate));
    else {
      for (const { case: name, perSecond, megabytes } of rates)
        console.log(
          `${name.padEnd(24)} ${perSecond.toFixed(0).padStart(6)} a second ${megabytes.toFixed(0).padStart(5)} MB`,
        );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
