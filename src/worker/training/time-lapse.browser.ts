/** The time-lapse as a browser reads it: frames, size, order, the caption. */
import { describe, expect, it } from 'vitest';
import { AppError, isAbort } from '../../core/app-error.ts';
import type { Progress } from '../../core/progress.ts';
import { encodeGrid } from '../picture-codec.ts';
import { evenly, exportTimeLapse } from './time-lapse.ts';

const SIZE = 64;

/** A grid of one grey. */
const gridOf = (grey: number): Promise<Blob> => encodeGrid(new Uint8Array(16 * SIZE * SIZE).fill(grey), SIZE);

const work = () => ({ signal: new AbortController().signal, onProgress: () => {} });

async function decode(blob: Blob) {
  const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type: 'image/gif' });
  await decoder.tracks.ready;
  const track = decoder.tracks.selectedTrack;
  if (track === null) throw new Error('no track');
  const frames: { width: number; height: number; ms: number; grey: (x: number, y: number) => number; dark: number }[] =
    [];
  for (let i = 0; i < track.frameCount; i++) {
    const { image } = await decoder.decode({ frameIndex: i });
    const { displayWidth: width, displayHeight: height, duration } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const grey = (x: number, y: number): number => data[4 * (y * width + x)] ?? -1;
    let dark = 0;
    for (let y = width; y < height; y++) for (let x = 0; x < width; x++) if (grey(x, y) < 128) dark += 1;
    frames.push({ width, height, ms: (duration ?? 0) / 1000, grey, dark });
    image.close();
  }
  return { frames, loops: track.repetitionCount };
}

describe('a time-lapse', () => {
  it('opens, with a frame an epoch in order, grey as they were, and a caption', async () => {
    const grids = new Map([
      [20, await gridOf(200)],
      [1, await gridOf(0)],
      [10, await gridOf(100)],
    ]);
    const done: number[] = [];
    const { name, blob } = await exportTimeLapse(grids, 'Epoch {epoch}', {
      ...work(),
      onProgress: (progress) => done.push(progress.done),
    });
    expect(name).toBe('time-lapse.gif');
    expect(done).toEqual([1, 2, 3]);
    const { frames, loops } = await decode(blob);
    expect(loops).toBe(Infinity);
    expect(frames.map(({ width, height }) => [width, height])).toEqual(Array.from({ length: 3 }, () => [1080, 1170]));
    // Within half a step of 32 levels.
    const greys = frames.map(({ grey }) => grey(30, 30));
    [0, 100, 200].forEach((grey, i) => expect(Math.abs((greys[i] ?? -9) - grey)).toBeLessThanOrEqual(5));
    expect(frames.map(({ ms }) => ms)).toEqual([500, 500, 2500]);
    // “Epoch 10” takes more ink than “Epoch 1”.
    expect(frames[0]?.dark).toBeGreaterThan(20);
    expect(frames[1]?.dark).toBeGreaterThan(frames[0]?.dark ?? 0);
  });

  it('has at most 60 frames, the first and the last among them', async () => {
    const grey = await gridOf(128);
    const grids = new Map(Array.from({ length: 80 }, (_, i) => [i + 1, grey] as const));
    const controller = new AbortController();
    let total = 0;
    const onProgress = (progress: Progress): void => {
      total = progress.total;
      // Sixty frames take many seconds, and the others are like the first.
      controller.abort();
    };
    const stopped = exportTimeLapse(grids, '{epoch}', { signal: controller.signal, onProgress });
    await expect(stopped).rejects.toSatisfy(isAbort);
    expect(total).toBe(60);
    const shown = evenly([...grids.keys()], total);
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([60, 1, 80]);
  });

  it('ends when it is told to, and says when there is nothing', async () => {
    const controller = new AbortController();
    const grids = new Map([
      [1, await gridOf(0)],
      [2, await gridOf(1)],
    ]);
    const stopped = exportTimeLapse(grids, '', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toSatisfy(isAbort);
    await expect(exportTimeLapse(new Map(), '', work())).rejects.toMatchObject(new AppError('no-model').toData());
  });
});

it('spreads evenly', () => {
  expect(evenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
  expect(evenly([1, 2], 3)).toEqual([1, 2]);
});
