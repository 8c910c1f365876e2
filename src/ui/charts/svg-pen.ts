/**
 * The strokes of a canvas chart written down as SVG: the same drawing function gives a picture for the page and a vector
 * file for a paper. Only what the charts use: rectangles, arcs, texts, moves and turns.
 */

/** The part of a canvas context that charts draw with. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'measureText'
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
>;

/** Measures a text in a CSS font. */
export type MeasureText = (text: string, font: string) => TextMetrics;

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = {
  start: 'start',
  left: 'start',
  center: 'middle',
  end: 'end',
  right: 'end',
};

const round = (value: number): number => Math.round(value * 100) / 100;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Charts use plain colours, no gradients. */
const plainColour = (style: Pen['fillStyle']): string => (typeof style === 'string' ? style : 'none');

export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000';
  strokeStyle: Pen['strokeStyle'] = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #measure: MeasureText;
  readonly #parts: string[] = [];
  readonly #saved: (readonly string[])[] = [];
  #transform: readonly string[] = [];
  #path: Circle[] = [];

  constructor(measure: MeasureText) {
    this.#measure = measure;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect ${this.#box(x, y, width, height)} ${this.#filled()}`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect ${this.#box(x, y, width, height)} ${this.#stroked()}`);
  }

  beginPath(): void {
    this.#path = [];
  }

  /** Full circles only. */
  arc(x: number, y: number, radius: number): void {
    this.#path.push({ x, y, radius });
  }

  fill(): void {
    this.#drawPath(this.#filled());
  }

  stroke(): void {
    this.#drawPath(this.#stroked());
  }

  fillText(text: string, x: number, y: number): void {
    const baseline = this.textBaseline === 'middle' ? ' dominant-baseline="central"' : '';
    const anchor = ANCHORS[this.textAlign];
    this.#add(
      `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${baseline} style="font:${escape(this.font)}" ${this.#filled()}`,
      escape(text),
    );
  }

  measureText(text: string): TextMetrics {
    return this.#measure(text, this.font);
  }

  /** Remembers where the paper lies; colours and types are set again before they are used. */
  save(): void {
    this.#saved.push(this.#transform);
  }

  restore(): void {
    this.#transform = this.#saved.pop() ?? [];
  }

  translate(x: number, y: number): void {
    this.#transform = [...this.#transform, `translate(${round(x)} ${round(y)})`];
  }

  rotate(angle: number): void {
    this.#transform = [...this.#transform, `rotate(${round((angle * 180) / Math.PI)})`];
  }

  /** The whole drawing as an SVG file. */
  toSvg(width: number, height: number): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${this.#parts.join('')}</svg>`;
  }

  #box(x: number, y: number, width: number, height: number): string {
    return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  }

  #filled(): string {
    return `fill="${escape(plainColour(this.fillStyle))}"${this.#faint('fill-opacity')}`;
  }

  #stroked(): string {
    return `fill="none" stroke="${escape(plainColour(this.strokeStyle))}" stroke-width="${this.lineWidth}"${this.#faint('stroke-opacity')}`;
  }

  #faint(attribute: string): string {
    return this.globalAlpha === 1 ? '' : ` ${attribute}="${this.globalAlpha}"`;
  }

  #drawPath(style: string): void {
    for (const { x, y, radius } of this.#path) {
      this.#add(`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${style}`);
    }
  }

  #add(open: string, content?: string): void {
    const moved = this.#transform.length === 0 ? '' : ` transform="${this.#transform.join(' ')}"`;
    const close = content === undefined ? '/>' : `>${content}</${/^<(\w+)/u.exec(open)?.[1] ?? ''}>`;
    this.#parts.push(`${open}${moved}${close}`);
  }
}
