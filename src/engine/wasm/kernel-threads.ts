/** Our own threads beside the one that trains. */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './kernels.worker.ts?worker&url';
import { absolute } from './absolute-url.ts';
import type { OwnModule } from './own-functions.ts';
import { SharingBalance } from './sharing-balance.ts';
import { type JobKind, MOST_JOBS, publish, takeParts, type ThreadStart, WORD, WORDS } from './shared-work.ts';

/** How often a thread looks whether the others are done before it sleeps. */
const LOOKS = 5000;
/** A page may not sleep; a worker may. */
const canSleep = 'WorkerGlobalScope' in globalThis;

export class KernelThreads {
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * WORDS));
  readonly #workers: readonly Worker[];
  readonly #own: OwnModule;
  readonly #balance = new SharingBalance();
  #job = 0;

  /** `others` beside the one that calls. */
  constructor(others: number, own: OwnModule, shared: Pick<ThreadStart, 'module' | 'memory'>) {
    this.#own = own;
    // From a blob, so that the page's policy binds it.
    const script = `import ${JSON.stringify(absolute(workerUrl))};`;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const start: ThreadStart = { ...shared, control: this.#control };
    this.#workers = Array.from({ length: others }, () => {
      const worker = new Worker(url, { type: 'module', name: 'kernels' });
      worker.postMessage(start);
      return worker;
    });
  }

  /** Threads there are, this one included. */
  get count(): number {
    return this.#workers.length + 1;
  }

  /** Parts that were not computed by this one. */
  get partsOfOthers(): number {
    return Atomics.load(this.#control, WORD.ofOthers);
  }

  /** Whether a kernel should be shared now. */
  isWorthIt(): boolean {
    return this.#balance.isWorthIt();
  }

  /** Runs a job in parts; it is done when this returns, also where no other thread has started yet. */
  run(kind: JobKind, job: number, parts: number): void {
    const control = this.#control;
    const start = performance.now();
    let ownParts = 0;
    this.#job = (this.#job + 1) & MOST_JOBS;
    publish(control, this.#job, { kind, job, parts });
    takeParts(control, this.#own, () => ownParts++);
    const own = performance.now() - start;
    for (let looks = 0; ; looks++) {
      const done = Atomics.load(control, WORD.done);
      if (done >= parts) break;
      if (canSleep && looks > LOOKS) Atomics.wait(control, WORD.done, done);
    }
    this.#balance.note({ parts, ownParts, own, whole: performance.now() - start });
  }

  end(): void {
    for (const worker of this.#workers) worker.terminate();
  }
}
