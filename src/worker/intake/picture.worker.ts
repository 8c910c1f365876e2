/** Reads pictures beside the studio worker, one at a time; see `picture-pool.ts`. */
import { IMAGE_SIZES } from '../../core/run-config.ts';
import { type Picture, type PictureReader, type PictureTask, readPicture } from './read-picture.ts';
import type { PoolAnswer } from '../worker-pool.ts';

onmessage = (event: MessageEvent<PictureTask>): void => {
  void answer(event.data);
};

function buffersOf(picture: Picture): ArrayBuffer[] {
  return IMAGE_SIZES.flatMap((size) => {
    const { stretch, keep } = picture[size];
    return keep === null ? [stretch.buffer] : [stretch.buffer, keep.pixels.buffer];
  });
}

async function answer(task: PictureTask): Promise<void> {
  let message: PoolAnswer<Awaited<ReturnType<PictureReader>>>;
  let transfer: Transferable[] = [];
  try {
    const output = await readPicture(task);
    message = { output };
    if (!('fault' in output)) {
      transfer = output.sheets.flatMap(({ picture, straight }) =>
        (straight === null ? [picture] : [picture, straight]).flatMap(buffersOf),
      );
    }
  } catch (error) {
    message = { error: error instanceof Error ? error.message : String(error) };
  }
  postMessage(message, transfer);
}
