/** The export benchmark: what is asked of the browser, and what it answers. */
import type { BenchBackend, Preset } from './bench-case.ts';

export interface ExportOptions {
  readonly backend: BenchBackend;
  readonly preset: Preset;
  /** Of the wasm backend's kernels; null: as many as the app takes by itself. */
  readonly threads: number | null;
  /** Of the whole export. */
  readonly pairs: number;
  /** Of sampling alone and of JPEG alone. */
  readonly sampleOf: number;
}

export interface ExportRates {
  readonly adapter: string | null;
  /** Of the kernels, and of the workers that write JPEGs and rows. */
  readonly threads: number;
  readonly lanes: number;
  /** Pairs a second: the network alone with its pixels read back, the workers that write JPEGs and rows alone, and both into archives. */
  readonly sampling: number;
  readonly jpeg: number;
  readonly whole: number;
  readonly bytes: number;
}

/** What begins now; processor time is taken at each. The network is measured twice. */
export const EXPORT_PARTS = ['sampling', 'jpeg', 'whole', 'sampling again', 'end'] as const;
export type ExportPart = (typeof EXPORT_PARTS)[number];

export type ExportAnswer =
  | { readonly rates: ExportRates }
  | { readonly archives: number }
  | { readonly begins: ExportPart }
  | { readonly error: string };
