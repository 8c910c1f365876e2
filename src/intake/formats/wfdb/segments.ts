/**
 * Records of several segments (header(5), "multi-segment records"): each a record of its own, one behind another in time. All have the
 * same signals, or each has some of those that a first one of no length lists; what a segment has not, was not measured in it.
 */
import type { EcgFile } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { headerFile, readHeader, type WfdbHeader } from './header.ts';

export interface WfdbPiece {
  /** Samples a second. */
  readonly rate: number;
  /** Name → millivolts. */
  readonly leads: ReadonlyMap<string, Float64Array>;
}

type ReadPiece = (header: WfdbHeader, file: EcgFile) => WfdbPiece;

/** Beyond this no resting ECG. */
const MOST_SAMPLES = 2 ** 26;

/** `read` reads one segment. Throws `RecordFault`. */
export function joinSegments({ rate, segments }: WfdbHeader, file: EcgFile, read: ReadPiece): WfdbPiece {
  const pieces = segments.map(({ name, frames }): WfdbPiece & { readonly frames: number } => {
    if (name === null || frames === 0) return { rate, leads: new Map(), frames };
    const bytes = file.beside.get(headerFile(name));
    if (bytes === undefined) throw new RecordFault('record-part-missing');
    const header = readHeader(new TextDecoder().decode(bytes));
    if (header.segments.length > 0) throw new RecordFault('record-broken');
    return { ...read({ ...header, frames: header.frames ?? frames }, file), frames };
  });
  // Those without a lead are of any rate.
  const [own = rate, ...others] = new Set(pieces.filter(({ leads }) => leads.size > 0).map((piece) => piece.rate));
  if (others.length > 0) throw new RecordFault('record-coding');
  const perFrame = own / rate;
  const length = perFrame * segments.reduce((sum, { frames }) => sum + frames, 0);
  const names = new Set(pieces.flatMap(({ leads }) => [...leads.keys()]));
  if (length * names.size > MOST_SAMPLES) throw new RecordFault('record-long');
  const leads = new Map(Array.from(names, (name) => [name, new Float64Array(length).fill(Number.NaN)] as const));
  let at = 0;
  for (const piece of pieces) {
    const count = perFrame * piece.frames;
    for (const [name, samples] of piece.leads) leads.get(name)?.set(samples.subarray(0, count), at);
    at += count;
  }
  return { rate: own, leads };
}
