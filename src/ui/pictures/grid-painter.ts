/** Draws sixteen tiles on one canvas and fades quietly from one grid to the next. No React. */
import { greyRange, greyToRgba } from '../../core/grey.ts';
import type { PairView } from '../../worker/protocol.ts';
import { pixelsOf } from './picture.tsx';

export const GRID_SIDE = 4;
/** Gap between tiles as a share of a tile's side. */
const GAP = 0.05;
const FADE_MS = 360;

/** The gap as a share of the whole grid's side, for what is laid over it. */
export const GAP_SHARE = GAP / (GRID_SIDE + (GRID_SIDE - 1) * GAP);

export class GridPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #old = new OffscreenCanvas(1, 1);
  readonly #new = new OffscreenCanvas(1, 1);
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  show(view: PairView, options: { readonly isStretched: boolean; readonly fades: boolean }): void {
    cancelAnimationFrame(this.#frame);
    const side = Math.round(view.size * (GRID_SIDE + (GRID_SIDE - 1) * GAP));
    const isSameSize = this.#canvas.width === side;
    if (isSameSize) {
      this.#old.width = side;
      this.#old.height = side;
      this.#old.getContext('2d')?.drawImage(this.#canvas, 0, 0);
    } else {
      this.#canvas.width = side;
      this.#canvas.height = side;
    }
    this.#compose(view, side, options.isStretched);
    // A hidden page gets no frames: it is drawn at once.
    if (!isSameSize || !options.fades || document.visibilityState !== 'visible') {
      this.#blend(1);
      return;
    }
    const start = performance.now();
    const tick = (now: number): void => {
      const progress = Math.min(1, Math.max(0, (now - start) / FADE_MS));
      this.#blend(progress);
      if (progress < 1) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #compose(view: PairView, side: number, isStretched: boolean): void {
    this.#new.width = side;
    this.#new.height = side;
    const context = this.#new.getContext('2d');
    if (context === null) return;
    const step = view.size * (1 + GAP);
    for (let i = 0; i < Math.min(view.count, GRID_SIDE * GRID_SIDE); i++) {
      const pixels = pixelsOf(view, i);
      const rgba = greyToRgba(pixels, isStretched ? greyRange(pixels) : null);
      const x = Math.round((i % GRID_SIDE) * step);
      const y = Math.round(Math.floor(i / GRID_SIDE) * step);
      context.putImageData(new ImageData(rgba, view.size, view.size), x, y);
    }
  }

  #blend(progress: number): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.globalAlpha = 1;
    if (progress < 1) context.drawImage(this.#old, 0, 0);
    context.globalAlpha = progress;
    context.drawImage(this.#new, 0, 0);
    context.globalAlpha = 1;
  }
}
