import { describe, expect, it } from 'vitest';
import { decodeState, encodeState, type PreparedState, stateArray, StateFault } from './prepared-state.ts';

const state: PreparedState = {
  facts: { blocks: [1, 2], name: 'Größe', none: null },
  arrays: {
    bytes: Uint8Array.of(1, 2, 3),
    means: Float64Array.of(1e-300, Math.PI),
    codes: Int32Array.of(-1, 5),
    counts: Uint32Array.of(2 ** 32 - 1),
    weights: Float32Array.of(0.5, -0, Number.POSITIVE_INFINITY),
    none: new Float32Array(0),
  },
};

it('comes back as it was, bytes and all, whatever order its arrays are named in', () => {
  const bytes = encodeState(state);
  expect(decodeState(bytes)).toEqual(state);
  const turned = Object.fromEntries(Object.entries(state.arrays).toReversed());
  expect(encodeState({ ...state, arrays: turned })).toEqual(bytes);
  expect(encodeState(decodeState(bytes))).toEqual(bytes);
});

it('is a safetensors file: header, offsets, and every array where it can be read in place', () => {
  const bytes = encodeState(state);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  expect(header['means']).toEqual({ dtype: 'F64', shape: [2], data_offsets: [0, 16] });
  expect(new Float64Array(bytes.buffer, 8 + length, 2)).toEqual(state.arrays['means']);
  const [begin] = header['codes']?.data_offsets ?? [];
  expect(new Int32Array(bytes.buffer, 8 + length + (begin ?? 0), 2)).toEqual(state.arrays['codes']);
});

it('is read from wherever it lies in a buffer', () => {
  const bytes = encodeState(state);
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(decodeState(moved.subarray(3))).toEqual(state);
});

it('gives arrays by name and kind', () => {
  expect(stateArray(state, 'codes', Int32Array)).toEqual(Int32Array.of(-1, 5));
  expect(() => stateArray(state, 'codes', Float32Array)).toThrow(StateFault);
  expect(() => stateArray(state, 'nothing', Float32Array)).toThrow(StateFault);
});

it('holds facts of any length', () => {
  const facts = 'x'.repeat(100_000);
  expect(decodeState(encodeState({ facts, arrays: {} }))).toEqual({ facts, arrays: {} });
});

describe('what is no state is refused', () => {
  const bytes = encodeState(state);
  const changed = (change: (copy: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => change(bytes.slice());
  const withHeader = (from: string, to: string) =>
    changed((copy) => {
      expect(to).toHaveLength(from.length);
      const text = new TextDecoder('latin1').decode(copy);
      expect(text).toContain(from);
      new TextEncoder().encodeInto(to, copy.subarray(text.indexOf(from)));
      return copy;
    });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a part of the length', bytes.slice(0, 7)],
    ['a part of the header', bytes.slice(0, 40)],
    ['a part of the arrays', bytes.slice(0, -1)],
    ['more than the arrays', changed((copy) => Uint8Array.of(...copy, 0))],
    ['a length beyond the file', changed((copy) => copy.fill(0xff, 0, 4))],
    ['a length beyond 32 bits', changed((copy) => copy.fill(1, 4, 5))],
    ['a header that is no JSON', changed((copy) => copy.fill(0x41, 8, 9))],
    ['an unknown kind', withHeader('"F64"', '"C64"')],
    ['an array that overlaps another', withHeader('[0,16]', '[0,12]')],
    ['a wrong number of elements', withHeader('"shape":[2]', '"shape":[9]')],
    ['no facts', withHeader('"facts"', '"fakts"')],
    ['facts that are no JSON', withHeader('[1,2]', '[1,2,')],
  ])('%s', (_, damaged) => {
    expect(() => decodeState(damaged)).toThrow(StateFault);
  });
});
