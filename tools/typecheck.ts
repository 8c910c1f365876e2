/** Checks every TypeScript project: one per folder, because each may use other library types (see tsconfig.json). */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './site.ts';
import { runCommand } from './stages.ts';

const folders = [...readdirSync(join(ROOT, 'src')).map((f) => join('src', f)), 'tools', 'e2e'];
const projects = folders.filter((f) => existsSync(join(ROOT, f, 'tsconfig.json')));
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

let failed = 0;
async function check(project: string): Promise<void> {
  // Several checkers in one small project do much of the work twice, and a program that ends at once needs no garbage collected.
  const args = [tsc, '-p', join(ROOT, project), '--checkers', '1'];
  const env = { GOGC: 'off' };
  const lines: string[] = [];
  if (await runCommand({ file: process.execPath, args, cwd: ROOT, env }, (line) => lines.push(line))) return;
  failed += 1;
  console.error([...lines, `types: ${project} failed`].join('\n'));
}

const waiting = [...projects];
async function checkNext(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) await check(project);
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), projects.length) }, checkNext));
console.log(`types: ${projects.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
