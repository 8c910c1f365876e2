/**
 * Measured for `bench-records.ts`: how fast ECG files of each format are read, their twelve leads drawn as a sheet and reduced to 200 px, N of each
 * one after another, on one core. The files are those of the tests (3 seconds, 8 leads, 100 a second); `sheet` is the drawing alone, of ten seconds
 * of twelve leads at 500 a second.
 */
import { Rng } from '../src/core/rng.ts';
import { drawRecord } from '../src/intake/formats/draw-record.ts';
import { RecordFault } from '../src/intake/formats/record-fault.ts';
import { formatOf } from '../src/intake/formats/sniff.ts';
import { knownFile, KNOWN_NAMES, readKnown } from '../src/intake/formats/testing/known-ecg.ts';
import { twelveLeads } from '../src/intake/formats/twelve-leads.ts';
import { reduceTo } from '../src/intake/pictures/keep-proportions.ts';

export interface RecordRate {
  readonly case: string;
  /** Of one core's time. */
  readonly perSecond: number;
  /** Resident memory at the end, of the whole program. */
  readonly megabytes: number;
}

const SIZE = 200;

/** The first ones are not counted: readers are loaded, and the compiler learns. */
const WARM_UP = 5;

async function rateOf(name: string, count: number, once: () => void | Promise<void>): Promise<RecordRate> {
  for (let i = 0; i < WARM_UP; i++) await once();
  const start = process.cpuUsage();
  for (let i = 0; i < count; i++) await once();
  const { user, system } = process.cpuUsage(start);
  return { case: name, perSecond: count / ((user + system) / 1e6), megabytes: process.memoryUsage().rss / 1e6 };
}

/** Ten seconds of noise: as many turns as a trace can have. */
function longRecord() {
  const rng = new Rng(1, 0);
  const names = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
  const leads = new Map(names.map((name) => [name, Float64Array.from({ length: 5000 }, () => rng.between(-1, 1))]));
  return { rate: 500, leads, facts: {}, ids: [] };
}

/** Of each file of the tests that is read, and of the drawing. */
export async function recordRates(count: number): Promise<RecordRate[]> {
  const rates: RecordRate[] = [];
  for (const name of KNOWN_NAMES) {
    const file = knownFile(name);
    const head = String.fromCharCode(...file.bytes.subarray(0, 2000)).replaceAll('\0', '');
    const format = formatOf(file.bytes, head, file.path);
    if (format === null) continue;
    const once = async (): Promise<void> => {
      for (const page of await readKnown(format, file)) {
        if (page.kind === 'signal') reduceTo(drawRecord(twelveLeads(page.record)), SIZE);
      }
    };
    try {
      rates.push(await rateOf(name, count, once));
    } catch (error) {
      // Some of them are there to be refused.
      if (!(error instanceof RecordFault)) throw error;
    }
  }
  const record = longRecord();
  rates.push(await rateOf('sheet', count, () => void reduceTo(drawRecord(twelveLeads(record)), SIZE)));
  return rates;
}
