/**
 * tfjs has one current backend for the whole worker, and kernels of another one fail while it is. So whoever computes
 * holds its backend: work on the same backend may overlap, work on another waits until nobody holds it any more.
 */
import type { BackendName } from '../core/run-config.ts';

/** To be called once, when the work is done. */
export type Release = () => void;

interface Waiting {
  readonly name: BackendName;
  readonly go: () => void;
}

export class BackendTurns {
  #held: BackendName | null = null;
  #holders = 0;
  #waiting: Waiting[] = [];

  /** Resolves when no other backend is held. Those who wait are served in their order. */
  async hold(name: BackendName): Promise<Release> {
    if (this.#holders > 0 && this.#held !== name) {
      await new Promise<void>((go) => {
        this.#waiting.push({ name, go });
      });
    } else {
      this.#take(name);
    }
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#next();
    };
  }

  #take(name: BackendName): void {
    this.#held = name;
    this.#holders += 1;
  }

  /** The first that waits, and all others that wait for the same backend. */
  #next(): void {
    const name = this.#waiting[0]?.name;
    const served = this.#waiting.filter((waiting) => waiting.name === name);
    this.#waiting = this.#waiting.filter((waiting) => waiting.name !== name);
    for (const waiting of served) {
      this.#take(waiting.name);
      waiting.go();
    }
  }
}
