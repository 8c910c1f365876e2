/** Progress of one long piece of work, as sent to the page. */
export interface Progress {
  readonly stage:
    'reading' | 'decoding' | 'drawing-demo' | 'building' | 'measuring' | 'sampling' | 'comparing' | 'packing';
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: Progress) => void;
