/** PyTorch on the processor as a rival: a process that trains so many steps whenever it is told to (`torch_step.py`). */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { COLUMNS, type Preset, PRESETS } from '../../src/bench/bench-case.ts';

const PROGRAM = fileURLToPath(new URL('torch_step.py', import.meta.url));

/** The Python that has PyTorch; null where none has. */
export function findTorch(): string | null {
  const named = process.env['PYTHON'];
  const candidates = [...(named === undefined ? [] : [named]), 'python3', '/usr/bin/python3', 'python'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0) ?? null;
}

export class TorchRival {
  /** As it calls itself. */
  readonly name: string;
  readonly threads: number;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(name: string, threads: number, process: ChildProcess, lines: AsyncIterator<string>) {
    this.name = name;
    this.threads = threads;
    this.#process = process;
    this.#lines = lines;
  }

  /** Rejects with what Python says where the program does not start. */
  static async start(python: string, preset: Preset, threads: number): Promise<TorchRival> {
    const { size, width, batch } = PRESETS[preset];
    const child = spawn(python, [PROGRAM, ...[size, width, batch, COLUMNS, threads].map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Else threads that wait keep a processor busy that another program could use.
      env: { ...process.env, OMP_NUM_THREADS: String(threads), OMP_WAIT_POLICY: 'PASSIVE' },
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done === true) throw new Error(`${python} ${PROGRAM} ended before it began`);
    return new TorchRival(first.value, threads, child, lines);
  }

  /** Milliseconds a step over so many of them. */
  async train(steps: number): Promise<number> {
    this.#process.stdin?.write(`${steps}\n`);
    const answer = await this.#lines.next();
    const milliseconds = Number(answer.value);
    if (answer.done === true || !(milliseconds > 0)) throw new Error(`${this.name} stopped: ${String(answer.value)}`);
    return milliseconds;
  }

  /** Ends the process. */
  stop(): void {
    this.#process.stdin?.end();
    this.#process.kill();
  }
}
