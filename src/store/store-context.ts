/** What every group of actions is given: the store, the worker, and what the page lends. */
import type { StoreApi } from 'zustand/vanilla';
import type { StudioClient } from '../worker/client.ts';
import type { Connection } from './connection.ts';
import type { LossHistory } from './loss-history.ts';
import type { Session } from './session-state.ts';

export interface StudioPorts {
  /** Starts a worker; again, should one end by itself. */
  readonly startClient: () => StudioClient;
  /** Hands a file to the visitor. */
  readonly save: (blob: Blob, name: string) => void;
  /** Milliseconds of a clock that only goes forward; another one in tests. */
  readonly now?: () => number;
  /** Absent or null where the browser has none. */
  readonly pickFolder?: (() => Promise<FileSystemDirectoryHandle>) | null;
}

export interface StoreContext {
  readonly store: StoreApi<Session>;
  readonly connection: Connection;
  readonly losses: LossHistory;
  readonly now: () => number;
  readonly save: StudioPorts['save'];
  readonly pickFolder: (() => Promise<FileSystemDirectoryHandle>) | null;
  /** Back to the beginning, apart from what is known of the computer. */
  readonly forget: () => void;
}
