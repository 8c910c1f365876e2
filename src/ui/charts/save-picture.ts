/** Hands a drawn chart to the browser, as a vector file (SVG) or as pixels (PNG): what is a canvas on the page, and what is SVG. */
import { download } from '../../platform/download.ts';

export type PictureFormat = 'svg' | 'png';

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

/** Pixels of a saved picture for each of the page: meant for print. */
const SHARPNESS = 2;

interface SavedVersion {
  readonly canvas: () => HTMLCanvasElement;
  readonly svg: () => string;
}

/** How a canvas is drawn for a file, where that differs from the page: larger, with all its names. */
const savedVersions = new WeakMap<HTMLCanvasElement, SavedVersion>();

export function offerForSaving(canvas: HTMLCanvasElement, version: SavedVersion): void {
  savedVersions.set(canvas, version);
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

const svgBlob = (text: string): Blob => new Blob([text], { type: 'image/svg+xml' });

function pngOf(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}

/** The same picture in pixels. */
async function rasterise(svg: string, { width, height }: DOMRect, ground: string): Promise<HTMLCanvasElement> {
  const url = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * SHARPNESS);
    canvas.height = Math.round(height * SHARPNESS);
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = ground;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
    }
    return canvas;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The chart's own SVG, not an icon's; null where the chart is a canvas. */
function chartSvg(element: Element): SVGSVGElement | null {
  return element.querySelector<SVGSVGElement>('svg[role="img"], svg.recharts-surface') ?? element.querySelector('svg');
}

async function pictureOf(element: Element, format: PictureFormat): Promise<Blob | null> {
  const canvas = element.querySelector('canvas');
  if (canvas !== null) {
    const version = savedVersions.get(canvas);
    if (format === 'png' || version === undefined) return pngOf(version?.canvas() ?? canvas);
    return svgBlob(version.svg());
  }
  const svg = chartSvg(element);
  if (svg === null) return null;
  const ground = getComputedStyle(element).getPropertyValue('--surface');
  const text = standalone(svg, ground);
  return format === 'svg' ? svgBlob(text) : pngOf(await rasterise(text, svg.getBoundingClientRect(), ground));
}

/** Saves the first canvas or SVG inside `element` as `name`.png or .svg. Rejects if the browser cannot draw it. */
export async function savePicture(element: Element, name: string, format: PictureFormat): Promise<void> {
  const blob = await pictureOf(element, format);
  if (blob !== null) download(blob, `${name.trim().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${format}`);
}
