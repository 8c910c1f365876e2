/** Synthetic pairs asked for, and what making them is expected to take. */

export interface PairsRequest {
  /** Pairs that go into the archives. */
  readonly pairs: number;
  /** Number of the first candidate, from 0: other machines may take other ranges of the same set. */
  readonly first: number;
  readonly seed: number;
  /** Only pairs whose row fits, e.g. `age > 60 and LAD_st = 1`; null: all. Pairs keep their candidates' numbers, so gaps remain. */
  readonly where: string | null;
  /** Without ECGs that are nearer to a training patient's than `privacy.images.threshold`. */
  readonly leaveOutCopies?: boolean;
}

/** Measured on a sample of this network on this computer before an export starts. */
export interface PairsEstimate {
  /** Of `tried` candidates so many fit the condition; the same without one. */
  readonly fitting: number;
  readonly tried: number;
  readonly bytesPerPair: number;
  /** Making them, everything included but the disk. */
  readonly secondsPerPair: number;
}

/** The export as a whole, from the estimate of a pair. */
export interface PairsForecast {
  readonly bytes: number;
  readonly seconds: number;
  readonly archives: number;
  readonly candidates: number;
}
