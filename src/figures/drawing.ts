/**
 * A drawing as a tree of SVG shapes, and the same as text. Attributes are named as React names them; colours are the
 * page's variables (`var(--real)`), which a file that stands alone defines too.
 */

export interface Shape {
  readonly tag: 'rect' | 'line' | 'path' | 'circle' | 'text' | 'g' | 'title';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export function shape(
  tag: Shape['tag'],
  attributes: Shape['attributes'],
  ...children: readonly (Shape | string)[]
): Shape {
  return { tag, attributes, children };
}

/** A tenth of a unit is less than a dot of print. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For texts and for attributes in quotes. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (c) => ENTITIES[c] ?? c);
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/gu, (c) => `-${c.toLowerCase()}`);

function shapeText(part: Shape | string): string {
  if (typeof part === 'string') return escapeMarkup(part);
  const attributes = Object.entries(part.attributes)
    .map(([name, value]) => ` ${kebab(name)}="${escapeMarkup(String(value))}"`)
    .join('');
  if (part.children.length === 0) return `<${part.tag}${attributes}/>`;
  return `<${part.tag}${attributes}>${part.children.map(shapeText).join('')}</${part.tag}>`;
}

/** Everything inside `<svg>`. */
export function shapesText({ shapes }: Drawing): string {
  return shapes.map(shapeText).join('');
}
