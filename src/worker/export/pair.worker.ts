/** Writes the files of pairs, nothing else. */
import { withComment } from '../../export/jpeg-comment.ts';
import { GreyJpegEncoder } from '../../export/jpeg-encoder.ts';
import type { PairFiles } from '../../export/pair-archive.ts';
import type { PoolAnswer } from '../worker-pool.ts';
import { type ChosenPairs, type PairFormat, type ToPairWorker, writePairs } from './pair-files.ts';

let write: (chosen: ChosenPairs) => PairFiles = () => {
  throw new Error('How pairs are written was not said');
};

function begin(format: PairFormat): void {
  const jpeg = new GreyJpegEncoder(format.side, format.quality);
  write = (chosen) => writePairs(format, chosen, (pixels, comment) => withComment(jpeg.encode(pixels), comment));
}

onmessage = ({ data }: MessageEvent<ToPairWorker>): void => {
  if ('format' in data) {
    begin(data.format);
    return;
  }
  try {
    const output = write(data.chosen);
    const groups = [output.pictures, ...(output.signals === null ? [] : [output.signals])];
    const buffers = groups.flatMap(({ bytes, offsets }) => [bytes.buffer, offsets.buffer]);
    postMessage({ output } satisfies PoolAnswer<PairFiles>, [...buffers, output.lines.buffer]);
  } catch (error) {
    postMessage({
      error: error instanceof Error ? error.message : String(error),
    } satisfies PoolAnswer<PairFiles>);
  }
};
