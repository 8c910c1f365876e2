/**
 * The resolution of a scanned page: a picture that fills most of it is drawn pixel by pixel. Drawn smaller or larger, each pixel of
 * the page would be a mixture of two of the scan's.
 */
import { OPS } from 'pdfjs-dist';

/** Of the page's area. */
const LEAST_AREA = 0.5;
/** Pixels of the longer side. A scan beyond is drawn at a half, a third … of its resolution. */
const MOST = 4000;
/** Below, what is printed over the picture would be too coarse. */
const LEAST = 1000;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the picture that an operation draws; null: it draws none. */
function pictureSize(operation: number, args: unknown): Size | null {
  const [first, width, height] = Array.isArray(args) ? (args as unknown[]) : [];
  if (operation === OPS.paintImageXObject)
    return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
  if (operation !== OPS.paintImageMaskXObject && operation !== OPS.paintInlineImageXObject) return null;
  const { width: w, height: h } = (first ?? {}) as { readonly width?: unknown; readonly height?: unknown };
  return typeof w === 'number' && typeof h === 'number' ? { width: w, height: h } : null;
}

export class ScannedPicture {
  #area = 0;
  /** Pixels of the picture to a pixel of the page. */
  #ratio = 1;

  /** The operation that comes next, and the page that it draws on. */
  next(operation: number, args: unknown, page: OffscreenCanvasRenderingContext2D): void {
    const size = pictureSize(operation, args);
    if (size === null) return;
    // A picture is a square of side 1 in its own units.
    const { a, b, c, d } = page.getTransform();
    const area = Math.abs(a * d - b * c);
    if (area <= this.#area) return;
    this.#area = area;
    // Along its longer side, so that this one is right to the pixel; the other is within half a pixel of it.
    this.#ratio = size.width > size.height ? size.width / Math.hypot(a, b) : size.height / Math.hypot(c, d);
  }

  /** How many times larger than `page` the page is to be drawn. */
  enlargement({ width, height }: Size): number {
    if (this.#area < LEAST_AREA * width * height) return 1;
    const own = this.#ratio * Math.max(width, height);
    return own < LEAST ? 1 : this.#ratio / Math.ceil(own / MOST);
  }
}
