/**
 * CSV and other texts of samples. The sampling rate is that of a column of times, else what a comment or the name of the file or of its
 * folder says (`ecg_500Hz/7.csv`): said once for a folder. The unit stands with the leads or in the same places.
 */
import type { EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { millivoltsIn } from '../units.ts';
import { isComment, type SampleColumns, sampleColumns } from './header.ts';

/** Half an hour at 1000 a second. */
const MOST_LINES = 2_000_000;
/** Decimals of this size are millivolts: no converter counts in fractions. */
const MOST_MILLIVOLTS = 15;
/** How even times must be, in parts of their step. */
const UNEVEN = 0.2;

function numberOf(cell: string | undefined, hasDecimalComma: boolean): number {
  const text = (cell ?? '').trim().replace(/^"(.*)"$/u, '$1');
  return text === '' || /^nan$/iu.test(text) ? Number.NaN : Number(hasDecimalComma ? text.replace(',', '.') : text);
}

/** `500 Hz`, `fs=500`, `1kHz` */
function saidRate(text: string): number | null {
  const [, hertz, kilo] = /(?<![\d.])(\d{2,5}(?:\.\d+)?|\d)\s*_?(k?)hz(?![a-z])/iu.exec(text) ?? [];
  if (hertz !== undefined) return Number(hertz) * (kilo === '' ? 1 : 1000);
  const [, rate] = /(?:fs|sampling[ _]?(?:rate|frequency)|sample[ _]?rate)\s*[:=]\s*(\d+(?:\.\d+)?)/iu.exec(text) ?? [];
  return rate === undefined ? null : Number(rate);
}

function saidUnit(text: string): number | null {
  const unit = /(?<![a-z])([munµμ]v)(?![a-z])/iu.exec(text)?.[1];
  return unit === undefined ? null : millivoltsIn(unit);
}

function rateOf(times: readonly number[], seconds: number): number {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const step = (last - first) / (times.length - 1);
  const isEven = times.every((time, i) => Math.abs(time - first - i * step) <= UNEVEN * step + 1e-9);
  if (!(step > 0) || !isEven) throw new RecordFault('record-rate');
  // Times are rounded when they are written.
  const rate = 1 / (step * seconds);
  return Math.abs(rate - Math.round(rate)) < 0.005 * rate ? Math.round(rate) : rate;
}

function millivolts(values: Float64Array, said: number | null): Float64Array {
  if (said !== null) return values.map((value) => value * said);
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.every(Number.isInteger)) throw new RecordFault('record-unit');
  if (known.some((value) => Math.abs(value) > MOST_MILLIVOLTS)) throw new RecordFault('record-unit');
  return values;
}

function readColumns(lines: readonly string[], columns: SampleColumns, text: string): EcgPage[] {
  const { separator, leads, time } = columns;
  const hasDecimalComma = separator !== ',' && lines.some((line) => /\d,\d/u.test(line));
  const values = new Map(Array.from(leads.keys(), (column) => [column, new Float64Array(lines.length)] as const));
  const times: number[] = [];
  for (const [i, line] of lines.entries()) {
    const cells = line.split(separator);
    for (const [column, samples] of values) {
      const cell = cells[column];
      const value = numberOf(cell, hasDecimalComma);
      if (Number.isNaN(value) && !/^\s*"?(?:nan)?"?\s*$/iu.test(cell ?? '')) throw new RecordFault('record-broken');
      samples[i] = value;
    }
    if (time !== null) times.push(numberOf(cells[time.column], hasDecimalComma));
  }
  const rate = time === null ? saidRate(text) : rateOf(times, time.seconds);
  if (rate === null) throw new RecordFault('record-rate-unsaid');
  const unit = saidUnit(text);
  const signals = Array.from(
    values,
    ([column, samples]) =>
      [leads.get(column)?.name ?? '', millivolts(samples, leads.get(column)?.scale ?? unit)] as const,
  );
  return [{ kind: 'signal', record: { rate, leads: new Map(signals), facts: {}, ids: [] } }];
}

export const reader: EcgReader = {
  read({ bytes, path }: EcgFile): EcgPage[] {
    const lines = new TextDecoder().decode(bytes).split(/\r?\n/u);
    const at = lines.findIndex((line) => !isComment(line));
    const columns = sampleColumns(lines[at] ?? '');
    if (columns === null) throw new RecordFault('record-broken');
    const samples = lines.slice(at + 1).filter((line) => !isComment(line));
    if (samples.length === 0) throw new RecordFault('record-short');
    if (samples.length > MOST_LINES) throw new RecordFault('record-long');
    return readColumns(samples, columns, [...lines.slice(0, at), path ?? ''].join('\n'));
  },
};
