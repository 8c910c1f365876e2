/**
 * What this computer can do, and the backend that is running now. `auto` is decided by measuring one real step on every
 * backend that is worth it; the measurements are part of the report.
 */
import { AppError } from '../core/app-error.ts';
import { hasRoom } from '../recipes/memory-room.ts';
import type { BackendInfo, BackendMeasurement, MachineReport } from '../core/machine.ts';
import type { BackendChoice, BackendName, RunConfig } from '../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend, type Survey } from '../engine/backends.ts';
import { BackendTurns, type Release } from '../engine/backend-turns.ts';
import { measureFlops } from '../engine/speed-probe.ts';
import { measureStep } from '../gan/step-probe.ts';

const RESTART_TRIES = 5;
const RESTART_WAIT_MS = 1500;

const now = (): number => performance.now();

/** A backend that is tfjs's current one until it is released. */
export interface BackendLease {
  readonly backend: RunningBackend;
  readonly release: Release;
}

export class MachineSession {
  #survey: Promise<Survey> | null = null;
  #measurements: Promise<readonly BackendMeasurement[]> | null = null;
  /** Backends that looked usable and then failed their measurement. */
  readonly #failed = new Map<BackendName, string>();
  readonly #running = new Map<BackendName, RunningBackend>();
  readonly #flops = new Map<BackendName, number>();
  readonly #turns = new BackendTurns();
  /** Two that start the same backend at once would each open a device. */
  #starting: Promise<unknown> = Promise.resolve();
  readonly #startBackend: typeof startBackend;

  constructor(start: typeof startBackend = startBackend) {
    this.#startBackend = start;
  }

  /** `chosen` is what the choice stands for; its speed is measured if it was not before. */
  async report(choice: BackendChoice): Promise<MachineReport> {
    const chosen = await this.#resolve(choice, () => true);
    const survey = await this.#surveyOnce();
    let flops = this.#flops.get(chosen.name);
    if (flops === undefined) {
      flops = await this.#using(chosen, ({ kernels }) => measureFlops(kernels, now));
      this.#flops.set(chosen.name, flops);
    }
    const measurements = choice === 'auto' ? await this.#measureOnce() : [];
    const usable = survey.usable.filter(({ name }) => !this.#failed.has(name));
    const failed = [...this.#failed].map(([name, reason]) => ({ name, reason }));
    return { usable, unusable: [...survey.unusable, ...failed], chosen, flops, measurements };
  }

  /** Starts the backend to train `config` on, once nobody computes on another. */
  async startFor(config: RunConfig, columns: number): Promise<BackendLease> {
    return this.#lease(await this.#resolve(config.backend, (info) => hasRoom(config, columns, info)));
  }

  /** Computes with a network that lies on `backend`, once nobody computes on another. */
  async withBackend<T>({ info }: RunningBackend, work: () => T | Promise<T>): Promise<T> {
    return this.#using(info, work);
  }

  /**
   * Starts a backend for a run that goes on, to compute as it did before. Throws `backend-unavailable`, after having
   * waited a while: a graphics process that ended comes back in a second or two.
   */
  async startAgain(name: BackendName, tiles: RunningBackend['tiles']): Promise<BackendLease> {
    for (let attempt = 1; ; attempt++) {
      try {
        const lease = await this.#lease(namedBackend(name, await surveyBackends()), tiles);
        // What was found out before the device was lost no longer holds.
        if (attempt > 1) this.#survey = null;
        return lease;
      } catch (error) {
        if (attempt === RESTART_TRIES) throw error;
        await new Promise((resolve) => {
          setTimeout(resolve, RESTART_WAIT_MS);
        });
      }
    }
  }

  /** A named backend is itself. `auto` is the fastest that fits; where nothing fits, the fastest (which then says why). */
  async #resolve(choice: BackendChoice, doesFit: (info: BackendInfo) => boolean): Promise<BackendInfo> {
    const survey = await this.#surveyOnce();
    if (choice !== 'auto') return namedBackend(choice, survey);
    const fastestFirst = (await this.#measureOnce())
      .toSorted((a, b) => a.stepMs - b.stepMs)
      .flatMap(({ name }) => survey.usable.filter((info) => info.name === name));
    const found = fastestFirst.find(doesFit) ?? fastestFirst[0];
    if (found === undefined) throw new AppError('no-backend');
    return found;
  }

  async #lease(info: BackendInfo, tiles?: RunningBackend['tiles']): Promise<BackendLease> {
    const release = await this.#turns.hold(info.name);
    try {
      const started = this.#starting.then(() => this.#startBackend(info, this.#running, tiles));
      this.#starting = started.catch(() => undefined);
      return { backend: await started, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  async #using<T>(info: BackendInfo, work: (backend: RunningBackend) => T | Promise<T>): Promise<T> {
    const { backend, release } = await this.#lease(info);
    try {
      return await work(backend);
    } finally {
      release();
    }
  }

  #surveyOnce(): Promise<Survey> {
    this.#survey ??= surveyBackends();
    return this.#survey;
  }

  #measureOnce(): Promise<readonly BackendMeasurement[]> {
    this.#measurements ??= this.#measure();
    return this.#measurements;
  }

  async #measure(): Promise<BackendMeasurement[]> {
    const { usable } = await this.#surveyOnce();
    // Software graphics run on the same processor as wasm, and slower; plain JavaScript is the last resort.
    const measurements: BackendMeasurement[] = [];
    for (const info of usable.filter(({ isSoftware, name }) => !isSoftware && name !== 'cpu')) {
      measurements.push(...(await this.#tryStep(info)));
    }
    const lastResort = usable.find(({ name }) => name === 'cpu');
    return measurements.length > 0 || lastResort === undefined ? measurements : this.#tryStep(lastResort);
  }

  /** One driver that does not work must not keep the others from being used: it is named with the reason. */
  async #tryStep(info: BackendInfo): Promise<BackendMeasurement[]> {
    try {
      const stepMs = await this.#using(info, async ({ kernels, failure }) => {
        const ms = await measureStep(kernels, now);
        const problem = failure();
        if (problem !== null) throw problem;
        return ms;
      });
      return [{ name: info.name, stepMs }];
    } catch (error) {
      const { code, params, cause } = AppError.from(error);
      this.#failed.set(
        info.name,
        String(params['reason'] ?? params['detail'] ?? (cause instanceof Error ? cause.message : code)),
      );
      return [];
    }
  }
}
