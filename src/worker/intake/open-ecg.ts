/**
 * A file of any kind as the sheets it holds: a picture is decoded, signals are drawn. Ids of patients are hashed here, with the
 * page's key; nothing else that tells who somebody is comes out of the readers.
 */
import type { RecordFaultReason } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { FileLook } from '../../core/file-look.ts';
import { drawRecord } from '../../intake/formats/draw-record.ts';
import type { EcgFacts, EcgPage } from '../../intake/formats/ecg-record.ts';
import { READERS } from '../../intake/formats/formats.ts';
import { hashId, type IdKey } from '../../intake/formats/id-hash.ts';
import { RecordFault } from '../../intake/formats/record-fault.ts';
import type { FormatName } from '../../intake/formats/sniff.ts';
import { twelveLeads } from '../../intake/formats/twelve-leads.ts';
import type { LeadName } from '../../sheet/leads.ts';
import { loadPart } from '../../platform/load-part.ts';
import { decodePicture } from '../picture-codec.ts';

/** Where a sheet comes from; to read it again, the file stays where it is. */
export interface EcgSource {
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

async function openPage(page: EcgPage, key: IdKey): Promise<Omit<OpenedSheet, 'page'> | 'too-large'> {
  switch (page.kind) {
    case 'signal': {
      const leads = twelveLeads(page.record);
      const { facts, ids } = page.record;
      return {
        image: drawRecord(leads),
        record: { facts, ids: hashed(ids, key), isDrawn: true, missing: leads.missing },
      };
    }
    case 'grey':
      return { image: page.image, record: { facts: {}, ids: hashed(page.ids, key), isDrawn: false, missing: [] } };
    case 'picture': {
      const image = await decodePicture(new Blob([page.bytes.slice()]));
      if (image === 'too-large') return image;
      return { image, record: { facts: {}, ids: hashed(page.ids, key), isDrawn: false, missing: [] } };
    }
    default:
      return page satisfies never;
  }
}

async function readPages({ file, beside }: EcgSource, format: FormatName): Promise<EcgPage[]> {
  const { reader } = await loadPart(READERS[format]);
  if (file.size > MOST_BYTES) throw new RecordFault('record-long');
  const parts = await Promise.all([...beside].map(async ([name, blob]) => [name, await bytesOf(blob)] as const));
  return reader.read({ bytes: await bytesOf(file), beside: new Map(parts) });
}

/** The sheets of a file, or why there are none. Rejects when a picture cannot be decoded. */
export async function openEcg(source: EcgSource, key: IdKey): Promise<OpenedSheet[] | SheetFault> {
  const { format, file } = source;
  if (format === null) {
    const image = await decodePicture(file);
    return image === 'too-large' ? { fault: image, looksLike: null } : [{ page: 0, image, record: null }];
  }
  try {
    const pages = await readPages(source, format);
    const sheets: OpenedSheet[] = [];
    for (const [page, content] of pages.entries()) {
      if (source.page !== null && source.page !== page) continue;
      const sheet = await openPage(content, key);
      if (sheet === 'too-large') return { fault: sheet, looksLike: format };
      sheets.push({ page, ...sheet });
    }
    return sheets.length === 0 ? { fault: 'record-no-leads', looksLike: format } : sheets;
  } catch (error) {
    if (error instanceof RecordFault) return { fault: error.reason, looksLike: format };
    // Files come from anywhere: what a reader stumbles over is a damaged file, named to the visitor.
    if (error instanceof RangeError || error instanceof TypeError) return { fault: 'record-broken', looksLike: format };
    throw error;
  }
}
