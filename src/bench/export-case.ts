/** The export benchmark: what is asked of the browser, and what it answers. */
import type { BenchBackend, Preset } from './bench-case.ts';

export interface ExportOptions {
  readonly backend: BenchBackend;
  readonly preset: Preset;
  /** Of the whole export. */
  readonly pairs: number;
  /** Of sampling alone and of JPEG alone. */
  readonly sampleOf: number;
}

export interface ExportRates {
  readonly adapter: string | null;
  /** Pairs a second: the network alone with its pixels read back, the JPEG workers alone, and both into archives. */
  readonly sampling: number;
  readonly jpeg: number;
  readonly whole: number;
  readonly bytes: number;
}

export type ExportAnswer = { readonly rates: ExportRates } | { readonly archives: number } | { readonly error: string };
