/**
 * The app without a person: what `npm run headless` and the browser tests call on the page. It uses the same worker
 * through the same client as the screens do, and adds no ability the screens lack.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import { download } from '../platform/download.ts';
import { pickedFiles } from '../platform/picked-files.ts';
import type { Connection } from '../store/connection.ts';
import type { CommandInput, CommandName, CommandOutput, StudioEvent } from '../worker/protocol.ts';

export type AutomationResult<T> =
  { readonly ok: true; readonly output: T } | { readonly ok: false; readonly error: ReturnType<AppError['toData']> };

type FileCommand = 'exportPairs' | 'exportModel' | 'exportOnnx' | 'gridPng' | 'allGrids';

export interface Automation {
  /** Runs a command whose answer is plain data. Never rejects. */
  run<N extends Exclude<CommandName, FileCommand | 'addFiles' | 'openModel' | 'isModel'>>(
    name: N,
    input: CommandInput<N>,
  ): Promise<AutomationResult<CommandOutput<N>>>;
  /** Adds the files chosen in a file input of the page. */
  addFiles(input: HTMLInputElement): Promise<AutomationResult<CommandOutput<'addFiles'>>>;
  /** Opens the model chosen in a file input of the page. */
  openModel(
    input: HTMLInputElement,
    backend: CommandInput<'openModel'>['backend'],
  ): Promise<AutomationResult<CommandOutput<'openModel'>>>;
  /** Runs a command whose answer is a file, and downloads it as `fileName`. */
  save<N extends FileCommand>(name: N, input: CommandInput<N>, fileName: string): Promise<AutomationResult<null>>;
}

declare global {
  interface Window {
    ecgPairStudio?: Automation;
    /** Set by the program that drives the page, to hear of progress. */
    ecgPairStudioEvent?: (event: StudioEvent) => void;
  }
}

async function settle<T>(work: Promise<T>): Promise<AutomationResult<T>> {
  try {
    return { ok: true, output: await work };
  } catch (error) {
    return {
      ok: false,
      error: (isAbort(error) ? new AppError('unexpected', { detail: 'cancelled' }) : AppError.from(error)).toData(),
    };
  }
}

export function installAutomation(connection: Connection): void {
  const onEvent = (event: StudioEvent): void => {
    // Pictures stay on the page; nobody waits for them to be drawn.
    if (event.kind === 'train-grid') connection.client.shown();
    else window.ecgPairStudioEvent?.(event);
  };
  window.ecgPairStudio = {
    run: (name, input) => settle(connection.run(name, input, { onEvent })),
    addFiles: (input) => settle(connection.run('addFiles', { files: pickedFiles(input.files ?? []) }, { onEvent })),
    openModel: (input, backend) => {
      const [file] = input.files ?? [];
      return settle(
        file === undefined
          ? Promise.reject(new AppError('no-files'))
          : connection.run('openModel', { file, backend }, { onEvent }),
      );
    },
    save: (name, input, fileName) =>
      settle(
        connection.run(name, input, { onEvent }).then((output) => {
          download(output instanceof Blob ? output : output.blob, fileName);
          return null;
        }),
      ),
  };
}
