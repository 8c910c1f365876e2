/** One detector of synthetic pictures or pairs, as a piece of work that can be done elsewhere. */
import type { Sides } from '../../../core/report/comparison.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import { type Detected, detectSynthetic } from './detectors.ts';
import type { NetworkWork } from './networks.ts';
import type { PairSet } from './pair-set.ts';
import { inkOnly } from './sheet-runs.ts';

export interface DetectorJob {
  /** `ink`: pictures as bare traces, on the paper of the real ones. */
  readonly shown: 'images' | 'ink' | 'pairs';
  readonly schema: TableSchema;
  readonly sides: Sides<PairSet>;
  readonly seed: number;
  readonly efforts: NetworkWork['efforts'];
}

/** What a worker that does a job says. */
export type FromDetector = { readonly fraction: number } | { readonly detected: Detected } | { readonly error: string };

export function runDetector(
  { shown, schema, sides, seed, efforts }: DetectorJob,
  work: Pick<NetworkWork, 'kernels' | 'signal' | 'onFraction'>,
): Promise<Detected> {
  const own = { ...work, seed, efforts };
  return shown === 'ink'
    ? detectSynthetic('images', schema, inkOnly(sides), own)
    : detectSynthetic(shown, schema, sides, own);
}
