/**
 * A file of any kind as the sheets it holds: a picture is decoded, signals are drawn. Ids of patients are hashed here, with the
 * page's key; nothing else that tells who somebody is comes out of the readers.
 */
import type { RecordFaultReason } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { FileLook } from '../../core/file-look.ts';
import type { SheetChoice } from '../../core/sheet-choice.ts';
import { drawRecord } from '../../intake/formats/draw-record.ts';
import { showsTrace } from '../../intake/formats/find-trace.ts';
import type { EcgFacts, EcgPage } from '../../intake/formats/ecg-record.ts';
import { READERS } from '../../intake/formats/formats.ts';
import { hashId, type IdKey } from '../../intake/formats/id-hash.ts';
import { RecordFault } from '../../intake/formats/record-fault.ts';
import type { FormatName } from '../../intake/formats/sniff.ts';
import { twelveLeads } from '../../intake/formats/twelve-leads.ts';
import type { LeadName } from '../../sheet/leads.ts';
import { columnsOf } from '../../sheet/sheet-layout.ts';
import { loadPart } from '../../platform/load-part.ts';
import { decodePicture } from '../picture-codec.ts';

/** Where a sheet comes from; to read it again, the file stays where it is. */
export interface EcgSource {
  /** In what was given. */
  readonly path: string;
  readonly file: Blob;
  /** Null: a picture. */
  readonly format: FormatName | null;
  /** Files that belong to it, by the names it calls them. */
  readonly beside: ReadonlyMap<string, Blob>;
  /** Of the file's ECGs, from 0; null: all. */
  readonly page: number | null;
}

/** What is known of an ECG besides its look. */
export interface SheetRecord {
  readonly facts: EcgFacts;
  /** Ids inside the file, hashed. */
  readonly ids: readonly number[];
  readonly isDrawn: boolean;
  readonly missing: readonly LeadName[];
}

export interface OpenedSheet {
  readonly page: number;
  readonly image: GreyImage;
  /** Null: a picture, which says nothing. */
  readonly record: SheetRecord | null;
}

/** A page of a file whose other pages are read. */
export interface LeftOutPage {
  readonly page: number;
  readonly reason: RecordFaultReason | 'too-large';
}

/** How files are opened. */
export interface Opening {
  /** Of this page: hashes ids. */
  readonly key: IdKey;
  /** What signals are drawn on. */
  readonly sheet: SheetChoice;
}

/** Why there is none. */
export interface SheetFault {
  readonly fault: RecordFaultReason | 'too-large';
  readonly looksLike: FileLook | null;
}

/** A file of signals of one patient; longer is a Holter. */
const MOST_BYTES = 256 * 2 ** 20;

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

function hashed(ids: readonly string[], key: IdKey): number[] {
  return ids.map((id) => hashId(id, key)).filter((hash) => hash !== null);
}

type OpenedPage = OpenedSheet | LeftOutPage;

function notDrawn(ids: readonly string[], key: IdKey): SheetRecord {
  return { facts: {}, ids: hashed(ids, key), isDrawn: false, missing: [] };
}

async function decodeJpeg(jpeg: Uint8Array<ArrayBuffer>): Promise<GreyImage> {
  const image = await decodePicture(new Blob([jpeg])).catch((error: unknown) => {
    // What a browser stumbles over is a damaged part of the page.
    throw new RecordFault('record-broken', error);
  });
  if (image === 'too-large') throw new RecordFault('record-large');
  return image;
}

/** `isAlone`: the only page of its file, which is then an ECG whatever it shows; letters and covers come among others. */
async function drawScan(
  scan: Extract<EcgPage, { kind: 'scan' }>,
  isAlone: boolean,
): Promise<GreyImage | RecordFaultReason> {
  try {
    const image = await scan.draw(decodeJpeg);
    return isAlone || showsTrace(image) ? image : 'record-no-trace';
  } catch (error) {
    if (error instanceof RecordFault) return error.reason;
    throw error;
  }
}

interface PartPlace {
  /** Number of its first sheet. */
  readonly first: number;
  /** There is no other part. */
  readonly isAlone: boolean;
}

