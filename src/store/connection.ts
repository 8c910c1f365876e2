/**
 * The store's line to the worker. A worker that ended by itself is replaced at once, so that the page goes on;
 * the caller is told, because what the worker knew (files, network) is gone and must be given again.
 */
import { AppError } from '../core/app-error.ts';
import type { CommandEvent, CommandInput, CommandName, CommandOutput } from '../worker/protocol.ts';
import type { RunOptions, StudioClient } from '../worker/client.ts';

export class Connection {
  readonly #start: () => StudioClient;
  #client: StudioClient;
  /** Called once for each worker that ended by itself. */
  onCrash: () => void = () => {};

  constructor(start: () => StudioClient) {
    this.#start = start;
    this.#client = start();
  }

  get client(): StudioClient {
    return this.#client;
  }

  async run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    options: RunOptions<CommandEvent<N>> = {},
  ): Promise<CommandOutput<N>> {
    const client = this.#client;
    try {
      return await client.run(name, input, options);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'worker-crashed' && client === this.#client) {
        this.#client = this.#start();
        client.terminate();
        this.onCrash();
      }
      throw thrown;
    }
  }
}
