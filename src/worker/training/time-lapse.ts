/**
 * The grids of a training as an animated GIF: one frame an epoch, evenly thinned to at most 60, grey, with a caption below
 * the tiles. Frames have one palette of 32 even grey levels, so nothing is quantised by colour and no frame flickers.
 */
import { GIFEncoder } from 'gifenc';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { ExportResult } from '../protocol.ts';

/** More of them, as large as they are, would be more than anybody sends around. */
const MOST_FRAMES = 60;
/** Of the grid: to be read from the back of a room. Smaller pictures are enlarged. */
const SIDE = 1080;
const LEVELS = 32;
/** The whole takes about so long, within what an eye can follow. */
const TOTAL_MS = 20_000;
const SHORTEST_MS = 80;
const LONGEST_MS = 500;
/** The last one stays before it begins again. */
const LAST_MS = 2500;

const PALETTE = Array.from({ length: LEVELS }, (_, i): [number, number, number] => {
  const grey = Math.round((255 * i) / (LEVELS - 1));
  return [grey, grey, grey];
});

/** At most `most` of `items`, evenly spread by position, with the first and the last. */
export function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]).filter(
    (item) => item !== undefined,
  );
}

/** Draws grids of one size with their captions, and reads palette entries back. */
class FramePainter {
  readonly width: number;
  readonly height: number;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #fontSize: number;

  constructor(grid: Pick<ImageBitmap, 'width' | 'height'>) {
    const scale = SIDE / Math.max(grid.width, grid.height);
    this.width = Math.round(grid.width * scale);
    this.#fontSize = Math.max(12, Math.round(this.width / 24));
    this.height = Math.round(grid.height * scale) + 2 * this.#fontSize;
    const context = new OffscreenCanvas(this.width, this.height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no 2D canvas');
    this.#context = context;
  }

  draw(grid: ImageBitmap, caption: string): Uint8Array {
    const { width, height } = this;
    const context = this.#context;
    const size = this.#fontSize;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    context.drawImage(grid, 0, 0, width, height - 2 * size);
    context.fillStyle = '#000000';
    context.font = `${size}px sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(caption, width / 2, height - size, width);
    const { data } = context.getImageData(0, 0, width, height);
    // Everything is grey: R stands for all three.
    return Uint8Array.from({ length: width * height }, (_, i) => Math.round(((data[4 * i] ?? 0) * (LEVELS - 1)) / 255));
  }
}

/** `grids`: PNG files of one size, by epoch. Throws `no-model` without any, or AbortError. */
export async function exportTimeLapse(
  grids: ReadonlyMap<number, Blob>,
  caption: string,
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<ExportResult> {
  const frames = evenly(
    [...grids].sort(([a], [b]) => a - b),
    MOST_FRAMES,
  );
  if (frames.length === 0) throw new AppError('no-model');
  const usual = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, TOTAL_MS / frames.length));
  const gif = GIFEncoder();
  let painter: FramePainter | null = null;
  for (const [i, [epoch, png]] of frames.entries()) {
    if (work.signal.aborted) throw new AbortError();
    const grid = await createImageBitmap(png);
    try {
      painter ??= new FramePainter(grid);
      const delay = i + 1 === frames.length ? LAST_MS : usual;
      gif.writeFrame(painter.draw(grid, caption.replace('{epoch}', String(epoch))), painter.width, painter.height, {
        delay,
        ...(i === 0 ? { palette: PALETTE, repeat: 0 } : {}),
      });
    } finally {
      grid.close();
    }
    work.onProgress({ stage: 'packing', done: i + 1, total: frames.length });
  }
  gif.finish();
  return { name: 'time-lapse.gif', blob: new Blob([gif.bytes()], { type: 'image/gif' }), pairs: 0 };
}
