/**
 * A page of a PDF as grey levels, with the words on it that an ECG needs and no others (`printed-words`). The page is gone through
 * twice: first only to see where its words stand, then to draw it.
 */
import { OPS, type PDFPageProxy } from 'pdfjs-dist';
import type { GreyImage } from '../../../core/dataset.ts';
import { keptTexts } from '../../../intake/formats/pdf/printed-words.ts';
import { toGrey } from '../../../intake/pictures/grey-image.ts';
import { TextBoxes } from './text-boxes.ts';
import type { WorkerCanvases } from './worker-canvases.ts';

/** Pixels of the longer side: 170 an inch of A4, several times what a network sees. */
const LONGER_SIDE = 2000;
/** Stripes and the like: a page this much longer than wide is none. */
const MOST_STRETCHED = 20;
/** `AnnotationMode.DISABLE`: what is filled into forms or stuck on a page is about a person. */
const NO_ANNOTATIONS = 0;

type OperationsFilter = NonNullable<Parameters<PDFPageProxy['render']>[0]['operationsFilter']>;

const TEXTS: ReadonlySet<number> = new Set([
  OPS.showText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
]);

/** Not needed to see where words stand. */
const PAINTS: ReadonlySet<number> = new Set([
  OPS.constructPath,
  OPS.shadingFill,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
  // Text inside is then drawn on the page itself.
  OPS.beginGroup,
  OPS.endGroup,
]);

interface Sheet {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

function newSheet(width: number, height: number): Sheet {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no 2D canvas');
  return { context, width, height };
}

/**
 * `canvases` are those that pdf.js makes besides the page's own; `isPicture`: a point is a pixel. Null: the page has no size that can be
 * drawn.
 */
export async function drawPage(
  page: PDFPageProxy,
  canvases: WorkerCanvases,
  isPicture: boolean,
): Promise<GreyImage | null> {
  const { width: w, height: h } = page.getViewport({ scale: 1 });
  if (!(w > 0 && h > 0 && Math.max(w, h) / Math.min(w, h) < MOST_STRETCHED)) return null;
  const viewport = page.getViewport({ scale: isPicture ? 1 : LONGER_SIDE / Math.max(w, h) });
  const { context, width, height } = newSheet(Math.round(viewport.width), Math.round(viewport.height));
  const go = (operationsFilter: OperationsFilter): Promise<void> =>
    page.render({
      // In a worker there is no other canvas; pdf.js asks nothing of it that this one has not.
      canvas: context.canvas as unknown as HTMLCanvasElement,
      viewport,
      annotationMode: NO_ANNOTATIONS,
      background: '#ffffff',
      operationsFilter,
    }).promise;

  const boxes = new TextBoxes();
  boxes.watch(context);
  canvases.watchedBy = boxes;
  await go((i, { fnArray, argsArray }) => {
    const operation = fnArray[i] ?? -1;
    boxes.next(i, TEXTS.has(operation) ? argsArray[i] : null);
    return !PAINTS.has(operation);
  });
  boxes.stop();
  canvases.watchedBy = null;
  const texts = [...boxes.texts];
  const kept = keptTexts(texts.map(([, text]) => text));
  const drawn = new Set(texts.filter((_, k) => kept[k]).map(([i]) => i));
  await go((i, { fnArray }) => !TEXTS.has(fnArray[i] ?? -1) || drawn.has(i));
  return toGrey(context.getImageData(0, 0, width, height).data, width, height);
}
