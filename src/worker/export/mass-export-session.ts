/** One large export at a time: pause, resume, and the wait for whoever takes the archives. */
import { AbortError, AppError } from '../../core/app-error.ts';
import type { PairsRequest } from '../../core/pairs-request.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import { PauseGate } from '../../core/pause-gate.ts';
import { exportManyPairs } from './export-session.ts';
import type { ArchivesProgress, ArchiveEvent } from '../protocol.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { downloadsPlace, folderPlace } from './archive-place.ts';
import { ArchiveSpool } from './archive-spool.ts';

interface Call {
  readonly signal: AbortSignal;
  readonly emit: (event: ArchiveEvent) => void;
  readonly onProgress: OnProgress;
  readonly copyFilter?: () => CandidateFilter;
}

export class MassExportSession {
  #gate: PauseGate | null = null;
  #saved: () => void = () => {};

  get isRunning(): boolean {
    return this.#gate !== null;
  }

  pause(): void {
    this.#gate?.pause();
  }

  resume(): void {
    this.#gate?.resume();
  }

  archiveSaved(): void {
    this.#saved();
  }

  /** Throws `busy` while another one runs. */
  async run(
    model: TrainedModel,
    request: PairsRequest,
    folder: FileSystemDirectoryHandle | null,
    call: Call,
  ): Promise<ArchivesProgress> {
    if (this.isRunning) throw new AppError('busy');
    const gate = new PauseGate(() => performance.now());
    this.#gate = gate;
    const stop = (): void => gate.stop();
    call.signal.addEventListener('abort', stop);
    try {
      const place =
        folder === null
          ? downloadsPlace(await ArchiveSpool.open(), (name, file) => this.#handOver(name, file, call))
          : folderPlace(folder);
      return await exportManyPairs(model, request, place, {
        ...call,
        pass: gate.pass,
        onArchives: (progress) => call.emit({ kind: 'archives', progress }),
      });
    } finally {
      call.signal.removeEventListener('abort', stop);
      this.#gate = null;
    }
  }

  #handOver(name: string, blob: Blob, { signal, emit }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => reject(new AbortError());
      signal.addEventListener('abort', cancel, { once: true });
      this.#saved = () => {
        signal.removeEventListener('abort', cancel);
        resolve();
      };
      emit({ kind: 'archive-made', name, blob });
    });
  }
}
