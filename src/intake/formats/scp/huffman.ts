/** Samples of SCP-ECG as they are coded: Huffman codes of differences (EN 1064, 5.5 and annex C). */
import { RecordFault } from '../record-fault.ts';

interface Code {
  readonly prefixBits: number;
  readonly totalBits: number;
  /** Another table is used from here on; its number from 1. */
  readonly nextTable: number | null;
  readonly value: number;
  readonly prefix: number;
}

export type HuffmanTable = readonly Code[];

const DEFAULT_TABLE = 19_999;
const MOST_TABLES = 100;
const MOST_CODES = 1000;

/** 0; ±1 … ±8 with ever longer prefixes; then what is farther, as 8 and as 16 bits (annex C.3.7.6). */
function defaultTable(): HuffmanTable {
  const code = (prefixBits: number, prefix: number, value: number, more = 0): Code => ({
    prefixBits,
    totalBits: prefixBits + more,
    nextTable: null,
    value,
    prefix,
  });
  const near = Array.from({ length: 8 }, (_, i) => {
    const bits = i + 3;
    const ones = (2 ** (bits - 2) - 1) * 4;
    return [code(bits, ones, i + 1), code(bits, ones + 1, -(i + 1))];
  });
  return [code(1, 0, 0), ...near.flat(), code(10, 0x3fe, 0, 8), code(10, 0x3ff, 0, 16)];
}

/** Codes are written with their first bit lowest. */
function turned(value: number, bits: number): number {
  let out = 0;
  for (let i = 0; i < bits; i++) out = out * 2 + (Math.floor(value / 2 ** i) & 1);
  return out;
}

/** The tables of section 2. */
export function readTables(view: DataView): HuffmanTable[] {
  const count = view.getUint16(0, true);
  if (count === DEFAULT_TABLE) return [defaultTable()];
  if (count === 0 || count > MOST_TABLES) throw new RecordFault('record-broken');
  let at = 2;
  return Array.from({ length: count }, () => {
    const codes = view.getUint16(at, true);
    at += 2;
    if (codes > MOST_CODES) throw new RecordFault('record-broken');
    return Array.from({ length: codes }, () => {
      const [prefixBits, totalBits, stays] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)];
      const value = view.getInt16(at + 3, true);
      const prefix = turned(view.getUint32(at + 5, true), prefixBits);
      at += 9;
      if (prefixBits === 0 || totalBits < prefixBits || totalBits > 48) throw new RecordFault('record-broken');
      return { prefixBits, totalBits, nextTable: stays === 0 ? value : null, value, prefix };
    });
  });
}

/** Throws `record-broken` where no code fits or the bits end. */
export function decodeHuffman(bytes: Uint8Array, tables: readonly HuffmanTable[], count: number): Int32Array {
  const out = new Int32Array(count);
  const lookups = tables.map((table) => new Map(table.map((code) => [code.prefixBits * 2 ** 32 + code.prefix, code])));
  let lookup = lookups[0];
  let at = 0;
  const bits = 8 * bytes.length;
  const next = (): number => {
    if (at >= bits) throw new RecordFault('record-broken');
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    at += 1;
    return bit;
  };
  for (let i = 0; i < count;) {
    let prefix = 0;
    let code: Code | undefined;
    for (let length = 1; code === undefined; length++) {
      if (length > 32) throw new RecordFault('record-broken');
      prefix = prefix * 2 + next();
      code = lookup?.get(length * 2 ** 32 + prefix);
    }
    if (code.nextTable !== null) {
      lookup = lookups[code.nextTable - 1];
      continue;
    }
    const more = code.totalBits - code.prefixBits;
    let value = code.value;
    if (more > 0) {
      let raw = 0;
      for (let k = 0; k < more; k++) raw = raw * 2 + next();
      value = raw >= 2 ** (more - 1) ? raw - 2 ** more : raw;
    }
    out[i] = value;
    i += 1;
  }
  return out;
}

/** Adds differences up, once or twice: the first one or two samples stand as they are (5.8.4). */
export function addUp(samples: Int32Array, order: number): void {
  if (order > 2) throw new RecordFault('record-coding');
  if (order === 0) return;
  for (let i = order; i < samples.length; i++) {
    const [one, two] = [samples[i - 1] ?? 0, samples[i - 2] ?? 0];
    samples[i] = (samples[i] ?? 0) + (order === 1 ? one : 2 * one - two);
  }
}
