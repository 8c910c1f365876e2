/** What is measured: presets, options and the line that comes out. */
import type { ImageSize, RunConfig } from '../core/run-config.ts';

export const PRESETS = {
  compact: { size: 64, width: 0.125, batch: 8 },
  half: { size: 128, width: 0.5, batch: 10 },
  paper: { size: 200, width: 1, batch: 10 },
} as const satisfies Record<string, { size: ImageSize; width: number; batch: number }>;

export type Preset = keyof typeof PRESETS;

/** What can be trained through the page of a build: the presets, and recipe `modern`, whose step needs patients. */
export const PAGE_PRESETS = {
  compact: { recipe: 'paper', ...PRESETS.compact },
  half: { recipe: 'paper', ...PRESETS.half },
  paper: { recipe: 'paper', ...PRESETS.paper },
  modern: { recipe: 'modern', size: 64, width: 1, batch: 16 },
} as const satisfies Record<string, Pick<RunConfig, 'recipe' | 'size' | 'width' | 'batch'>>;

export type PagePreset = keyof typeof PAGE_PRESETS;

/** Length of an encoded row: that of the published table. */
export const COLUMNS = 35;

export const BENCH_BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export type BenchBackend = (typeof BENCH_BACKENDS)[number];

export interface BenchOptions {
  readonly backend: BenchBackend;
  readonly preset: Preset;
  readonly repeats: number;
  /** Also measure the straightforward tf.layers program. */
  readonly stock: boolean;
  /** Threads of the wasm backend. */
  readonly threads: number;
  /** Also say how long each kernel took (backends that compute at once: wasm and cpu). */
  readonly profile: boolean;
}

/** A case measured through the page of a build. */
export interface PageCase {
  readonly backend: BenchBackend;
  readonly preset: PagePreset;
  readonly repeats: number;
}

/** Programs that are no build of ours. */
export const RIVALS = ['torch'] as const;

export type Rival = (typeof RIVALS)[number];

/** One measured case; null where a key does not apply. */
export interface BenchLine {
  readonly case: Preset;
  readonly backend: BenchBackend;
  readonly adapter: string | null;
  /** Median milliseconds of a training step. */
  readonly oursMs: number;
  readonly stockMs: number | null;
  readonly stockBackend: BenchBackend | null;
  readonly ratio: number | null;
  /** Of one step of ours. */
  readonly dispatches: number | null;
  readonly uploadBytes: number | null;
  /** Allocated on the GPU after the steps of ours, by everything. */
  readonly gpuBytes: number | null;
}

export interface BenchResult {
  readonly line: BenchLine;
  /** Further findings for a reader. */
  readonly notes: readonly string[];
}

/** What the worker answers. */
export type BenchAnswer = { readonly result: BenchResult } | { readonly error: string };
