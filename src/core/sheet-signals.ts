/** The traces of an ECG sheet as signals: what a lead shows in millivolts, over the time in which the sheet shows it. */

export interface SheetSignals {
  /** Samples a second. */
  readonly rate: number;
  /** By lead, equally long, millivolts; NaN while the sheet shows another lead in its place. */
  readonly leads: ReadonlyMap<string, Float64Array>;
}

/** As which files signals are written. */
export const SIGNAL_FORMATS = ['wfdb', 'csv'] as const;
export type SignalFormat = (typeof SIGNAL_FORMATS)[number];
