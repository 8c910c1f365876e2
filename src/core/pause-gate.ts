/** Pauses, resumes and stops a loop between two steps. */
import { AbortError } from './app-error.ts';

/**
 * Asked between steps: resolves when the loop may go on, rejects with `AbortError` to end it. `settle` finishes what is
 * under way and says how far the loop has come.
 */
export type Gate<Progress = unknown> = (settle: () => Promise<Progress>) => Promise<void>;

export class PauseGate {
  readonly #now: () => number;
  #paused: { readonly promise: Promise<void>; readonly open: () => void; readonly since: number } | null = null;
  #pausedMs = 0;
  #stopped = false;
  /** Called when the loop has come to rest in a pause, and when it goes on. */
  onRest: (isResting: boolean) => void = () => {};

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The loop is to rest or to end at the next step. */
  get isClosed(): boolean {
    return this.#stopped || this.#paused !== null;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Milliseconds spent in pauses so far. */
  get pausedMs(): number {
    return this.#pausedMs + (this.#paused === null ? 0 : this.#now() - this.#paused.since);
  }

  pause(): void {
    if (this.#paused !== null) return;
    let open = (): void => {};
    const promise = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#paused = { promise, open, since: this.#now() };
  }

  resume(): void {
    if (this.#paused === null) return;
    this.#pausedMs += this.#now() - this.#paused.since;
    this.#paused.open();
    this.#paused = null;
  }

  /** Ends the loop at the next step, also from a pause. */
  stop(): void {
    this.#stopped = true;
    this.resume();
  }

  readonly pass = async (): Promise<void> => {
    if (this.#paused !== null) {
      this.onRest(true);
      await this.#paused.promise;
      this.onRest(false);
    }
    if (this.#stopped) throw new AbortError();
  };
}
