/**
 * What a recipe measured of its patients before its networks were built: facts as plain JSON and arrays by name. It belongs to
 * the model: it is in checkpoints and in `model.zip`, and pairs are made with it.
 *
 * As a file it is one `safetensors` file (https://github.com/huggingface/safetensors, readers in many languages): the length of
 * the header as an unsigned 64-bit integer, the header as JSON (name → `dtype`, `shape`, `data_offsets`; `__metadata__.facts` is
 * the facts' JSON), then the arrays one behind another, little-endian, the widest elements first so that each lies aligned.
 */
import * as z from 'zod/mini';
import { countShape } from '../core/shapes/basics.ts';
import { jsonOrNull } from '../core/shapes/parse.ts';

export type StateArray =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

export interface PreparedState {
  /** Plain JSON; the recipe checks it when it reads it. */
  readonly facts: unknown;
  readonly arrays: Readonly<Record<string, StateArray>>;
}

/** What `decodeState` cannot read. Plain English: shown to nobody, whoever opens the file says which it is. */
export class StateFault extends Error {
  constructor(what: string) {
    super(`A prepared state cannot be read: ${what}`);
    this.name = 'StateFault';
  }
}

const KINDS = {
  F64: Float64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  U8: Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
/** Widest first. */
const KIND_NAMES = ['F64', 'F32', 'I32', 'U32', 'U8'] as const satisfies readonly Kind[];

const LENGTH_BYTES = 8;
/** No header is longer; a damaged length must not ask for gigabytes. */
const MOST_HEADER_BYTES = 64 * 2 ** 20;
const METADATA = '__metadata__';

const entryShape = z.object({
  dtype: z.enum(KIND_NAMES),
  shape: z.tuple([countShape]),
  data_offsets: z.tuple([countShape, countShape]),
});
const headerShape = z.catchall(z.object({ [METADATA]: z.object({ facts: z.string() }) }), entryShape);

function kindOf(array: StateArray): Kind {
  const kind = KIND_NAMES.find((name) => array instanceof KINDS[name]);
  if (kind === undefined) throw new StateFault('an array of a kind that there is no name for');
  return kind;
}

/** The same bytes for the same state, whatever order its arrays were named in. */
export function encodeState({ facts, arrays }: PreparedState): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(arrays)
    .map(([name, array]) => ({ name, array, kind: kindOf(array) }))
    .sort((a, b) => KIND_NAMES.indexOf(a.kind) - KIND_NAMES.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
  let at = 0;
  const header: Record<string, unknown> = { [METADATA]: { facts: JSON.stringify(facts) } };
  for (const { name, array, kind } of entries) {
    if (name === METADATA) throw new StateFault(`no array is called ${name}`);
    header[name] = { dtype: kind, shape: [array.length], data_offsets: [at, at + array.byteLength] };
    at += array.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces behind it bring the first array to a multiple of 8.
  const headerBytes = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const bytes = new Uint8Array(LENGTH_BYTES + headerBytes + at);
  new DataView(bytes.buffer).setUint32(0, headerBytes, true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes).set(text, LENGTH_BYTES);
  let end = LENGTH_BYTES + headerBytes;
  for (const { array } of entries) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), end);
    end += array.byteLength;
  }
  return bytes;
}

/** Throws `StateFault` where anything is not as `encodeState` writes it. Numbers may be any: the recipe knows which. */
export function decodeState(bytes: Uint8Array<ArrayBuffer>): PreparedState {
  if (bytes.length < LENGTH_BYTES) throw new StateFault('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [headerBytes, high] = [view.getUint32(0, true), view.getUint32(4, true)];
  if (high !== 0 || headerBytes > MOST_HEADER_BYTES || LENGTH_BYTES + headerBytes > bytes.length) {
    throw new StateFault('its header has no possible length');
  }
  const header = jsonOrNull(
    headerShape,
    new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerBytes)),
  );
  if (header === null) throw new StateFault('its header is none');
  const { [METADATA]: metadata, ...entries } = header;
  const facts = jsonOrNull(z.unknown(), metadata.facts);
  if (facts === null && metadata.facts !== 'null') throw new StateFault('its facts are no JSON');
  const content = bytes.subarray(LENGTH_BYTES + headerBytes);
  let at = 0;
  const arrays: Record<string, StateArray> = {};
  for (const [name, { dtype, shape, data_offsets: place }] of Object.entries(entries)) {
    const [length] = shape;
    const [begin, end] = place;
    const OfKind = KINDS[dtype];
    if (begin !== at || end !== begin + length * OfKind.BYTES_PER_ELEMENT || end > content.length) {
      throw new StateFault(`${name} does not lie where it should`);
    }
    arrays[name] = new OfKind(content.slice(begin, end).buffer);
    at = end;
  }
  if (at !== content.length) throw new StateFault('something follows its arrays');
  return { facts, arrays };
}

/** An array of a state by its name and kind. Throws `StateFault` where it has none such. */
export function stateArray<A extends StateArray>(
  { arrays }: PreparedState,
  name: string,
  kind: { new (length: number): A },
): A {
  const array = arrays[name];
  if (!(array instanceof kind)) throw new StateFault(`there is no ${name} of that kind`);
  return array;
}
