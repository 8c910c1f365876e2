/** What an ECG sheet shows in millivolts and seconds, and why that is not known where it is not. */

/** What was printed on the sheets that says it: the pulse of one millivolt, the ruling, or both, which then agree. */
export const SCALE_SOURCES = ['pulse-and-ruling', 'pulse', 'ruling'] as const;

export interface SheetScale {
  /** Over the whole height of the square picture. */
  readonly millivolts: number;
  /** Over its whole width, at 25 mm/s. */
  readonly seconds: number;
  readonly source: (typeof SCALE_SOURCES)[number];
  /** Millimetres of a millivolt: measured where there are pulse and ruling, else 10. */
  readonly gain: number;
}

/**
 * `not-printed`: neither a pulse nor a ruling was found; `contradictory`: they do not go together; `stretched`: proportions were not
 * kept, and there is no ruling to tell by; `not-measured`: a model of a version that did not measure it.
 */
export const NO_SCALE = ['not-printed', 'contradictory', 'stretched', 'not-measured'] as const;
export type NoScale = (typeof NO_SCALE)[number];

export type FoundScale = SheetScale | { readonly missing: NoScale };

export function isScale(found: FoundScale): found is SheetScale {
  return !('missing' in found);
}

/** Why traces are not given as signals. `no-sheet`: none was measured; `leads-unknown`: nothing proves which lead a trace is. */
export const NO_SIGNALS = [...NO_SCALE, 'leads-unknown', 'no-sheet'] as const;
export type NoSignals = (typeof NO_SIGNALS)[number];
