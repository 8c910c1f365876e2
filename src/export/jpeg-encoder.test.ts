import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import golden from './golden/jpeg.json' with { type: 'json' };
import { GreyJpegEncoder } from './jpeg-encoder.ts';

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** The segment behind a marker, without marker and length. */
function segment(jpeg: Uint8Array, marker: number): number[] {
  for (let at = 2; jpeg[at + 1] !== 0xda; at += 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))) {
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    if (jpeg[at + 1] === marker) return [...jpeg.subarray(at + 4, at + 2 + length)];
  }
  return [];
}

describe('GreyJpegEncoder beside Pillow', () => {
  const encoder = new GreyJpegEncoder(golden.side, 0.92);
  const ours = encoder.encode(bytesOf(golden.pixels));
  const pillow = bytesOf(golden.pillow);

  it('quantises by the same table and writes one component', () => {
    expect(segment(ours, 0xdb)).toEqual(segment(pillow, 0xdb));
    expect(segment(ours, 0xc0)).toEqual(segment(pillow, 0xc0));
  });

  it('writes as many bytes, within 1 %', () => {
    expect(Math.abs(ours.length / pillow.length - 1)).toBeLessThan(0.01);
  });

  // Pillow read this very file and found the original again as closely as in its own.
  it('writes the bytes that Pillow has read back', () => {
    expect(Buffer.from(ours).toString('base64')).toBe(golden.ours);
    expect(golden.oursDecibel).toBeGreaterThan(golden.pillowDecibel - 0.05);
  });
});

it('one picture does not change the next, whatever is in it', () => {
  const encoder = new GreyJpegEncoder(64, 0.92);
  const rng = new Rng(1, 1);
  const noise = Uint8Array.from({ length: 4096 }, () => rng.below(256));
  const first = encoder.encode(noise).slice();
  // The most bits a picture can take: black and white in turn.
  encoder.encode(Uint8Array.from({ length: 4096 }, (_, i) => ((i + (i >> 6)) % 2) * 255));
  expect(encoder.encode(noise)).toEqual(first);
  expect([...first.subarray(0, 2), ...first.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
});

it('refuses a side that is no multiple of 8', () => {
  expect(() => new GreyJpegEncoder(63, 0.92)).toThrow('63');
});
