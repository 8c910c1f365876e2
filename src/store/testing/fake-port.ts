/** A worker port that a test plays by hand: it records what was sent, and answers when told. */
import type { AppErrorData } from '../../core/app-error.ts';
import type { WorkerPort } from '../../worker/client.ts';
import type {
  CommandEvent,
  CommandInput,
  CommandName,
  CommandOutput,
  FromWorker,
  ToWorker,
} from '../../worker/protocol.ts';

export class FakePort implements WorkerPort {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly sent: ToWorker[] = [];
  isTerminated = false;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** The newest command of this name. */
  command<N extends CommandName>(name: N): { readonly id: number; readonly input: CommandInput<N> } {
    const found = this.sent.findLast((m) => m.type === 'command' && m.name === name);
    if (found?.type !== 'command') throw new Error(`no command ${name} was sent`);
    return { id: found.id, input: found.input as CommandInput<N> };
  }

  count(what: CommandName | 'shown' | 'cancel'): number {
    return this.sent.filter((m) => (m.type === 'command' ? m.name === what : m.type === what)).length;
  }

  async reply<N extends CommandName>(name: N, output: CommandOutput<N>): Promise<void> {
    await this.#deliver({ type: 'reply', id: this.command(name).id, output });
  }

  async fail(name: CommandName, error: AppErrorData | 'aborted'): Promise<void> {
    await this.#deliver({ type: 'failure', id: this.command(name).id, error });
  }

  async event<N extends CommandName>(name: N, event: CommandEvent<N>): Promise<void> {
    await this.#deliver({ type: 'event', id: this.command(name).id, event });
  }

  async crash(): Promise<void> {
    this.onerror?.({ message: 'out of memory' } as ErrorEvent);
    await settle();
  }

  async #deliver(message: FromWorker): Promise<void> {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
    await settle();
  }
}

/** Lets all promises that can go on do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
