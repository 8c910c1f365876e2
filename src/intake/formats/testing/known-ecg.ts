/** The made-up ECG of `records.json` (see `make-records.py`), and those files as readers get them. */
import type { EcgFile, EcgPage, EcgRecord } from '../ecg-record.ts';
import { READERS } from '../formats.ts';
import { RecordFault } from '../record-fault.ts';
import type { FormatName } from '../sniff.ts';
import records from './records.json' with { type: 'json' };

export const KNOWN_LEADS = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;
export const KNOWN_RATE = 100;
export const KNOWN_COUNT = 300;

export type KnownName = keyof typeof records;
export const KNOWN_NAMES = Object.keys(records) as KnownName[];

/** Millivolts of a lead. */
export function knownSignal(lead: string): Float64Array {
  const k = KNOWN_LEADS.findIndex((name) => name === lead);
  return Float64Array.from({ length: KNOWN_COUNT }, (_, i) => (((i * (7 + 3 * k)) % 401) - 200) * 0.005);
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Path → bytes. */
export function knownFiles(name: KnownName): ReadonlyMap<string, Bytes> {
  return new Map(
    Object.entries<string>(records[name]).map(([path, base64]) => [
      path,
      Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)),
    ]),
  );
}

/** The file that says what the record is, the others beside it. */
export function knownFile(name: KnownName): EcgFile & { readonly path: string } {
  const files = [...knownFiles(name)];
  const main = files.find(([path]) => path.endsWith('.hea')) ?? files[0];
  if (main === undefined) throw new Error(name);
  return { path: main[0], bytes: main[1], beside: new Map(files.filter((file) => file !== main)) };
}

export async function readKnown(format: FormatName, file: EcgFile): Promise<EcgPage[]> {
  const { reader } = await READERS[format]();
  return reader.read(file);
}

/** Why a file cannot be read; `read` where it can. */
export function reasonOf(
  format: FormatName,
  file: EcgFile,
  read: (file: EcgFile) => Promise<unknown> = (one) => readKnown(format, one),
): Promise<string> {
  return read(file).then(
    () => 'read',
    (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
  );
}

export async function readSignal(format: FormatName, file: EcgFile): Promise<EcgRecord> {
  const [page, ...more] = await readKnown(format, file);
  if (page?.kind !== 'signal' || more.length > 0) throw new Error(`not one signal: ${page?.kind}`);
  return page.record;
}

/** The largest difference in millivolts from the known ECG over its leads; infinite where a sample is missing. */
export function farthest({ leads }: EcgRecord, names: readonly string[] = KNOWN_LEADS): number {
  let most = 0;
  for (const name of names) {
    const signal = leads.get(name);
    const known = knownSignal(name);
    if (signal?.length !== known.length) return Number.POSITIVE_INFINITY;
    signal.forEach((v, i) => {
      const apart = Math.abs(v - (known[i] ?? 0));
      most = apart > most || Number.isNaN(apart) ? apart : most;
    });
  }
  return most;
}
