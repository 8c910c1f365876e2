/** Checks every TypeScript project: one per folder, because each may use other library types (see tsconfig.json). */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = [...readdirSync(join(root, 'src')).map((f) => join('src', f)), 'tools', 'e2e'];
const projects = folders.filter((f) => existsSync(join(root, f, 'tsconfig.json')));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

let failed = 0;
for (const project of projects) {
  const result = spawnSync(process.execPath, [tsc, '-p', join(root, project)], { stdio: 'inherit' });
  if (result.status !== 0) {
    failed += 1;
    console.error(`types: ${project} failed`);
  }
}
console.log(`types: ${projects.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
