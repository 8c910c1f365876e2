/** Draws a page's rules on whole pixels (`straight-rules`) where pdf.js strokes or fills them. */
import { OPS } from 'pdfjs-dist';
import { filledRule, type PixelRect, strokedRules } from './straight-rules.ts';

/** Those that keep what is set until their counterpart comes. */
const KEEPING: ReadonlySet<number> = new Set([OPS.save, OPS.paintFormXObjectBegin, OPS.beginGroup]);
const GIVING_BACK: ReadonlySet<number> = new Set([OPS.restore, OPS.paintFormXObjectEnd, OPS.endGroup]);

interface Rules {
  readonly stroked: readonly PixelRect[] | null;
  readonly filled: readonly PixelRect[] | null;
}
const NONE: Rules = { stroked: null, filled: null };

/** A setting of the graphics state dictionary, as pdf.js lists them. */
function lineWidthIn(settings: unknown): number | null {
  for (const setting of Array.isArray(settings) ? (settings as unknown[]) : []) {
    const [key, value] = Array.isArray(setting) ? (setting as unknown[]) : [];
    if (key === 'LW' && typeof value === 'number') return value;
  }
  return null;
}

export class RuleSnapper {
  readonly #page: OffscreenCanvasRenderingContext2D;
  /** In the page's units, as the file says; pdf.js widens thin ones on the canvas. */
  #lineWidth = 1;
  readonly #kept: number[] = [];
  /** In a group pdf.js draws elsewhere. */
  #groups = 0;
  #rules = NONE;

  constructor(page: OffscreenCanvasRenderingContext2D) {
    this.#page = page;
    const instead = (name: 'stroke' | 'fill', rules: () => readonly PixelRect[] | null): void => {
      const draw = page[name].bind(page) as (...args: unknown[]) => void;
      Object.defineProperty(page, name, {
        value: (...args: unknown[]) => {
          const style = page[`${name}Style`];
          const rects = rules();
          if (rects === null || typeof style !== 'string') draw(...args);
          else this.#paint(rects, style);
        },
      });
    };
    instead('stroke', () => this.#rules.stroked);
    instead('fill', () => this.#rules.filled);
  }

  /** The operation that comes next. */
  next(operation: number, args: unknown): void {
    this.#rules = NONE;
    if (KEEPING.has(operation)) this.#kept.push(this.#lineWidth);
    if (GIVING_BACK.has(operation)) this.#lineWidth = this.#kept.pop() ?? this.#lineWidth;
    if (operation === OPS.beginGroup) this.#groups += 1;
    if (operation === OPS.endGroup) this.#groups -= 1;
    const [first, data] = Array.isArray(args) ? (args as unknown[]) : [];
    if (operation === OPS.setLineWidth && typeof first === 'number') this.#lineWidth = first;
    if (operation === OPS.setGState) this.#lineWidth = lineWidthIn(first) ?? this.#lineWidth;
    const path: unknown = operation === OPS.constructPath && Array.isArray(data) ? data[0] : null;
    if (path instanceof Float32Array && this.#groups === 0) this.#rules = this.#rulesOf(path);
  }

  #rulesOf(path: Float32Array): Rules {
    const page = this.#page;
    const matrix = page.getTransform();
    const filled = filledRule(path, matrix);
    const isPlain = page.getLineDash().length === 0;
    return {
      stroked: isPlain ? strokedRules(path, matrix, this.#lineWidth, page.lineCap !== 'butt') : null,
      filled: filled === null ? null : [filled],
    };
  }

  #paint(rects: readonly PixelRect[], style: string): void {
    const all = new Path2D();
    for (const { left, top, width, height } of rects) all.rect(left, top, width, height);
    const page = this.#page;
    page.save();
    this.#rules = { ...this.#rules, filled: null };
    page.resetTransform();
    page.fillStyle = style;
    page.fill(all);
    page.restore();
  }
}
