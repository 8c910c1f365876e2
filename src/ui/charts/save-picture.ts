/** Hands a figure to the browser, as a vector file (SVG) or as pixels (PNG), in the colours that the page has now. */
import { type Drawing, shapesText } from '../../figures/drawing.ts';
import { download } from '../../platform/download.ts';
import { SAVED_FONT } from './use-frame.ts';

export type PictureFormat = 'svg' | 'png';

/** Pixels of a saved picture for each of the page: meant for print. */
const SHARPNESS = 2;

/** A file has no variables of the page. */
function standalone(drawing: Drawing): string {
  const { width, height } = drawing;
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string): string => page.getPropertyValue(name).trim();
  const shapes = shapesText(drawing).replaceAll(/var\((--[\w-]+)\)/gu, (_, name: string) => colour(name));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${SAVED_FONT}"><rect width="${width}" height="${height}" fill="${colour('--surface')}"/>${shapes}</svg>`;
}

const svgBlob = (text: string): Blob => new Blob([text], { type: 'image/svg+xml' });

async function pngOf(svg: string, { width, height }: Drawing): Promise<Blob | null> {
  const url = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * SHARPNESS);
    canvas.height = Math.round(height * SHARPNESS);
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Saves a drawing as `name`.png or .svg. Rejects if the browser cannot draw it. */
export async function savePicture(drawing: Drawing, name: string, format: PictureFormat): Promise<void> {
  const svg = standalone(drawing);
  const blob = format === 'svg' ? svgBlob(svg) : await pngOf(svg, drawing);
  if (blob === null) throw new Error('the browser drew nothing');
  download(blob, `${name.trim().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${format}`);
}
