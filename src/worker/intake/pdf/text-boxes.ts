/**
 * Where the words of a page stand. pdf.js draws letters as shapes, on whatever canvas it has at the moment: while this watches, what
 * would be drawn is only noted, with the place and size of its letter.
 */
import type { PrintedText } from '../../../intake/formats/pdf/printed-words.ts';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Drawing = Pick<OffscreenCanvasRenderingContext2D, 'fill' | 'stroke' | 'fillText' | 'strokeText' | 'drawImage'>;
const DRAWING: readonly (keyof Drawing)[] = ['fill', 'stroke', 'fillText', 'strokeText', 'drawImage'];

/** Of a letter, in parts of its size. */
const ABOVE = 0.8;
const BELOW = 0.2;

interface Letters {
  readonly text: string;
  /** Of the last one, in parts of its size. */
  readonly lastWidth: number;
}

/** What an operation of text writes: glyphs, with numbers between them that move the pen by thousandths of a letter's size. */
function lettersOf(args: unknown): Letters {
  const glyphs: unknown = Array.isArray(args) ? args.find((arg) => Array.isArray(arg)) : null;
  let text = '';
  let lastWidth = 0.5;
  for (const glyph of Array.isArray(glyphs) ? (glyphs as unknown[]) : []) {
    if (typeof glyph === 'number') {
      // A gap as wide as a blank.
      if (glyph < -200) text += ' ';
      continue;
    }
    const { unicode, width } = (glyph ?? {}) as { readonly unicode?: unknown; readonly width?: unknown };
    if (typeof unicode === 'string') text += unicode;
    if (typeof width === 'number') lastWidth = width / 1000;
  }
  return { text, lastWidth };
}

export class TextBoxes {
  readonly #boxes = new Map<number, Box>();
  readonly #letters = new Map<number, Letters>();
  #operation: number | null = null;
  #isWatching = true;

  /** The operation that comes next, with its arguments where it writes; null: it does not. */
  next(operation: number, args: unknown): void {
    this.#operation = args === null ? null : operation;
    if (args !== null) this.#letters.set(operation, lettersOf(args));
  }

  /** From here on everything is drawn. */
  stop(): void {
    this.#isWatching = false;
  }

  watch(context: OffscreenCanvasRenderingContext2D): void {
    for (const name of DRAWING) {
      const draw = context[name].bind(context) as (...args: unknown[]) => void;
      Object.defineProperty(context, name, {
        value: (...args: unknown[]) => {
          if (this.#isWatching) this.#note(context.getTransform());
          else draw(...args);
        },
      });
    }
  }

  #note({ a, b, c, d, e, f }: DOMMatrix): void {
    const operation = this.#operation;
    if (operation === null) return;
    const size = Math.max(1, Math.hypot(c, d));
    const width = (this.#letters.get(operation)?.lastWidth ?? 0) * Math.hypot(a, b);
    const box = this.#boxes.get(operation) ?? {
      left: Number.POSITIVE_INFINITY,
      right: Number.NEGATIVE_INFINITY,
      top: Number.POSITIVE_INFINITY,
      bottom: Number.NEGATIVE_INFINITY,
    };
    box.left = Math.min(box.left, e);
    box.right = Math.max(box.right, e + width);
    box.top = Math.min(box.top, f - ABOVE * size);
    box.bottom = Math.max(box.bottom, f + BELOW * size);
    this.#boxes.set(operation, box);
  }

  /** By operation; those that draw nothing are not among them. */
  get texts(): ReadonlyMap<number, PrintedText> {
    return new Map(
      Array.from(this.#boxes, ([operation, box]) => [
        operation,
        { text: this.#letters.get(operation)?.text ?? '', ...box },
      ]),
    );
  }
}
