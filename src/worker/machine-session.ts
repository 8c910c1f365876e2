/** What this computer can do, and the backend that is running now. */
import type { BackendInfo, MachineReport } from '../core/machine.ts';
import type { BackendChoice } from '../core/run-config.ts';
import { resolveBackend, startBackend, surveyBackends, type RunningBackend, type Survey } from '../engine/backends.ts';
import { measureFlops } from '../engine/speed-probe.ts';

export class MachineSession {
  #survey: Promise<Survey> | null = null;
  #running: RunningBackend | null = null;
  readonly #flops = new Map<string, number>();

  async report(choice: BackendChoice): Promise<MachineReport> {
    const survey = await this.#surveyOnce();
    const chosen = resolveBackend(choice, survey);
    let flops = this.#flops.get(chosen.name);
    if (flops === undefined) {
      const { kernels } = await this.start(choice);
      flops = await measureFlops(kernels, () => performance.now());
      this.#flops.set(chosen.name, flops);
    }
    return { ...survey, chosen, flops };
  }

  async resolve(choice: BackendChoice): Promise<BackendInfo> {
    return resolveBackend(choice, await this.#surveyOnce());
  }

  /** Starts the chosen backend unless it is the one running. */
  async start(choice: BackendChoice): Promise<RunningBackend> {
    const info = await this.resolve(choice);
    if (this.#running?.info.name !== info.name) this.#running = await startBackend(info);
    return this.#running;
  }

  #surveyOnce(): Promise<Survey> {
    this.#survey ??= surveyBackends();
    return this.#survey;
  }
}
