/** The studio without its screens: worker, client and store. The page and its automation use the same one. */
import { download } from '../platform/download.ts';
import { folderPicker } from '../platform/pick-folder.ts';
import { startWorker } from '../platform/start-worker.ts';
import { createStudioStore, type StudioStore } from '../store/studio-store.ts';
import { StudioClient } from '../worker/client.ts';

/** Starts the worker, and another one should it end by itself. */
export function createStudio(): StudioStore {
  return createStudioStore({
    startClient: () => new StudioClient(startWorker()),
    save: download,
    pickFolder: folderPicker(),
  });
}
