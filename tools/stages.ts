/** Programs run side by side: each line that one prints comes with its name in front, and two lanes keep two cores busy. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export interface Stage {
  readonly name: string;
  /** What it counted. A stage that cannot be run rejects. */
  readonly run: (say: (line: string) => void) => Promise<Counts>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and says what it prints, line by line. True where its exit code is 0. */
export async function runCommand(
  { file, args, cwd, env = {} }: Command,
  say: (line: string) => void,
): Promise<boolean> {
  const child = spawn(file, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  const read = async (stream: Readable): Promise<void> => {
    for await (const line of createInterface({ input: stream })) say(line);
  };
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
  const [isGood] = await Promise.all([ended, read(child.stdout), read(child.stderr)]);
  return isGood;
}

/**
 * Runs every lane beside the others, and the stages of a lane one after another; one that fails stops none. The sum of
 * what they counted; a stage that rejects is one failure.
 */
export async function runLanes(
  lanes: readonly (readonly Stage[])[],
  print: (line: string) => void,
  now: () => number = () => performance.now(),
): Promise<Counts> {
  const width = Math.max(0, ...lanes.flat().map(({ name }) => name.length));
  let passed = 0;
  let failed = 0;
  const runStage = async ({ name, run }: Stage): Promise<void> => {
    const say = (line: string): void => print(`${name.padEnd(width)} | ${line}`);
    const start = now();
    let counts: Counts;
    try {
      counts = await run(say);
    } catch (error) {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      counts = { passed: 0, failed: 1 };
    }
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((now() - start) / 1000).toFixed(1);
    say(`${counts.failed === 0 ? 'ok' : 'FAIL'}, ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  };
  const runLane = async (stages: readonly Stage[]): Promise<void> => {
    for (const stage of stages) await runStage(stage);
  };
  await Promise.all(lanes.map(runLane));
  return { passed, failed };
}
