import { describe, expect, it } from 'vitest';
import { fits, largestThatFits, requireFit } from './fit.ts';
import { AS_PUBLISHED } from '../core/run-config.ts';

const none = { maxBufferBytes: null, maxTotalBytes: null };

describe('fits', () => {
  it('needs the 256,000,000-byte buffer of the published network', () => {
    expect(fits(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 256_000_000 })).toBe(true);
    expect(fits(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 255_999_999 })).toBe(false);
  });

  it('counts weights and both moments against the total', () => {
    expect(fits(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 1.08e9 })).toBe(false);
    expect(fits(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 3e9 })).toBe(true);
  });
});

describe('largestThatFits', () => {
  it('keeps the picture size and narrows the networks', () => {
    const found = largestThatFits(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 128 * 2 ** 20 });
    expect(found).toEqual({ size: 200, width: 0.5, batch: 10 });
  });

  it('finds nothing where there is no room at all', () => {
    expect(largestThatFits(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 1000 })).toBeUndefined();
  });
});

it('refuses before training with the configuration that would fit', () => {
  const backend = {
    name: 'webgpu',
    adapter: 'x',
    isSoftware: false,
    maxBufferBytes: 2 ** 27,
    maxTotalBytes: null,
  } as const;
  expect(() => requireFit(AS_PUBLISHED, 35, backend)).toThrow(
    expect.objectContaining({ code: 'does-not-fit', params: expect.objectContaining({ fittingWidth: 0.5 }) }) as Error,
  );
});
