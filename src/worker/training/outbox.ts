/** Batches the numbers of a training on their way to the page: a few messages a second, however fast the steps are. */
import type { EpochLog } from '../../core/epoch-log.ts';
import type { TrainEvent } from '../protocol.ts';

/** Least time between two grids, and between two batches of numbers. */
const EVENT_INTERVAL_MS = 250;

export class Outbox {
  readonly #emit: (event: TrainEvent) => void;
  readonly #last = new Map<'step' | 'epochs' | 'grid', number>();
  #epochs: EpochLog[] = [];

  constructor(emit: (event: TrainEvent) => void) {
    this.#emit = emit;
  }

  /** True, and the clock starts again, if the last one of this kind is long enough ago. */
  isDue(kind: 'step' | 'epochs' | 'grid'): boolean {
    const now = performance.now();
    if (now - (this.#last.get(kind) ?? Number.NEGATIVE_INFINITY) < EVENT_INTERVAL_MS) return false;
    this.#last.set(kind, now);
    return true;
  }

  step(epoch: number, step: number, stepsPerEpoch: number, elapsedMs: number): void {
    if (!this.isDue('step')) return;
    this.#emit({ kind: 'train-step', epoch, step, stepsPerEpoch, secondsPerStep: elapsedMs / step / 1000 });
  }

  epoch(log: EpochLog): void {
    this.#epochs.push(log);
    if (this.isDue('epochs')) this.flush();
  }

  flush(): void {
    if (this.#epochs.length === 0) return;
    this.#emit({ kind: 'train-epochs', epochs: this.#epochs });
    this.#epochs = [];
  }
}
