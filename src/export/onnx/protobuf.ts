/**
 * Protocol Buffers' wire format, as much of it as an ONNX file needs, written so that a message may hold arrays that are
 * not in memory: such a part is a promise of so many bytes, filled in while the file is written. Only its length must be
 * known beforehand, since every message begins with its own.
 * https://protobuf.dev/programming-guides/encoding/
 */
import { textBytes } from '../../core/text-bytes.ts';

/** Bytes, or `bytes` bytes that come later and are called `later`. */
export type Part<T> = Uint8Array<ArrayBuffer> | { readonly later: T; readonly bytes: number };

export interface Message<T> {
  readonly bytes: number;
  readonly parts: readonly Part<T>[];
}

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;

export function sizeOf<T>(part: Part<T>): number {
  return part instanceof Uint8Array ? part.length : part.bytes;
}

/** `value`: a whole number from 0 to 2⁵³ − 1. */
function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...out, rest];
}

function asMessage<T>(parts: readonly Part<T>[]): Message<T> {
  return { bytes: parts.reduce((sum, part) => sum + sizeOf(part), 0), parts };
}

function key(field: number, type: number): number[] {
  return varint(field * 8 + type);
}

export function message<T>(...fields: readonly Message<T>[]): Message<T> {
  return asMessage(fields.flatMap(({ parts }) => parts));
}

/** An integer field; not negative. */
export function integer<T>(field: number, value: number): Message<T> {
  return asMessage<T>([Uint8Array.from([...key(field, VARINT), ...varint(value)])]);
}

/** 32-bit floating point. */
export function float<T>(field: number, value: number): Message<T> {
  const start = key(field, FIXED32);
  const bytes = new Uint8Array(start.length + 4);
  bytes.set(start);
  new DataView(bytes.buffer).setFloat32(start.length, value, true);
  return asMessage<T>([bytes]);
}

/** A message within another. */
export function nested<T>(field: number, inner: Message<T>): Message<T> {
  return asMessage([Uint8Array.from([...key(field, LENGTH), ...varint(inner.bytes)]), ...inner.parts]);
}

export function text<T>(field: number, value: string): Message<T> {
  const bytes = textBytes(value) as Uint8Array<ArrayBuffer>;
  return nested(field, asMessage<T>([bytes]));
}

/** `bytes` bytes that are not there yet. */
export function later<T>(field: number, name: T, bytes: number): Message<T> {
  return nested(field, asMessage<T>([{ later: name, bytes }]));
}

export function raw<T>(field: number, bytes: Uint8Array<ArrayBuffer>): Message<T> {
  return nested(field, asMessage<T>([bytes]));
}
