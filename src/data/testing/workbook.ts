/** A small `.xlsx` workbook for tests, as office programs write them: only what a reader needs. */
import JSZip from 'jszip';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Days from Excel's day 0 to 1970-01-01. */
const EPOCH = 25_569;
const DAY = 86_400_000;

/** Styles of cells, by their place in the file. */
const STYLES = {
  plain: 0,
  date: 14,
  percent: 9,
  /** A format that the file has. */
  'own-percent': 165,
  time: 20,
  elapsed: 166,
  digits: 167,
} as const;
const OWN_FORMATS = { 165: '0.0" "%', 166: '[h]:mm', 167: '00000' };

/** A number may be shown in a format. */
type Cell = string | number | Date | { readonly number: number; readonly as: keyof typeof STYLES };

function column(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : column(Math.floor(index / 26) - 1) + column(index % 26);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function cellXml(cell: Cell, at: string): string {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  const style = (as: keyof typeof STYLES): number => Object.keys(STYLES).indexOf(as);
  if (cell instanceof Date) return `<c r="${at}" s="${style('date')}"><v>${cell.getTime() / DAY + EPOCH}</v></c>`;
  if (typeof cell === 'object') return `<c r="${at}" s="${style(cell.as)}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
}

function sheetXml(rows: readonly (readonly Cell[])[], merged: readonly string[]): string {
  const lines = rows.map((row, i) => {
    const cells = row.map((cell, j) => cellXml(cell, `${column(j)}${i + 1}`)).join('');
    return `<row r="${i + 1}">${cells}</row>`;
  });
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`;
}

/** Sheet name → rows. The names that tell what the file is stand last in the archive, as LibreOffice writes them. `merged`: in all sheets. */
export async function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  merged: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  const names = Object.keys(sheets);
  Object.values(sheets).forEach((rows, i) => zip.file(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(rows, merged)));
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (list: string): string =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
  zip.file(
    'xl/_rels/workbook.xml.rels',
    relations(
      names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        relation('rId99', 'styles', 'styles.xml'),
    ),
  );
  const formats = Object.entries(OWN_FORMATS).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = Object.values(STYLES).map((id) => `<xf numFmtId="${id}"/>`);
  zip.file(
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts>${formats.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
  );
  const list = names.map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  zip.file(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>`,
  );
  zip.file('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')));
  const parts = names.map(
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  zip.file(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${parts.join('')}</Types>`,
  );
  return (await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Uint8Array<ArrayBuffer>;
}
