/** Writes JPEGs, nothing else. */
import { GreyJpegEncoder } from '../../export/jpeg-encoder.ts';
import { withComment } from '../../export/jpeg-comment.ts';
import type { PoolAnswer } from '../worker-pool.ts';
import { encodeAll, type JpegBatch, type JpegTask } from './jpeg-job.ts';

let encoder: { readonly side: number; readonly quality: number; readonly jpeg: GreyJpegEncoder } | null = null;

onmessage = ({ data }: MessageEvent<JpegTask>): void => {
  const { side, quality, pixels, comments } = data;
  try {
    if (encoder?.side !== side || encoder.quality !== quality) {
      encoder = { side, quality, jpeg: new GreyJpegEncoder(side, quality) };
    }
    const { jpeg } = encoder;
    const output = encodeAll((picture, i) => withComment(jpeg.encode(picture), comments[i] ?? ''), pixels, side ** 2);
    postMessage({ output } satisfies PoolAnswer<JpegBatch>, [output.bytes.buffer, output.offsets.buffer]);
  } catch (error) {
    postMessage({
      error: error instanceof Error ? error.message : String(error),
    } satisfies PoolAnswer<JpegBatch>);
  }
};
