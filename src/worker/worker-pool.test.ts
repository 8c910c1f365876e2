import { expect, it } from 'vitest';
import { type PoolWorker, WorkerPool } from './worker-pool.ts';

/** Answers when it is told to. */
class FakeWorker implements PoolWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isEnded = false;
  task: number | null = null;

  postMessage(message: unknown): void {
    expect(this.task).toBeNull();
    this.task = Number(message);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(data: unknown): void {
    this.task = null;
    this.onmessage?.({ data } as MessageEvent);
  }
}

function makePool(size: number): { pool: WorkerPool<number, number>; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const start = (): PoolWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  return { pool: new WorkerPool(start, size), workers };
}

it('gives each worker one task at a time, and starts no more than it may', async () => {
  const { pool, workers } = makePool(2);
  const results = [1, 2, 3].map((n) => pool.run(n));
  expect(workers.map(({ task }) => task)).toEqual([1, 2]);
  workers[1]?.answer({ output: 20 });
  expect(workers.map(({ task }) => task)).toEqual([1, 3]);
  workers[0]?.answer({ output: 10 });
  workers[1]?.answer({ output: 30 });
  expect(await Promise.all(results)).toEqual([10, 20, 30]);
});

it('one worker is enough for one task after another', async () => {
  const { pool, workers } = makePool(4);
  for (const n of [1, 2]) {
    const result = pool.run(n);
    workers[0]?.answer({ output: n });
    await result;
  }
  expect(workers).toHaveLength(1);
});

it('a task that fails, and a worker that breaks, cost that task only', async () => {
  const { pool, workers } = makePool(1);
  const [failing, breaking, last] = [pool.run(1), pool.run(2), pool.run(3)];
  workers[0]?.answer({ error: 'damaged' });
  await expect(failing).rejects.toThrow('damaged');
  workers[0]?.onerror?.({ message: 'out of memory' } as ErrorEvent);
  await expect(breaking).rejects.toThrow('out of memory');
  expect(workers[0]?.isEnded).toBe(true);
  workers[1]?.answer({ output: 30 });
  expect(await last).toBe(30);
});

it('closing ends every worker and every task', async () => {
  const { pool, workers } = makePool(1);
  const tasks = [pool.run(1), pool.run(2)];
  pool.close();
  for (const task of tasks) await expect(task).rejects.toMatchObject({ name: 'AbortError' });
  expect(workers[0]?.isEnded).toBe(true);
  await expect(pool.run(3)).rejects.toMatchObject({ name: 'AbortError' });
});
