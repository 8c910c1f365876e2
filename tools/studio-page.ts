/**
 * The page with the app, driven without a person: the calls of `src/app/automation.ts`, with files in and out. The page may be
 * of another build of ours, so what comes back is not checked against this build's types here.
 */
import { readFileSync } from 'node:fs';
import type { ElementHandle, Page } from 'playwright';
import type { Automation, AutomationResult } from '../src/app/automation.ts';
import { AppError } from '../src/core/app-error.ts';
import type { DataReport } from '../src/core/data-report.ts';
import type { PairsRequest } from '../src/core/pairs-request.ts';
import type { BackendChoice } from '../src/core/run-config.ts';
import type { ArchivesProgress, CommandInput, CommandName, ModelView, TrainOutcome } from '../src/worker/protocol.ts';

declare const window: { ecgPairStudio?: Automation };

type SaveCommand = Parameters<Automation['save']>[0];
type RunCommand = Parameters<Automation['run']>[0];

function unwrap<T>(result: AutomationResult<T>): T {
  if (result.ok) return result.output;
  throw AppError.fromData(result.error);
}

export class StudioPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the app at `url`, and resolves when it can be driven. */
  static async open(page: Page, url: string): Promise<StudioPage> {
    await page.goto(url);
    await page.waitForFunction(() => window.ecgPairStudio !== undefined, undefined, { timeout: 60_000 });
    return new StudioPage(page);
  }

  async run<N extends RunCommand>(name: N, input: CommandInput<N>): Promise<unknown> {
    const answer = await this.#page.evaluate(
      async ([command, value]) => window.ecgPairStudio?.run(command as never, value as never),
      [name, input] as const,
    );
    return unwrap(answer as AutomationResult<unknown>);
  }

  /** Opens a model to make pairs from. */
  async openModel(path: string, backend: BackendChoice): Promise<ModelView> {
    const input = await this.#chooseFiles(path, false);
    const answer = await input.evaluate(
      async (element, choice) => window.ecgPairStudio?.openModel(element, choice),
      backend,
    );
    return unwrap(answer as AutomationResult<ModelView>);
  }

  /** Trains a saved model on, with the patients that are loaded. */
  async resumeModel(path: string, how: { epochs: number | null; backend: BackendChoice }): Promise<TrainOutcome> {
    const input = await this.#chooseFiles(path, false);
    const answer = await input.evaluate(
      async (element, value) => window.ecgPairStudio?.resumeModel(element, value),
      how,
    );
    return unwrap(answer as AutomationResult<TrainOutcome>);
  }

  async addFiles(paths: string | string[], isFolder: boolean): Promise<DataReport> {
    const input = await this.#chooseFiles(paths, isFolder);
    const answer = await input.evaluate(async (element) => window.ecgPairStudio?.addFiles(element));
    await input.evaluate((element) => element.remove());
    return unwrap(answer as AutomationResult<DataReport>);
  }

  async #chooseFiles(paths: string | string[], isFolder: boolean): Promise<ElementHandle<HTMLInputElement>> {
    const input = await this.#page.evaluateHandle((folder) => {
      const element = document.createElement('input');
      element.type = 'file';
      element.multiple = true;
      element.webkitdirectory = folder;
      document.body.append(element);
      return element;
    }, isFolder);
    await input.setInputFiles(paths, { timeout: 0 });
    return input;
  }

  async exportArchives(request: PairsRequest): Promise<ArchivesProgress> {
    const answer = await this.#page.evaluate(async (value) => window.ecgPairStudio?.exportArchives(value), request);
    return unwrap(answer as AutomationResult<ArchivesProgress>);
  }

  async save<N extends SaveCommand>(name: N, input: CommandInput<N & CommandName>, path: string): Promise<void> {
    await (await this.#download(name, input)).saveAs(path);
  }

  /** What `save` would write. */
  async bytes<N extends SaveCommand>(name: N, input: CommandInput<N & CommandName>): Promise<Buffer> {
    return readFileSync(await (await this.#download(name, input)).path());
  }

  async #download(name: SaveCommand, input: unknown) {
    const started = this.#page.waitForEvent('download', { timeout: 0 });
    // If the command fails there is no download to wait for.
    started.catch(() => undefined);
    const answer = await this.#page.evaluate(
      async ([command, value]) => window.ecgPairStudio?.save(command as never, value as never, 'file'),
      [name, input] as const,
    );
    unwrap(answer as AutomationResult<null>);
    return started;
  }
}
