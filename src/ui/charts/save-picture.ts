/** Hands a drawn chart to the browser: a canvas as PNG, an SVG with its styles written into it. */
import { download } from '../../platform/download.ts';

const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-opacity',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** How a canvas is drawn for a file, where that differs from the page: larger, with all its names. */
const savedVersions = new WeakMap<HTMLCanvasElement, () => HTMLCanvasElement>();

export function offerForSaving(canvas: HTMLCanvasElement, draw: () => HTMLCanvasElement): void {
  savedVersions.set(canvas, draw);
}

function standalone(svg: SVGSVGElement, ground: string): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const copies = copy.querySelectorAll('*');
  svg.querySelectorAll('*').forEach((element, i) => {
    const computed = getComputedStyle(element);
    const target = copies.item(i);
    for (const name of STYLES) target.setAttribute(name, computed.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('style', `background:${ground}`);
  return new XMLSerializer().serializeToString(copy);
}

/** Saves the first canvas or SVG inside `element` as `name`.png or .svg. */
export function savePicture(element: Element, name: string): void {
  const file = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const canvas = element.querySelector('canvas');
  if (canvas !== null) {
    const drawn = savedVersions.get(canvas)?.() ?? canvas;
    drawn.toBlob((blob) => {
      if (blob !== null) download(blob, `${file}.png`);
    }, 'image/png');
    return;
  }
  const svg = element.querySelector('svg');
  if (svg === null) return;
  const ground = getComputedStyle(element).getPropertyValue('--surface');
  download(new Blob([standalone(svg, ground)], { type: 'image/svg+xml' }), `${file}.svg`);
}