/** The sheets of one part of a file; a PDF alone has several. */
async function* openPart(
  part: EcgPage,
  { first, isAlone }: PartPlace,
  source: EcgSource,
  { key, sheet }: Opening,
): AsyncGenerator<OpenedPage> {
  switch (part.kind) {
    case 'signal': {
      const leads = twelveLeads(part.record, columnsOf(sheet));
      const { facts, ids } = part.record;
      const record = { facts, ids: hashed(ids, key), isDrawn: true, missing: leads.missing };
      yield { page: first, image: drawRecord(leads, sheet), record };
      return;
    }
    case 'grey':
      yield { page: first, image: part.image, record: notDrawn(part.ids, key) };
      return;
    case 'picture': {
      const image = await decodePicture(new Blob([part.bytes.slice()]));
      if (image === 'too-large') yield { page: first, reason: image };
      else yield { page: first, image, record: notDrawn(part.ids, key) };
      return;
    }
    case 'scan': {
      const content = await drawScan(part, isAlone);
      if (typeof content === 'string') yield { page: first, reason: content };
      else yield { page: first, image: content, record: notDrawn(part.ids, key) };
      return;
    }
    case 'pdf': {
      const { readPdf } = await loadPart(() => import('./pdf/read-pdf.ts'));
      const wanted = source.page === null ? null : source.page - first;
      for await (const { page, content } of readPdf(part.bytes, { wanted, isPictures: part.isPictures === true })) {
        if (typeof content === 'string') yield { page: first + page, reason: content };
        else yield { page: first + page, image: content, record: notDrawn(part.ids, key) };
      }
      return;
    }
    default:
      part satisfies never;
  }
}

async function readParts({ file, path, beside }: EcgSource, format: FormatName): Promise<EcgPage[]> {
  const { reader } = await loadPart(READERS[format]);
  const size = [file, ...beside.values()].reduce((sum, blob) => sum + blob.size, 0);
  if (size > MOST_BYTES) throw new RecordFault('record-large');
  const parts = await Promise.all([...beside].map(async ([name, blob]) => [name, await bytesOf(blob)] as const));
  return reader.read({ bytes: await bytesOf(file), path, beside: new Map(parts) });
}

async function* openFormat(source: EcgSource, format: FormatName, how: Opening): AsyncGenerator<OpenedPage> {
  let page = 0;
  const parts = await readParts(source, format);
  for (const part of parts) {
    if (part.kind !== 'pdf' && source.page !== null && source.page !== page) {
      page += 1;
      continue;
    }
    for await (const opened of openPart(part, { first: page, isAlone: parts.length === 1 }, source, how)) {
      yield opened;
      page = opened.page;
    }
    page += 1;
  }
}

async function* openPages(source: EcgSource, how: Opening): AsyncGenerator<OpenedPage> {
  if (source.format !== null) return yield* openFormat(source, source.format, how);
  const image = await decodePicture(source.file);
  yield image === 'too-large' ? { page: 0, reason: image } : { page: 0, image, record: null };
}

/** What became of a file's pages. */
export interface OpenedEcg<T> {
  readonly sheets: readonly T[];
  readonly leftOut: readonly LeftOutPage[];
}

/**
 * Hands over the sheets of a file, one after another so that only one is held, or says why there are none. Rejects when a picture
 * cannot be decoded.
 */
export async function openEcg<T>(
  source: EcgSource,
  how: Opening,
  use: (sheet: OpenedSheet) => T | Promise<T>,
): Promise<OpenedEcg<T> | SheetFault> {
  const { format } = source;
  const sheets: T[] = [];
  const leftOut: LeftOutPage[] = [];
  try {
    for await (const opened of openPages(source, how)) {
      if ('image' in opened) sheets.push(await use(opened));
      else leftOut.push(opened);
    }
  } catch (error) {
    if (error instanceof RecordFault) return { fault: error.reason, looksLike: error.looksLike ?? format };
    // Files come from anywhere: what a reader stumbles over is a damaged file, named to the visitor.
    if (format !== null && (error instanceof RangeError || error instanceof TypeError)) {
      return { fault: 'record-broken', looksLike: format };
    }
    throw error;
  }
  if (sheets.length > 0) return { sheets, leftOut };
  return { fault: leftOut[0]?.reason ?? 'record-no-leads', looksLike: format };
}
