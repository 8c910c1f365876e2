/**
 * Which cells of a workbook are shown as per cent: the reader of workbooks gives their values alone, 0.6 where a person sees "60%".
 * ECMA-376-1, 18.3.1.4 (`c`), 18.8.10 (`cellXfs`), 18.8.30 (`numFmt`).
 */
import { isPercentFormat, type IsPercent } from '../../data/percent-format.ts';
import { loadZipReader, type ZipReader } from '../zip-part.ts';

/** Formats that are never written out: 0% and 0.00%. */
const BUILT_IN: ReadonlySet<string> = new Set(['9', '10']);
const MOST_BYTES = 512 * 2 ** 20;
const MOST_ENTRIES = 10_000;
/** As many columns as a sheet can have. */
const WIDEST = 16_384;

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/giu, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** The opening tags of a name as their attributes, whatever prefix stands before it: programs write `<x:c …>` as well. */
function* tagsOf(xml: string, name: string): Iterable<string> {
  for (const [, attributes = ''] of xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])([^>]*)>`, 'gu'))) {
    yield attributes;
  }
}

/** Name → value, without the prefix of the name. */
function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu);
  return new Map(
    Array.from(found, ([, name = '', double, single]) => [
      name.slice(name.indexOf(':') + 1),
      unescaped(double ?? single ?? ''),
    ]),
  );
}

function insideOf(xml: string, name: string): string {
  return new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>][^]*?</(?:[\\w.-]+:)?${name}>`, 'u').exec(xml)?.[0] ?? '';
}

/** Styles of cells, by their place, that show per cent. */
function percentStyles(xml: string): ReadonlySet<string> {
  const formats = new Set(BUILT_IN);
  for (const tag of tagsOf(insideOf(xml, 'numFmts'), 'numFmt')) {
    const format = attributesOf(tag);
    if (isPercentFormat(format.get('formatCode') ?? '')) formats.add(format.get('numFmtId') ?? '');
  }
  const styles = new Set<string>();
  let place = 0;
  for (const tag of tagsOf(insideOf(xml, 'cellXfs'), 'xf')) {
    if (formats.has(attributesOf(tag).get('numFmtId') ?? '')) styles.add(String(place));
    place += 1;
  }
  return styles;
}

/** "C12" → its row and column, from 0. */
function placeOf(address: string): readonly [row: number, column: number] | null {
  const [, letters, row] = /^([A-Z]{1,3})(\d+)$/u.exec(address) ?? [];
  if (letters === undefined) return null;
  const column = Array.from(letters).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
  return [Number(row) - 1, column - 1];
}

function percentCells(xml: string, styles: ReadonlySet<string>): IsPercent | null {
  const cells = new Set<number>();
  for (const tag of tagsOf(xml, 'c')) {
    const style = /\ss\s*=\s*["'](\d+)/u.exec(tag)?.[1];
    const place = style !== undefined && styles.has(style) ? placeOf(attributesOf(tag).get('r') ?? '') : null;
    if (place !== null) cells.add(place[0] * WIDEST + place[1]);
  }
  return cells.size === 0 ? null : (row, column) => cells.has(row * WIDEST + column);
}

async function textOf(zip: ZipReader, part: string): Promise<string> {
  return zip.has(part) ? new TextDecoder().decode(await zip.read(part, MOST_BYTES)) : '';
}

/** Name of each sheet that has such cells → whether a cell is one. Throws `ZipFault` where the workbook is damaged. */
export async function findPercentCells(file: Blob): Promise<ReadonlyMap<string, IsPercent>> {
  const Reader = await loadZipReader();
  // Of an entry that cannot be read the reader of the workbook says so.
  const zip = await Reader.open(file, { onFault: () => {}, mostEntries: MOST_ENTRIES });
  const found = new Map<string, IsPercent>();
  const styles = percentStyles(await textOf(zip, 'xl/styles.xml'));
  if (styles.size === 0) return found;
  const parts = new Map<string, string>();
  for (const tag of tagsOf(await textOf(zip, 'xl/_rels/workbook.xml.rels'), 'Relationship')) {
    const relation = attributesOf(tag);
    const target = relation.get('Target') ?? '';
    parts.set(relation.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  for (const tag of tagsOf(await textOf(zip, 'xl/workbook.xml'), 'sheet')) {
    const sheet = attributesOf(tag);
    const cells = percentCells(await textOf(zip, parts.get(sheet.get('id') ?? '') ?? ''), styles);
    if (cells !== null) found.set(sheet.get('name') ?? '', cells);
  }
  return found;
}
