/** Progress of one long piece of work, as sent to the page. */
import type { EcgComparisonPart } from './report/ecg-comparison.ts';

export interface Progress {
  readonly stage:
    | 'reading'
    | 'decoding'
    | 'drawing-demo'
    | 'preparing'
    | 'building'
    | 'measuring'
    | 'sampling'
    | 'comparing'
    | 'packing';
  readonly done: number;
  readonly total: number;
  /** Of `compareEcgs`: what is being worked on. `done` and `total` are of the whole work. */
  readonly part?: EcgComparisonPart;
}

export type OnProgress = (progress: Progress) => void;
