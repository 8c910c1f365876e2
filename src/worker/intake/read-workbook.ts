/** An `.xlsx` workbook → its sheets. Its archive is already open: every part is unpacked once. */
import type { Sheet } from '../../data/sheet-rows.ts';
import { readFormats } from '../../intake/workbook/cell-formats.ts';
import { readSheet } from '../../intake/workbook/read-sheet.ts';
import { readParts, readTexts, RELATIONS, WORKBOOK } from '../../intake/workbook/workbook-parts.ts';
import type { ZipReader } from '../zip-part.ts';

/** Of one part: all of it is held in memory. */
const MOST_BYTES = 512 * 2 ** 20;

/** The part of a name, in any case: programs write `Sheet1.xml` and mean `sheet1.xml`. Null where it is missing. */
async function partOf(zip: ZipReader, name: string): Promise<Uint8Array | null> {
  const own = zip.has(name) ? name : zip.names.find((one) => one.toLowerCase() === name.toLowerCase());
  return own === undefined ? null : zip.read(own, MOST_BYTES);
}

async function needed(zip: ZipReader, name: string): Promise<Uint8Array> {
  const part = await partOf(zip, name);
  if (part === null) throw new Error(`${name} is missing`);
  return part;
}

/** Sheets with at least one cell. Rejects where the file is damaged. */
export async function readWorkbook(zip: ZipReader): Promise<Sheet[]> {
  const { sheets, styles, texts, is1904 } = readParts(await needed(zip, WORKBOOK), await needed(zip, RELATIONS));
  const formats = styles === null ? null : await partOf(zip, styles);
  const shared = texts === null ? null : await partOf(zip, texts);
  const style = {
    formats: formats === null ? [] : readFormats(formats),
    texts: shared === null ? [] : readTexts(shared),
    is1904,
  };
  const read: Sheet[] = [];
  for (const { name, part } of sheets) {
    const bytes = await partOf(zip, part);
    if (bytes === null) continue;
    const { rows, numbers } = readSheet(bytes, style);
    if (rows.some((row) => row.some((cell) => cell.trim() !== ''))) read.push({ name, rows, numbers });
  }
  return read;
}
