/** What is kept of trainings on this computer, as the page sees it. No weights, no patients: only what a list shows. */
import type { StorageFault } from './error-params.ts';
import type { DataSettings } from './data-report.ts';
import type { BackendName, RunConfig } from './run-config.ts';

/** What a visitor allows to be kept in the browser's storage. */
export interface Keeping {
  /** Weights, optimizer state and losses of a training, so that it can go on after the tab was closed. */
  readonly runs: boolean;
  /** The prepared patients too: pictures and encoded rows, without names and ids. */
  readonly patients: boolean;
}

export const DEFAULT_KEEPING: Keeping = { runs: true, patients: false };

/** Something that interrupted a training, and what was done. */
export interface RunIncident {
  readonly kind: 'device-lost' | 'out-of-memory' | 'not-finite';
  /** Epoch under way when it happened. */
  readonly epoch: number;
  /** Last finished epoch of the state that was gone back to. */
  readonly backTo: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface KeptRun {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly savedAt: number;
  readonly config: RunConfig;
  readonly backend: BackendName;
  /** Last finished epoch. */
  readonly epoch: number;
  /** Steps done, those of the epoch under way included. */
  readonly steps: number;
  /** All epochs are done. */
  readonly isComplete: boolean;
  readonly patients: number;
  /** As in `PairCounts`. */
  readonly persons?: number;
  readonly source: 'files' | 'demo';
  /** How the patients were drawn, where they are simulated. */
  readonly demo: { readonly count: number; readonly seed: number } | null;
  /** How the patients were prepared; names no file. */
  readonly settings: DataSettings;
  /** Tables are read now as they were when its patients were prepared. */
  readonly isReadAlike: boolean;
  /** Bytes of its checkpoints. */
  readonly bytes: number;
  /** Bytes of its prepared patients; null when they are not kept. */
  readonly patientBytes: number | null;
  /** A tab is training it now, this one included. */
  readonly isInUse: boolean;
}

export interface KeptState {
  /** Newest first. */
  readonly runs: readonly KeptRun[];
  readonly keeping: Keeping;
  /** Bytes this site may still write; null where the browser does not say. */
  readonly freeBytes: number | null;
  /** Why nothing can be kept here; null where it can. */
  readonly unavailable: StorageFault | null;
}

/** A checkpoint was written, or not. */
export type SaveNote =
  | {
      readonly kind: 'saved';
      readonly epoch: number;
      readonly steps: number;
      readonly bytes: number;
      readonly at: number;
    }
  /** Training goes on without it. */
  | { readonly kind: 'not-saved'; readonly reason: 'disk-full' | 'failed'; readonly detail: string };
