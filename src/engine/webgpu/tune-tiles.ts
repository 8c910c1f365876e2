/**
 * Chooses the tile of wide products by timing each candidate on this GPU: a few milliseconds each. The choice is plain
 * data, to be stored with a run; it does not change the order of any sum (see `tiles.ts`), so the numbers stay the same.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { convolutionShape } from './convolution-shape.ts';
import { convolveProgram, rowGroups } from './convolve-program.ts';
import type { OwnDevice } from './own-device.ts';
import { Recorder } from './recorder.ts';
import {
  DEFAULT_TILES,
  SOFTWARE_TILES,
  WIDE_TILES,
  tileKey,
  tileM,
  tileN,
  type Tile,
  type TileChoice,
} from './tiles.ts';

/** Like the widest layer: 25 × 25 pixels, 256 channels in and out, 6.5 GFLOP at batch 3. */
const BATCH = 3;
const SIDE = 25;
const CHANNELS = 256;

/** No dispatch should take longer on this GPU. */
const LONGEST_DISPATCH_MS = 50;
const ROUNDS = 3;

export interface TileTiming {
  readonly tile: string;
  readonly milliseconds: number;
  readonly gflops: number;
}

export interface TileTuning {
  readonly choice: TileChoice;
  /** Empty on a software adapter, where nothing is measured. */
  readonly timings: readonly TileTiming[];
}

function fits(tile: Tile, { limits }: OwnDevice): boolean {
  const bytes = 4 * tile.depth * (tileM(tile) + tileN(tile) + 8);
  const threads = tile.threadsM * tile.threadsN;
  return bytes <= limits.maxComputeWorkgroupStorageSize && threads <= limits.maxComputeInvocationsPerWorkgroup;
}

/** Times the candidates (the device's backend must be the current one). `now` is a clock in milliseconds. */
export async function tuneTiles(own: OwnDevice, now: () => number = () => performance.now()): Promise<TileTuning> {
  if (own.adapter.isSoftware) return { choice: SOFTWARE_TILES, timings: [] };
  const recorder = new Recorder(own.backend);
  const shape = convolutionShape([BATCH, SIDE, SIDE], 5, 1);
  const rows = BATCH * SIDE * SIDE;
  const flop = 2 * rows * 25 * CHANNELS * CHANNELS;
  const x = tf.zeros<tf.Rank.R4>([BATCH, SIDE, SIDE, CHANNELS]);
  const filter = tf.zeros<tf.Rank.R4>([5, 5, CHANNELS, CHANNELS]);
  const y = recorder.tensor<Tensor4D>([BATCH, SIDE, SIDE, CHANNELS]);

  async function time(tile: Tile, repeats: number): Promise<number> {
    const groups = rowGroups(rows, tile);
    const make = () => convolveProgram({ shape, inputs: CHANNELS, outputs: CHANNELS, tile, groups, slope: null });
    recorder.submit();
    await own.device.queue.onSubmittedWorkDone();
    const begin = now();
    for (let i = 0; i < repeats; i++) {
      recorder.run(`tune/${tileKey(tile)}`, make, {
        inputs: [x, filter],
        outputs: [y],
        params: new Uint32Array([0]),
      });
    }
    recorder.submit();
    await own.device.queue.onSubmittedWorkDone();
    return (now() - begin) / repeats;
  }

  try {
    let wide = DEFAULT_TILES.wide;
    let best = Infinity;
    const timings: TileTiming[] = [];
    for (const tile of WIDE_TILES.filter((candidate) => fits(candidate, own))) {
      // The first run compiles, the second tells how many repeats make the clock's steps small.
      await time(tile, 1);
      const once = await time(tile, 1);
      if (once > 3 * best) continue;
      const repeats = Math.max(1, Math.min(8, Math.ceil(8 / Math.max(once, 0.1))));
      let milliseconds = once;
      for (let round = 0; round < ROUNDS; round++) milliseconds = Math.min(milliseconds, await time(tile, repeats));
      timings.push({ tile: tileKey(tile), milliseconds, gflops: flop / milliseconds / 1e6 });
      if (milliseconds < best) [wide, best] = [tile, milliseconds];
    }
    const speed = flop / best;
    // Narrow products run slower than this one, hence no more than the default either.
    const flopPerDispatch = Math.max(1e9, Math.min(100e9, speed * LONGEST_DISPATCH_MS));
    return { choice: { ...DEFAULT_TILES, wide, flopPerDispatch }, timings };
  } finally {
    tf.dispose([x, filter, y]);
  }
}
