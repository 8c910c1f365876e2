import { describe, expect, it } from 'vitest';
import { hasRoom, largestWithRoom, requireRoom } from './memory-room.ts';
import { AS_PUBLISHED } from '../core/run-config.ts';

const none = { maxBufferBytes: null, maxTotalBytes: null };

describe('hasRoom', () => {
  it('needs the 256,000,000-byte buffer of the published network', () => {
    expect(hasRoom(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 256_000_000 })).toBe(true);
    expect(hasRoom(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 255_999_999 })).toBe(false);
  });

  it('counts weights and both moments against the total', () => {
    expect(hasRoom(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 1.08e9 })).toBe(false);
    expect(hasRoom(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 3e9 })).toBe(true);
  });
});

describe('largestWithRoom', () => {
  it('keeps the picture size and narrows the networks', () => {
    const found = largestWithRoom(AS_PUBLISHED, 35, { ...none, maxBufferBytes: 128 * 2 ** 20 });
    expect(found).toEqual({ size: 200, width: 0.5, batch: 10 });
  });

  it('finds nothing where there is no room at all', () => {
    expect(largestWithRoom(AS_PUBLISHED, 35, { ...none, maxTotalBytes: 1000 })).toBeUndefined();
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
  expect(() => requireRoom(AS_PUBLISHED, 35, backend)).toThrow(
    expect.objectContaining({ code: 'does-not-fit', params: expect.objectContaining({ fittingWidth: 0.5 }) }) as Error,
  );
});
