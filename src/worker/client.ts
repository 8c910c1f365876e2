/**
 * The page's handle on the studio worker: one promise a command, events to listeners, cancel by `AbortSignal`.
 * It knows no React and no store. Rejects with `AppError`, or `AbortError` when cancelled.
 */
import { AppError, AbortError } from '../core/app-error.ts';
import type {
  CommandEvent,
  CommandInput,
  CommandName,
  CommandOutput,
  FromWorker,
  StudioEvent,
  ToWorker,
} from './protocol.ts';

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
  readonly onEvent: ((event: never) => void) | undefined;
  readonly cleanUp: () => void;
}

/** The part of `Worker` that is used, so that tests can stand in for it. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** `onEvent` hears what the command may send, and can wait for nothing else. */
export interface RunOptions<E extends StudioEvent = StudioEvent> {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: E) => void;
}

export class StudioClient {
  readonly #port: WorkerPort;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  constructor(port: WorkerPort) {
    this.#port = port;
    port.onmessage = (event) => this.#receive(event.data);
    port.onerror = (event) => this.#fail(new AppError('worker-crashed', { detail: event.message || 'no message' }));
  }

  /** Sends a command and waits for its one answer. */
  run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    options: RunOptions<CommandEvent<N>> = {},
  ): Promise<CommandOutput<N>> {
    const { signal, onEvent } = options;
    if (signal?.aborted === true) return Promise.reject(new AbortError());
    const id = this.#nextId++;
    return new Promise<CommandOutput<N>>((resolve, reject) => {
      const cancel = (): void => this.#port.postMessage({ type: 'cancel', id });
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, { resolve, reject, onEvent, cleanUp: () => signal?.removeEventListener('abort', cancel) });
      this.#port.postMessage({ type: 'command', id, name, input } as ToWorker);
    });
  }

  /** Tells the worker that the last grid is on the screen, so that the next may come. */
  shown(): void {
    this.#port.postMessage({ type: 'shown' });
  }

  /** Ends a worker that does not answer any more; everything under way rejects with `worker-crashed`. */
  giveUp(detail: string): void {
    this.#port.terminate();
    this.#fail(new AppError('worker-crashed', { detail }));
  }

  /** Tells the worker that the archive it handed over is safe, so that the next may come. */
  archiveSaved(): void {
    this.#port.postMessage({ type: 'saved' });
  }

  /** Ends the worker; everything under way rejects with `AbortError`. */
  terminate(): void {
    this.#port.terminate();
    this.#fail(new AbortError());
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return; // an event that was under way when its command ended
    switch (message.type) {
      case 'event':
        pending.onEvent?.(message.event as never);
        return;
      case 'reply':
        this.#pending.delete(message.id);
        pending.cleanUp();
        pending.resolve(message.output as never);
        return;
      case 'failure':
        this.#pending.delete(message.id);
        pending.cleanUp();
        pending.reject(message.error === 'aborted' ? new AbortError() : AppError.fromData(message.error));
        return;
      default:
        message satisfies never;
    }
  }

  #fail(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of all) {
      pending.cleanUp();
      pending.reject(error);
    }
  }
}
