/**
 * Exports of more than one archive: into a folder, or as downloads one after another. Asked for again with the same settings an
 * export goes on behind its last whole archive; the worker knows which that is.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import type { CohortColumn } from '../core/cohort.ts';
import type { PairsRequest } from '../core/pairs-request.ts';
import type { Texts } from '../i18n/translate.ts';
import { measuredReport } from './measured-report.ts';
import type { ManyPairsState } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface ManyPairsActions {
  /** What a condition on pairs of the network there is can speak of. Rejects with `AppError`. */
  readonly cohortColumns: () => Promise<readonly CohortColumn[]>;
  /** Makes and weighs a few pairs; the newest request counts. */
  readonly estimatePairs: (request: PairsRequest) => Promise<void>;
  /** Asks for a folder where the browser can, then begins, or goes on; with what was measured, in the language of `texts`. */
  readonly exportManyPairs: (request: PairsRequest, texts: Texts) => Promise<void>;
  readonly pauseManyPairs: () => Promise<void>;
  readonly resumeManyPairs: () => Promise<void>;
  /** What is whole stays. */
  readonly cancelManyPairs: () => void;
}

export function manyPairsActions(context: StoreContext): ManyPairsActions {
  const { store, connection, save, pickFolder } = context;
  let exporting: AbortController | null = null;
  let estimating: AbortController | null = null;
  /** The folder of the last export, to go on in without asking again. */
  let last: { readonly key: string; readonly folder: FileSystemDirectoryHandle | null } | null = null;

  const show = (manyPairs: ManyPairsState): void => store.setState({ manyPairs });

  async function folderFor(request: PairsRequest): Promise<FileSystemDirectoryHandle | null> {
    const key = JSON.stringify(request);
    const { manyPairs } = store.getState();
    // After a failure the visitor may want another folder: the disk was full, or the folder gone.
    if (last?.key !== key || manyPairs.status === 'failed') {
      last = { key, folder: pickFolder === null ? null : await pickFolder() };
    }
    return last.folder;
  }

  return {
    cohortColumns: () => connection.run('cohortColumns', null),
    estimatePairs: async (request) => {
      estimating?.abort();
      const mine = new AbortController();
      estimating = mine;
      store.setState({ pairsEstimate: { status: 'measuring' } });
      try {
        const estimate = await connection.run('estimatePairs', request, { signal: mine.signal });
        if (estimating === mine) store.setState({ pairsEstimate: { status: 'ready', estimate } });
      } catch (thrown) {
        if (estimating !== mine) return;
        store.setState({
          pairsEstimate: isAbort(thrown)
            ? { status: 'none' }
            : { status: 'failed', error: AppError.from(thrown).toData() },
        });
      }
    },
    exportManyPairs: async (request, texts) => {
      if (exporting !== null) return;
      const controller = new AbortController();
      exporting = controller;
      let { archives } = store.getState().manyPairs;
      try {
        const folder = await folderFor(request);
        archives = null;
        let progress: Extract<ManyPairsState, { status: 'running' }>['progress'] = null;
        show({ status: 'running', isPaused: false, progress, archives });
        const update = (): void => {
          const { manyPairs } = store.getState();
          const isPaused = manyPairs.status === 'running' && manyPairs.isPaused;
          show({ status: 'running', isPaused, progress, archives });
        };
        const measured = await measuredReport(context, texts, { signal: controller.signal });
        archives = await connection.run(
          'exportArchives',
          { request: { ...request, measured, language: texts.language }, folder },
          {
            signal: controller.signal,
            onEvent: (event) => {
              if (event.kind === 'progress') ({ progress } = event);
              else if (event.kind === 'archives') archives = event.progress;
              else if (event.kind === 'archive-made') {
                save(event.blob, event.name);
                connection.client.archiveSaved();
              }
              update();
            },
          },
        );
        show({ status: 'done', archives, isFolder: folder !== null });
      } catch (thrown) {
        if (isAbort(thrown)) show(archives === null ? { status: 'idle', archives } : { status: 'stopped', archives });
        else show({ status: 'failed', archives, error: AppError.from(thrown).toData() });
      } finally {
        exporting = null;
      }
    },
    pauseManyPairs: async () => {
      const { manyPairs } = store.getState();
      if (manyPairs.status !== 'running') return;
      show({ ...manyPairs, isPaused: true });
      await connection.run('pauseExport', null);
    },
    resumeManyPairs: async () => {
      const { manyPairs } = store.getState();
      if (manyPairs.status !== 'running') return;
      show({ ...manyPairs, isPaused: false });
      await connection.run('resumeExport', null);
    },
    cancelManyPairs: () => exporting?.abort(),
  };
}
