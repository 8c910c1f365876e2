/** What pdf.js takes from a document, as a worker has it. */
import type { TextBoxes } from './text-boxes.ts';

interface CanvasAndContext {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

/** Canvases besides the page's own, for transparency and patterns. */
export class WorkerCanvases {
  /** Whoever notes what is drawn instead of drawing it. */
  watchedBy: TextBoxes | null = null;

  create(width: number, height: number): CanvasAndContext {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context !== null) this.watchedBy?.watch(context);
    return { canvas, context };
  }

  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }

  reset({ canvas }: CanvasAndContext, width: number, height: number): void {
    if (canvas === null) return;
    [canvas.width, canvas.height] = [Math.max(1, width), Math.max(1, height)];
  }

  destroy(pair: CanvasAndContext): void {
    [pair.canvas, pair.context] = [null, null];
  }
}

/** Filters need a document, which a worker has not: what is seen through them is drawn without. */
export class NoFilters {
  addFilter = (): string => 'none';
  addHCMFilter = (): string => 'none';
  addAlphaFilter = (): string => 'none';
  addLuminosityFilter = (): string => 'none';
  addKnockoutFilter = (): string => 'none';
  addHighlightHCMFilter = (): string => 'none';
  addSelectionHCMFilter = (): string => 'none';
  addSelectionFilter = (): string => 'none';
  createSelectionStyle = (): null => null;
  destroy(): void {
    // Nothing was made.
  }
}
