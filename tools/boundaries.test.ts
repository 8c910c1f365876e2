import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Imports against the direction: a file, and what it holds. */
const REFUSED: readonly (readonly [file: string, text: string])[] = [
  ['src/core/canary.ts', "export { runIntake } from '../data/intake.ts';\n"],
  ['src/core/canary.ts', "export { add } from '@tensorflow/tfjs-core';\n"],
  ['src/core/canary.ts', "export { fitPca } from '../report/pca.ts';\n"],
  ['src/data/canary.ts', "export { runIntake } from '../intake/intake.ts';\n"],
  ['src/intake/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/intake/pictures/canary.ts', "export { Trainer } from '../../gan/trainer.ts';\n"],
  ['src/data/canary.ts', "export { add } from '@tensorflow/tfjs-core';\n"],
  ['src/rows/canary.ts', "export { runIntake } from '../data/intake.ts';\n"],
  ['src/rows/canary.ts', "export { fitPca } from '../report/pca.ts';\n"],
  ['src/rows/canary.ts', "export { add } from '@tensorflow/tfjs-core';\n"],
  ['src/reader-test/canary.ts', "export { fitPca } from '../report/pca.ts';\n"],
  ['src/report/canary.ts', "export { samplePairs } from '../gan/sampler.ts';\n"],
  ['src/figures/canary.ts', "export { answersOf } from '../answers/answers.ts';\n"],
  ['src/answers/canary.ts', "export { renderReportHtml } from '../report-file/render-report.ts';\n"],
  ['src/answers/canary.ts', "export { fitPca } from '../report/pca.ts';\n"],
  ['src/answers/questions/canary.ts', "export { theme } from '../../ui/theme/theme.ts';\n"],
  ['src/answers/canary.ts', "export { useMemo } from 'react';\n"],
  ['src/report-file/canary.ts', "export { theme } from '../ui/theme/theme.ts';\n"],
  ['src/report/canary.ts', "export { answersOf } from '../answers/answers.ts';\n"],
  ['src/export/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/sheet/canary.ts', "export { makeDemoSet } from '../demo/demo-patients.ts';\n"],
  ['src/sheet/draw/canary.ts', "export { resizeGrey } from '../../intake/pictures/grey-image.ts';\n"],
  ['src/sheet/canary.ts', "export { add } from '@tensorflow/tfjs-core';\n"],
  ['src/sheet/canary.ts', "export { findSheet } from '../straighten/find-sheet.ts';\n"],
  ['src/straighten/canary.ts', "export { resizeGrey } from '../intake/pictures/grey-image.ts';\n"],
  ['src/storage/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/engine/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/engine/canary.ts', "export { Network } from '../nets/run.ts';\n"],
  ['src/nets/canary.ts', "export { paper } from '../recipes/paper/paper.ts';\n"],
  ['src/nets/ops/canary.ts', "export { Trainer } from '../../gan/trainer.ts';\n"],
  ['src/recipes/canary.ts', "export { fitNetwork } from '../predictor/fit-network.ts';\n"],
  ['src/store/canary.ts', "export { TRAIN_STEPS } from '../recipes/training.ts';\n"],
  ['src/gan/canary.ts', "export { runIntake } from '../data/intake.ts';\n"],
  ['src/gan/canary.ts', "export { fitNetwork } from '../predictor/fit-network.ts';\n"],
  ['src/predictor/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/report/canary.ts', "export { fitNetwork } from '../predictor/fit-network.ts';\n"],
  ['src/store/canary.ts', "export { fitNetwork } from '../predictor/fit-network.ts';\n"],
  ['src/ui/canary.ts', "export { Trainer } from '../gan/trainer.ts';\n"],
  ['src/store/canary.ts', "export { add } from '@tensorflow/tfjs-core';\n"],
  ['src/offline/canary.ts', "export { Rng } from '../core/rng.ts';\n"],
];

// Protects the one-way imports: a linter that silently checks nothing would pass every real file too.
describe('an import against the direction is refused', () => {
  /** Files that the linter complained of, with the rule. */
  const found = new Map<string, string>();
  const pathOf = (i: number): string => (REFUSED[i]?.[0] ?? '').replace('canary', `canary-${i}`);
  const ALLOWED = 'src/data/canary-allowed.ts';

  beforeAll(() => {
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    REFUSED.forEach(([, text], i) => write(pathOf(i), text));
    write(ALLOWED, "export { Rng } from '../core/rng.ts';\n");
    // All of them at once: the linter takes longer to start than to read them.
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint');
    const { stdout } = spawnSync(oxlint, ['--deny-warnings', '--format=json', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    for (const { code, filename } of diagnostics) found.set(filename, code);
  });

  it.each(REFUSED.map(([file, text], i) => ({ file, text, path: pathOf(i) })))('$file: $text', ({ path }) => {
    expect(found.get(path)).toContain('no-restricted-imports');
  });

  it('and one along it is not', () => {
    expect(found.has(ALLOWED)).toBe(false);
  });
});

it('a browser global in pure code does not compile', () => {
  const path = join(folder, 'canary.ts');
  writeFileSync(path, 'export const title = document.title;\n');
  const options = { extends: join(root, 'tsconfig.json'), files: [path], compilerOptions: { lib: ['ES2023'] } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  expect(result.stdout).toContain('document');
  expect(result.status).not.toBe(0);
});
