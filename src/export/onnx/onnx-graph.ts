/** Nodes, tensors and the model of an ONNX file, as messages. Field numbers are those of `onnx.proto`, IR version 10. */
import { elementCount } from '../../core/variable-spec.ts';
import { float, integer, later, message, nested, raw, text, type Message } from './protobuf.ts';

/** ONNX Runtime 1.18 (May 2024) and later read it. */
export const OPSET = 21;
const IR_VERSION = 10;
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { float: 1, integer: 2, text: 3, integers: 7 } as const;

export type Attribute =
  | { readonly float: number }
  | { readonly integer: number }
  | { readonly text: string }
  | { readonly integers: readonly number[] };

/** A name for the batch's length, or a number. */
export type Dimension = string | number;

export interface Value {
  readonly name: string;
  readonly shape: readonly Dimension[];
}

function attribute<T>(name: string, value: Attribute): Message<T> {
  if ('float' in value) return message(text(1, name), float(2, value.float), integer(20, ATTRIBUTE.float));
  if ('integer' in value) return message(text(1, name), integer(3, value.integer), integer(20, ATTRIBUTE.integer));
  if ('text' in value) return message(text(1, name), text(4, value.text), integer(20, ATTRIBUTE.text));
  const all = value.integers.map((n) => integer<T>(8, n));
  return message(text(1, name), ...all, integer(20, ATTRIBUTE.integers));
}

export function node<T>(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>> = {},
): Message<T> {
  return message(
    ...inputs.map((input) => text<T>(1, input)),
    text(2, output),
    text(3, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => nested<T>(5, attribute(name, value))),
  );
}

/** An array of 32-bit floats whose numbers come later. */
export function weights<T>(name: string, shape: readonly number[], source: T): Message<T> {
  const dims = shape.map((n) => integer<T>(1, n));
  return message(...dims, integer(2, FLOAT), text(8, name), later(9, source, 4 * elementCount(shape)));
}

/** An array of 32-bit floats that are known. */
export function floats<T>(name: string, shape: readonly number[], values: readonly number[]): Message<T> {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setFloat32(4 * i, value, true));
  const dims = shape.map((n) => integer<T>(1, n));
  return message(...dims, integer(2, FLOAT), text(8, name), raw(9, new Uint8Array(view.buffer)));
}

/** A list of whole numbers, not negative. */
export function integers<T>(name: string, values: readonly number[]): Message<T> {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(8 * i, value, true));
  return message(integer(1, values.length), integer(2, INT64), text(8, name), raw(9, bytes));
}

function valueInfo<T>({ name, shape }: Value): Message<T> {
  const dims = shape.map((n) => nested<T>(1, typeof n === 'number' ? integer(1, n) : text(2, n)));
  const tensor = message(integer<T>(1, FLOAT), nested(2, message(...dims)));
  return message(text(1, name), nested(2, nested(1, tensor)));
}

export interface Graph<T> {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Message<T>[];
  readonly tensors: readonly Message<T>[];
}

export function onnxModel<T>(
  { name, inputs, outputs, nodes, tensors }: Graph<T>,
  about: { readonly producer: string; readonly version: string; readonly metadata: Readonly<Record<string, string>> },
): Message<T> {
  const graph = message(
    ...nodes.map((one) => nested(1, one)),
    text(2, name),
    ...tensors.map((one) => nested(5, one)),
    ...inputs.map((one) => nested<T>(11, valueInfo(one))),
    ...outputs.map((one) => nested<T>(12, valueInfo(one))),
  );
  return message(
    integer(1, IR_VERSION),
    text(2, about.producer),
    text(3, about.version),
    nested(7, graph),
    nested(8, message(text(1, ''), integer(2, OPSET))),
    ...Object.entries(about.metadata).map(([key, value]) => nested<T>(14, message(text(1, key), text(2, value)))),
  );
}
