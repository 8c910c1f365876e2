/**
 * A page of a PDF as grey levels, with the words on it that an ECG needs and no others (`printed-words`). The page is gone through
 * twice: first only to see where its words stand, then to draw it.
 */
import { OPS, type PageViewport, type PDFPageProxy } from 'pdfjs-dist';
import type { GreyImage } from '../../../core/dataset.ts';
import { keptTexts } from '../../../intake/formats/pdf/printed-words.ts';
import { toGrey } from '../../../intake/pictures/grey-image.ts';
import { RuleSnapper } from './rule-snapper.ts';
import { ScannedPicture } from './scanned-picture.ts';
import { TextBoxes } from './text-boxes.ts';
import type { WorkerCanvases } from './worker-canvases.ts';

/** Pixels of the longer side: 170 an inch of A4, several times what a network sees. A scan keeps its own. */
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
  readonly viewport: PageViewport;
}

function sheetOf(page: PDFPageProxy, scale: number): Sheet {
  const viewport = page.getViewport({ scale });
  const canvas = new OffscreenCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no 2D canvas');
  return { context, viewport };
}

async function render(
  page: PDFPageProxy,
  { context, viewport }: Sheet,
  operationsFilter: OperationsFilter,
): Promise<void> {
  await page.render({
    // In a worker there is no other canvas; pdf.js asks nothing of it that this one has not.
    canvas: context.canvas as unknown as HTMLCanvasElement,
    viewport,
    annotationMode: NO_ANNOTATIONS,
    background: '#ffffff',
    operationsFilter,
  }).promise;
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
  const scale = isPicture ? 1 : LONGER_SIDE / Math.max(w, h);
  const boxes = new TextBoxes();
  const scan = new ScannedPicture();
  const first = sheetOf(page, scale);
  boxes.watch(first.context);
  canvases.watchedBy = boxes;
  await render(page, first, (i, { fnArray, argsArray }) => {
    const operation = fnArray[i] ?? -1;
    boxes.next(i, TEXTS.has(operation) ? argsArray[i] : null);
    scan.next(operation, argsArray[i], first.context);
    return !PAINTS.has(operation);
  });
  boxes.stop();
  canvases.watchedBy = null;
  const texts = [...boxes.texts];
  const kept = keptTexts(texts.map(([, text]) => text));
  const drawn = new Set(texts.filter((_, k) => kept[k]).map(([i]) => i));

  const sheet = sheetOf(page, isPicture ? scale : scale * scan.enlargement(first.context.canvas));
  const rules = new RuleSnapper(sheet.context);
  await render(page, sheet, (i, { fnArray, argsArray }) => {
    const operation = fnArray[i] ?? -1;
    rules.next(operation, argsArray[i]);
    return !TEXTS.has(operation) || drawn.has(i);
  });
  const { width, height } = sheet.context.canvas;
  return toGrey(sheet.context.getImageData(0, 0, width, height).data, width, height);
}
