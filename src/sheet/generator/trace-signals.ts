/**
 * Traces of a sheet, rows of pixels as a generator draws them, as signals in millivolts over seconds. A sheet has two or three samples
 * a column; what is between them is a cubic through four of them, which never reaches into the next lead's panel.
 */
import { isScale, type NoSignals, type SheetScale } from '../../core/sheet-scale.ts';
import type { SheetSignals } from '../../core/sheet-signals.ts';
import { LEADS } from '../leads.ts';
import { type NamedTrace, nameTraces } from './name-traces.ts';
import type { SheetModel } from './sheet-model.ts';

/** Of signals, samples a second: more than twice what sheets of 400 pixels have. */
export const SIGNAL_RATE = 100;

/** What signals are read by; or why there are none. */
export type SignalKey =
  | { readonly scale: SheetScale; readonly named: readonly NamedTrace[] }
  | { readonly missing: NoSignals };

export function signalKey(sheet: SheetModel | null): SignalKey {
  if (sheet === null) return { missing: 'no-sheet' };
  if (!isScale(sheet.scale)) return sheet.scale;
  const named = nameTraces(sheet);
  return named === null ? { missing: 'leads-unknown' } : { scale: sheet.scale, named };
}

/** Places in pixels of the size that traces are drawn at. */
export interface TraceFrame {
  readonly size: number;
  /** Across the whole side. */
  readonly samples: number;
  /** Zero line of each strip, from the upper edge. */
  readonly strips: readonly number[];
  /** [panels + 1] ascending: where panels begin and end. */
  readonly edges: readonly number[];
}

/**
 * Value between samples by cubic convolution (Keys 1981, IEEE Trans. ASSP 29, a = −½); beyond `first` and `last` they go on as these.
 * `at(k)` gives sample k.
 */
export function between(at: (k: number) => number, place: number, first: number, last: number): number {
  const held = Math.max(first, Math.min(last, place));
  const k = Math.min(Math.floor(held), last - 1);
  const x = held - k;
  const inside = (i: number): number => at(Math.max(first, Math.min(last, i)));
  const [a, b, c, d] = [inside(k - 1), inside(k), inside(k + 1), inside(k + 2)];
  return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)));
}

/** First and last sample that lie wholly in panels [from, to). */
export function samplesIn(
  { size, samples, edges }: TraceFrame,
  { from, to }: Pick<NamedTrace, 'from' | 'to'>,
): readonly [first: number, last: number] {
  const perPixel = samples / size;
  return [Math.ceil((edges[from] ?? 0) * perPixel), Math.min(samples, Math.floor((edges[to] ?? size) * perPixel)) - 1];
}

/**
 * `rows` [samples, strips]: pixels from the upper edge. All leads are as long as the sheet's whole time; each has values in the
 * stretch that shows it. A lead of a row that has a rhythm strip too is that strip's.
 */
export function signalsOf(
  rows: ArrayLike<number>,
  frame: TraceFrame,
  { scale, named }: Exclude<SignalKey, { readonly missing: NoSignals }>,
): SheetSignals {
  const { size, samples, strips, edges } = frame;
  const start = edges[0] ?? 0;
  const pixelsPerSecond = size / scale.seconds;
  const count = Math.floor((((edges.at(-1) ?? size) - start) / pixelsPerSecond) * SIGNAL_RATE);
  const perPixel = samples / size;
  const leads = new Map<string, Float64Array>();
  for (const lead of LEADS) {
    const trace = named.findLast((one) => one.lead === lead);
    if (trace === undefined) continue;
    const values = new Float64Array(count).fill(Number.NaN);
    const [first, last] = samplesIn(frame, trace);
    const [left, right] = [edges[trace.from] ?? 0, edges[trace.to] ?? size];
    const zero = strips[trace.strip] ?? 0;
    const at = (k: number): number => rows[k * strips.length + trace.strip] ?? zero;
    for (let i = 0; i < count; i++) {
      const x = start + (i / SIGNAL_RATE) * pixelsPerSecond;
      if (x < left || x >= right) continue;
      const row = between(at, x * perPixel - 0.5, first, last);
      values[i] = (trace.sign * (zero - row) * scale.millivolts) / size;
    }
    leads.set(lead, values);
  }
  return { rate: SIGNAL_RATE, leads };
}
