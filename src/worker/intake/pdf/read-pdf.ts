/** The pages of a PDF, one ECG each, by pdf.js. Nothing in a file is run or fetched; one that takes too long is given up. */
import { getDocument, type PDFDocumentProxy, PasswordException, PDFWorker, VerbosityLevel } from 'pdfjs-dist';
import type { RecordFaultReason } from '../../../core/data-report.ts';
import type { GreyImage } from '../../../core/dataset.ts';
import { showsTrace } from '../../../intake/formats/find-trace.ts';
import { RecordFault } from '../../../intake/formats/record-fault.ts';
import { isPartMissing, partError } from '../../../platform/load-part.ts';
import { blobWorkers } from '../../blob-worker.ts';
import { drawPage } from './draw-page.ts';
import { NoFilters, WorkerCanvases } from './worker-canvases.ts';
import { addressOf, fetchPart } from './pdf-parts.ts';
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './pdf.worker.ts?worker&url';

export interface PdfPage {
  /** From 0. */
  readonly page: number;
  /** Or why there is none. */
  readonly content: GreyImage | RecordFaultReason;
}

const MOST_PAGES = 500;
/** Of a scanned page: more would not fit into memory several at a time. */
const MOST_IMAGE_PIXELS = 120e6;
/** Seconds for opening a file, and for each page. */
const PATIENCE = 30;

/** pdf.js goes on without a part that it could not have, and draws no letters: what failed is kept, to be said. */
function partsInto(failed: unknown[]): new () => object {
  return class {
    async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
      const part = addressOf(filename);
      if (part === null) throw new Error(`${filename} is not among the parts`);
      try {
        return await fetchPart(part);
      } catch (error) {
        failed.push(error);
        throw error;
      }
    }
  };
}

let parser: Worker | null = null;

/** One for all files of this worker: starting it takes longer than reading most of them. */
function startParser(): Worker {
  if (parser === null) {
    const workers = blobWorkers(workerUrl, 'pdf');
    parser = workers.start();
    workers.release();
  }
  return parser;
}

function endParser(): void {
  parser?.terminate();
  parser = null;
}

async function patiently<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RecordFault('record-slow')), PATIENCE * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function faultOf(error: unknown): RecordFault {
  if (error instanceof RecordFault) return error;
  if (error instanceof PasswordException) return new RecordFault('record-locked', error);
  return new RecordFault('record-broken', error);
}

/** Programs write it behind everything else. */
function isCut(bytes: Uint8Array): boolean {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-4096));
  return !tail.includes('startxref') && !tail.includes('%%EOF');
}

export interface PdfWish {
  /** The page that is asked for, from 0; null: all. */
  readonly wanted: number | null;
  /** Each page is an ECG, and one of its points a pixel. */
  readonly isPictures?: boolean;
}

async function readPage(
  file: PDFDocumentProxy,
  page: number,
  canvases: WorkerCanvases,
  isPicture: boolean,
): Promise<GreyImage | RecordFaultReason> {
  try {
    const content = await file.getPage(page + 1);
    try {
      const image = await drawPage(content, canvases, isPicture);
      if (image === null) return 'record-broken';
      return isPicture || showsTrace(image) ? image : 'record-no-trace';
    } finally {
      content.cleanup();
    }
  } catch (error) {
    // Files come from anywhere: what pdf.js stumbles over is a damaged page, named to the visitor.
    return faultOf(error).reason;
  }
}

/** pdf.js makes what it is given a class of. */
function makerOf(made: object): new () => object {
  return function make() {
    return made;
  } as unknown as new () => object;
}

/** Throws `RecordFault` where the file cannot be opened. */
export async function* readPdf(bytes: Uint8Array, { wanted, isPictures = false }: PdfWish): AsyncGenerator<PdfPage> {
  if (isCut(bytes)) throw new RecordFault('record-cut');
  const failed: unknown[] = [];
  const canvases = new WorkerCanvases();
  const worker = new PDFWorker({ port: startParser() as unknown as null, verbosity: VerbosityLevel.ERRORS });
  const task = getDocument({
    // It is handed over to the parser, and the file may be needed again.
    data: bytes.slice(),
    worker,
    verbosity: VerbosityLevel.ERRORS,
    // Letters are drawn as shapes: a worker has no fonts of a document.
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    CanvasFactory: makerOf(canvases),
    FilterFactory: NoFilters,
    BinaryDataFactory: partsInto(failed),
  });
  let isStuck = false;
  try {
    const file = await patiently(task.promise);
    if (file.numPages > MOST_PAGES) throw new RecordFault('record-pages');
    for (let page = 0; page < file.numPages; page++) {
      if (wanted !== null && wanted !== page) continue;
      const content = await patiently(readPage(file, page, canvases, isPictures));
      if (failed.length > 0) throw await partError(failed[0]);
      yield { page, content };
    }
  } catch (error) {
    if (isPartMissing(error)) throw error;
    const fault = faultOf(error);
    isStuck = fault.reason === 'record-slow';
    throw fault;
  } finally {
    // A parser that does not answer is ended: it would not answer that it has stopped either.
    if (isStuck) endParser();
    else await task.destroy();
    worker.destroy();
  }
}
