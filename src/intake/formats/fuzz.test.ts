/**
 * Damaged files of every format: each is read or refused with a reason, within two seconds of a processor (others may be busy). A few here; `FUZZ_RECORDS=2000` tries as
 * many, with the same seed.
 */
import { expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import type { EcgFile, EcgPage } from './ecg-record.ts';
import { RecordFault } from './record-fault.ts';
import { type FormatName, formatOf } from './sniff.ts';
import scans from './tiff/testing/scans.json' with { type: 'json' };
import { knownFile, KNOWN_NAMES, readKnown } from './testing/known-ecg.ts';
import { twelveLeads } from './twelve-leads.ts';

/** Milliseconds. The first file of a format loads its reader. */
const SLOW = 2000;

type Bytes = Uint8Array<ArrayBuffer>;
type Damage = (bytes: Bytes, rng: Rng) => Bytes;

const placeIn = (bytes: Bytes, rng: Rng): number => rng.below(bytes.length);

const DAMAGES: readonly Damage[] = [
  (bytes, rng) => bytes.slice(0, placeIn(bytes, rng)),
  (bytes, rng) => {
    for (let n = 1 + rng.below(8); n > 0; n--) bytes[placeIn(bytes, rng)] = rng.below(256);
    return bytes;
  },
  // Where formats say how much of everything there is.
  (bytes, rng) => {
    for (let n = 0; n < 3; n++) {
      const at = rng.below(Math.min(bytes.length, 400));
      bytes[at] = [0, 0xff, 0x7f, 0x80, 0x39][rng.below(5)] ?? 0;
    }
    return bytes;
  },
  (bytes, rng) => {
    const [from, to] = [placeIn(bytes, rng), placeIn(bytes, rng)];
    bytes.copyWithin(to, from, from + rng.below(64));
    return bytes;
  },
  (bytes, rng) => {
    const at = placeIn(bytes, rng);
    bytes.fill(0, at, at + rng.below(200));
    return bytes;
  },
];

/** A browser decodes it, or cannot. */
const noJpeg = (): Promise<never> => Promise.reject(new RecordFault('record-broken'));

async function readAll(format: FormatName, file: EcgFile): Promise<void> {
  const use = async (page: EcgPage): Promise<void> => {
    if (page.kind === 'signal') twelveLeads(page.record);
    if (page.kind === 'scan') await page.draw(noJpeg);
  };
  for (const page of await readKnown(format, file)) await use(page);
}

interface Sample {
  readonly name: string;
  readonly file: EcgFile & { readonly path: string };
}

const SAMPLES: readonly Sample[] = [
  ...KNOWN_NAMES.map((name) => ({ name, file: knownFile(name) })),
  ...Object.entries(scans).map(([name, base64]) => {
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
    return { name, file: { path: `${name}.tif`, bytes, beside: new Map<string, never>() } };
  }),
];

const COUNT = Number(process.env['FUZZ_RECORDS'] ?? 2 * SAMPLES.length);

it(`${COUNT} damaged files are read or refused with a reason, none slowly`, async () => {
  const rng = new Rng(17, 0);
  const reasons = new Set<string>();
  for (let n = 0; n < COUNT; n++) {
    const { name, file: whole } = SAMPLES[n % SAMPLES.length] as Sample;
    const { path, bytes, beside } = whole;
    const format = formatOf(bytes, String.fromCharCode(...bytes.subarray(0, 2000)).replaceAll('\0', ''), path);
    if (format === null) throw new Error(name);
    const damage = DAMAGES[rng.below(DAMAGES.length)];
    const file = { path, beside, bytes: damage?.(Uint8Array.from(bytes), rng) ?? bytes };
    const start = process.cpuUsage();
    try {
      await readAll(format, file);
      reasons.add('read');
    } catch (error) {
      // What stumbles over a number is a damaged file too; see `open-ecg`.
      const isKnown = error instanceof RecordFault || error instanceof RangeError || error instanceof TypeError;
      if (!isKnown) throw new Error(`file ${n}, ${name}`, { cause: error });
      reasons.add(error instanceof RecordFault ? error.reason : 'record-broken');
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    if (n >= SAMPLES.length && took > SLOW) throw new Error(`file ${n}, ${name}: ${Math.round(took)} ms`);
  }
  expect(reasons.size).toBeGreaterThan(4);
});
