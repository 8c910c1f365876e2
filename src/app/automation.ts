/**
 * The app without a person: what `npm run headless` and the browser tests call on the page. It uses the same worker
 * through the same client as the screens do, and adds no ability the screens lack.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import type { PairsRequest } from '../core/pairs-request.ts';
import { download } from '../platform/download.ts';
import { pickedFiles } from '../platform/picked-files.ts';
import type { Connection } from '../store/connection.ts';
import type { CommandInput, CommandName, CommandOutput, StudioEvent } from '../worker/protocol.ts';

export type AutomationResult<T> =
  | { readonly ok: true; readonly output: T }
  | { readonly ok: false; readonly error: ReturnType<AppError['toData']> };

type FileCommand = 'exportPairs' | 'exportModel' | 'exportOnnx' | 'gridPng' | 'allGrids' | 'timeLapse';

export interface Automation {
  /** Runs a command whose answer is plain data. Never rejects. */
  run<
    N extends Exclude<
      CommandName,
      FileCommand | 'addFiles' | 'openModel' | 'isModel' | 'resumeModel' | 'exportArchives'
    >,
  >(
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
  /** Goes on with the training of the model chosen in a file input of the page. */
  resumeModel(
    input: HTMLInputElement,
    how: Omit<CommandInput<'resumeModel'>, 'file'>,
  ): Promise<AutomationResult<CommandOutput<'resumeModel'>>>;
  /** Runs a command whose answer is a file, and downloads it as `fileName`. */
  save<N extends FileCommand>(name: N, input: CommandInput<N>, fileName: string): Promise<AutomationResult<null>>;
  /** Any number of pairs as downloads, one archive after another. */
  exportArchives(request: PairsRequest): Promise<AutomationResult<CommandOutput<'exportArchives'>>>;
}

declare global {
  interface Window {
    ecgPairStudio?: Automation;
    /** Set by the program that drives the page, to hear of progress. */
    ecgPairStudioEvent?: (event: StudioEvent) => void;
    /** As above: the grid of an epoch is there, to be fetched by `gridPng`. */
    ecgPairStudioGrid?: (epoch: number) => void;
    /** Resolves when the program that drives the page has the archive on its disk. */
    ecgPairStudioArchive?: (name: string) => Promise<void>;
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

async function chosen({ files }: HTMLInputElement): Promise<File> {
  const [file] = files ?? [];
  if (file === undefined) throw new AppError('no-files');
  return file;
}

export function installAutomation(connection: Connection): void {
  const onEvent = (event: StudioEvent): void => {
    if (event.kind === 'train-grid') {
      // Pictures stay on the page; nobody waits for them to be drawn.
      connection.client.shown();
      window.ecgPairStudioGrid?.(event.epoch);
    } else {
      window.ecgPairStudioEvent?.(event);
    }
  };
  window.ecgPairStudio = {
    run: (name, input) => settle(connection.run(name, input, { onEvent })),
    addFiles: (input) => settle(connection.run('addFiles', { files: pickedFiles(input.files ?? []) }, { onEvent })),
    openModel: (input, backend) =>
      settle(chosen(input).then((file) => connection.run('openModel', { file, backend }, { onEvent }))),
    resumeModel: (input, how) =>
      settle(chosen(input).then((file) => connection.run('resumeModel', { file, ...how }, { onEvent }))),
    exportArchives: (request) => {
      const take = async (blob: Blob, name: string): Promise<void> => {
        const release = download(blob, name);
        if (window.ecgPairStudioArchive !== undefined) {
          await window.ecgPairStudioArchive(name);
          release();
        }
        connection.client.archiveSaved();
      };
      return settle(
        connection.run(
          'exportArchives',
          { request, folder: null },
          {
            onEvent: (event) => {
              if (event.kind === 'archive-made') void take(event.blob, event.name);
              else onEvent(event);
            },
          },
        ),
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
