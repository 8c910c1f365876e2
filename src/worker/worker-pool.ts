/**
 * Several workers of one kind that share the work: one task at a time each, the next to whoever is free. A worker that
 * breaks costs the task it had; another takes its place. Nothing waits here but tasks: whoever gives them out bounds them.
 */
import { AbortError } from '../core/app-error.ts';
import { workerError } from './blob-worker.ts';

/** The part of `Worker` that is used, so that tests can stand in for it. */
export interface PoolWorker {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What a worker answers to a task: one message. */
export type PoolAnswer<Output> = { readonly output: Output } | { readonly error: string };

interface Task<Input, Output> {
  readonly input: Input;
  readonly transfer: Transferable[];
  readonly resolve: (output: Output) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerPool<Input, Output> {
  readonly #start: () => PoolWorker;
  readonly #size: number;
  readonly #workers = new Map<PoolWorker, Task<Input, Output> | null>();
  #waiting: Task<Input, Output>[] = [];
  #isClosed = false;

  /** Workers are started when there is work for them, `size` at most. */
  constructor(start: () => PoolWorker, size: number) {
    this.#start = start;
    this.#size = size;
  }

  /** Rejects with what the worker answered, when the worker broke, or with `AbortError` when the pool is closed. */
  run(input: Input, transfer: Transferable[] = []): Promise<Output> {
    if (this.#isClosed) return Promise.reject(new AbortError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, transfer, resolve, reject });
      this.#next();
    });
  }

  /** Ends all workers at once. */
  close(): void {
    this.#isClosed = true;
    const open = [...this.#waiting, ...this.#workers.values()];
    this.#waiting = [];
    for (const worker of this.#workers.keys()) worker.terminate();
    this.#workers.clear();
    for (const task of open) task?.reject(new AbortError());
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = [...this.#workers].find(([, task]) => task === null)?.[0] ?? this.#startOne();
    const task = worker === null ? undefined : this.#waiting.shift();
    if (worker === null || task === undefined) return;
    this.#workers.set(worker, task);
    worker.postMessage(task.input, task.transfer);
  }

  #startOne(): PoolWorker | null {
    if (this.#workers.size >= this.#size) return null;
    const worker = this.#start();
    worker.onmessage = (event: MessageEvent<PoolAnswer<Output>>) => {
      const task = this.#workers.get(worker);
      this.#workers.set(worker, null);
      if ('output' in event.data) task?.resolve(event.data.output);
      else task?.reject(new Error(event.data.error));
      this.#next();
    };
    worker.onerror = (event) => {
      const task = this.#workers.get(worker);
      this.#workers.delete(worker);
      worker.terminate();
      void workerError(event).then((error) => task?.reject(error));
      this.#next();
    };
    this.#workers.set(worker, null);
    return worker;
  }
}
