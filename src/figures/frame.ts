/** What a figure is drawn into, and what all figures share: colours, letters, axes. */
import type { Texts } from '../i18n/translate.ts';
import { shape, type Shape, tenth } from './drawing.ts';
import { type Extent, place, roundTicks, type Scheme } from './scale.ts';

export interface Frame {
  /** In CSS pixels. */
  readonly width: number;
  /** A sheet is narrow and cannot be enlarged: smaller letters, names beside their lines. */
  readonly density: 'screen' | 'sheet';
  readonly scheme: Scheme;
  /** Width of a text at a size in px, in the type it will be written in. */
  readonly widthOf: (text: string, size: number) => number;
  readonly words: Pick<Texts, 'say' | 'n'>;
}

export const COLOUR = {
  real: 'var(--real)',
  realText: 'var(--real-text)',
  synthetic: 'var(--synthetic)',
  syntheticText: 'var(--synthetic-text)',
  surface: 'var(--surface)',
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  ink3: 'var(--ink-3)',
  line: 'var(--line)',
  lineStrong: 'var(--line-strong)',
} as const;

/** Letters, and the smallest that are still used where names would touch. */
export const LETTERS = { screen: { size: 14, least: 14 }, sheet: { size: 13, least: 7 } } as const;

export const DASHES = '6 4';

/** The text, cut to fit. */
export function fitText({ widthOf }: Pick<Frame, 'widthOf'>, text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  let length = text.length;
  while (length > 1 && widthOf(`${text.slice(0, length)}…`, size) > width) length -= 1;
  return `${text.slice(0, length)}…`;
}

export function widest({ widthOf }: Pick<Frame, 'widthOf'>, texts: readonly string[], size: number): number {
  return Math.max(0, ...texts.map((text) => widthOf(text, size)));
}

export function written(text: string, x: number, y: number, attributes: Shape['attributes']): Shape {
  return shape('text', { x: tenth(x), y: tenth(y), ...attributes }, text);
}

export interface Axis {
  readonly extent: Extent;
  readonly left: number;
  readonly right: number;
}

export function placeOn({ extent, left, right }: Axis, value: number): number {
  return left + place(value, extent, Math.max(1, right - left));
}

/** Round numbers under an axis, one for every `room` pixels. */
export function ticksOf(axis: Axis, room: number, most: number): number[] {
  return roundTicks(axis.extent, Math.max(2, Math.min(most, (axis.right - axis.left) / room)));
}

export function tickText({ density }: Frame, axis: Axis, tick: number, y: number, text: string): Shape {
  const style = { fontSize: LETTERS[density].size, fill: COLOUR.ink3, textAnchor: 'middle' };
  return written(text, placeOn(axis, tick), y, style);
}
