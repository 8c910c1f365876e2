/** The benchmark's command line, the same for the browser and the Node program, and its words. */
import {
  BENCH_BACKENDS,
  PAGE_PRESETS,
  PRESETS,
  RIVALS,
  type BenchOptions,
  type BenchResult,
  type PageCase,
  type PagePreset,
  type Preset,
  type Rival,
} from './bench-case.ts';

export interface CommandLine {
  /** One for every preset asked for. */
  readonly cases: readonly BenchOptions[];
  /** The same for what is measured through the page. */
  readonly pageCases: readonly PageCase[];
  readonly json: boolean;
  /** Emulated WebGPU even where there is a GPU. */
  readonly software: boolean;
  /** Pictures to read, instead of training steps. */
  readonly pictures: number | null;
  /** Pairs of the export to measure, instead of training steps. */
  readonly exportPairs: number | null;
  /** Rows of the table to read, instead of training steps. */
  readonly tableRows: number | null;
  /** Folder of another build of ours to measure beside this one, instead of stock TensorFlow.js. */
  readonly against: string | null;
  /** Another program to measure beside the built app, instead of stock TensorFlow.js. */
  readonly rival: Rival | null;
  /** Where to write the program for Node, instead of measuring. */
  readonly bundle: string | null;
}

export const USAGE = `Options:
  --backend webgpu|webgl|wasm|cpu   default webgpu
  --preset compact|half|paper       default compact; may be repeated; with --against also modern (64 px, batch 16)
  --repeats N                       rounds to take the median of, default 5
  --no-stock                        only ours
  --threads N                       of the wasm backend, default 1; with --export as many as the app takes
  --profile                         milliseconds by kernel too (wasm, cpu)
  --software                        emulated WebGPU even where there is a GPU
  --pictures N                      how fast so many pictures of three megapixels are read by the built app instead
  --export PAIRS                    how fast pairs are made instead: the network alone, the workers that write JPEGs and rows alone, both into
                                    archives as downloads, the processor time of each, and the browser's memory after each archive
  --table ROWS                      how fast a table of so many rows and 40 columns is read instead, in Node
  --against DIST                    another build of ours (a folder with index.html) beside this one instead, in turns, each
                                    through its own page: --preset and --backend, or --table in the browser; the ratio
                                    is ours / theirs, the median over --repeats rounds
  --rival torch                     PyTorch on the processor beside the built app instead, in turns, with one thread and with two:
                                    any python3 with torch (or that of the variable PYTHON); left out where there is none
  --records N                       how fast ECG files of each format are read and drawn instead, N of each, in Node
  --rows                            the row model instead: figures beside a copula's, or (--speed) times; tools/bench-rows.ts
  --json                            one line of JSON per case, nothing else
  --bundle FILE                     write the WebGPU benchmark as one module for Node with the package webgpu`;

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new Error(`${name} ${value}: expected ${allowed.join(', ')}`);
  return found;
}

function positive(name: string, value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 1) throw new Error(`${name} ${value}: expected a whole number from 1`);
  return n;
}

/** Throws an error with one line that says what is wrong. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const presetNames = Object.keys(PAGE_PRESETS) as PagePreset[];
  const presets: PagePreset[] = [];
  let backend: BenchOptions['backend'] = 'webgpu';
  let repeats = 5;
  let threads = 1;
  let pictures: number | null = null;
  let bundle: string | null = null;
  let against: string | null = null;
  let rival: Rival | null = null;
  let exportPairs: number | null = null;
  let tableRows: number | null = null;
  const flags = new Set<string>();
  const rest = [...argv];
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const value = (): string => {
      const next = rest.shift();
      if (next === undefined) throw new Error(`${name} needs a value`);
      return next;
    };
    switch (name) {
      case '--backend':
        backend = oneOf(name, value(), BENCH_BACKENDS);
        break;
      case '--preset':
        presets.push(oneOf(name, value(), presetNames));
        break;
      case '--repeats':
        repeats = positive(name, value());
        break;
      case '--threads':
        threads = positive(name, value());
        break;
      case '--against':
        against = value();
        break;
      case '--rival':
        rival = oneOf(name, value(), RIVALS);
        break;
      case '--bundle':
        bundle = value();
        break;
      case '--pictures':
        pictures = positive(name, value());
        break;
      case '--export':
        exportPairs = positive(name, value());
        break;
      case '--table':
        tableRows = positive(name, value());
        break;
      case '--no-stock':
      case '--profile':
      case '--software':
      case '--json':
        flags.add(name);
        break;
      default:
        throw new Error(`Unknown option ${name}\n${USAGE}`);
    }
  }
  const isAlone = bundle !== null || pictures !== null || exportPairs !== null || flags.has('--profile') || threads > 1;
  if (against !== null && (isAlone || rival !== null)) {
    throw new Error('--against goes with --preset, --backend, --table, --repeats, --software and --json only');
  }
  if (rival !== null && (isAlone || tableRows !== null)) {
    throw new Error('--rival goes with --preset, --backend, --repeats, --software and --json only');
  }
  const chosen = presets.length === 0 ? (['compact'] as const) : presets;
  const direct = chosen.filter((preset): preset is Preset => preset in PRESETS);
  if (against === null && direct.length < chosen.length) throw new Error('--preset modern goes with --against only');
  const common = { backend, repeats, threads, stock: !flags.has('--no-stock'), profile: flags.has('--profile') };
  return {
    cases: direct.map((preset) => ({ ...common, preset })),
    pageCases: chosen.map((preset) => ({ backend, repeats, preset })),
    json: flags.has('--json'),
    software: flags.has('--software'),
    pictures,
    against,
    rival,
    bundle,
    exportPairs,
    tableRows,
  };
}

function amount(value: number | null, unit: string, digits = 0): string {
  return value === null ? '–' : `${value.toFixed(digits)} ${unit}`;
}

/** A result for a reader. */
export function describeResult({ line, notes }: BenchResult): string {
  const { stockBackend, ratio } = line;
  const against = stockBackend === null ? '' : `, stock on ${stockBackend} ${amount(line.stockMs, 'ms', 1)}`;
  return [
    `${line.case} on ${line.backend}${line.adapter === null ? '' : ` (${line.adapter})`}`,
    `  ours ${amount(line.oursMs, 'ms a step', 2)}${against}${ratio === null ? '' : `: ${ratio.toFixed(1)} times as fast`}`,
    `  dispatches ${amount(line.dispatches, 'a step')}, uploaded ${amount(line.uploadBytes, 'bytes a step')}, allocated ${amount(line.gpuBytes, 'bytes')}`,
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
