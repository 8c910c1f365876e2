/** A sheet of a workbook → its cells as a person sees them. ECMA-376-1, 18.3.1.4 (`c`), 18.3.1.55 (`mergeCell`), 18.18.11 (types). */
import { type CellFormat, shownNumber } from './cell-formats.ts';
import { walkXml } from './walk-xml.ts';
import { TextPieces, unescaped } from './workbook-parts.ts';

export interface WorkbookStyle {
  /** [styles] */
  readonly formats: readonly CellFormat[];
  readonly texts: readonly string[];
  readonly is1904: boolean;
}

export interface SheetCells {
  readonly rows: string[][];
  /** [rows][cells]: 1 where the workbook holds a number and no text. */
  readonly numbers: Uint8Array[];
}

/** As many as a sheet can have. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Of the rectangle around all cells: one cell in the last corner would ask for more memory than there is. */
const MOST_CELLS = 2 ** 27;

const PLAIN: CellFormat = { kind: 'plain' };

/** "C12" → its row and column, from 0. */
export function placeOf(address: string): readonly [row: number, column: number] | null {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = 26 * column + letter;
  }
  const row = Number(address.slice(at));
  const isPlace = column > 0 && column <= MOST_COLUMNS && Number.isInteger(row) && row > 0 && row <= MOST_ROWS;
  return isPlace ? [row - 1, column - 1] : null;
}

class SheetReader {
  readonly #style: WorkbookStyle;
  readonly #texts: string[][] = [];
  readonly #areNumbers: boolean[][] = [];
  readonly #merged: string[] = [];
  readonly #pieces = new TextPieces();
  #row = -1;
  #column = -1;
  #type = 'n';
  #format = PLAIN;
  #value = '';
  #isInValue = false;

  constructor(style: WorkbookStyle) {
    this.#style = style;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row': {
        const row = Number(attributes['r'] ?? this.#row + 2) - 1;
        if (!Number.isInteger(row) || row < 0 || row >= MOST_ROWS) throw new Error('a row elsewhere');
        this.#row = row;
        this.#column = -1;
        break;
      }
      case 'c': {
        const place = attributes['r'] === undefined ? null : placeOf(attributes['r']);
        this.#column = place?.[1] ?? this.#column + 1;
        if (this.#row < 0 || this.#column >= MOST_COLUMNS) throw new Error('a cell elsewhere');
        this.#type = attributes['t'] ?? 'n';
        this.#format = this.#style.formats[Number(attributes['s'] ?? 0)] ?? PLAIN;
        this.#value = '';
        break;
      }
      case 'v':
        this.#isInValue = true;
        break;
      case 'mergeCell':
        this.#merged.push(attributes['ref'] ?? '');
        break;
      default:
        this.#pieces.open(name);
    }
  }

  text(text: string): void {
    if (this.#isInValue) this.#value += text;
    else this.#pieces.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#isInValue = false;
    else if (name === 'c') this.#finishCell();
    else this.#pieces.close(name);
  }

  #finishCell(): void {
    const inline = this.#pieces.take();
    const { text, isNumber } = this.#read(this.#type === 'inlineStr' ? inline : this.#value);
    if (text !== '') this.#put(this.#row, this.#column, text, isNumber);
  }

  #read(value: string): { readonly text: string; readonly isNumber: boolean } {
    const asText = (text: string): { readonly text: string; readonly isNumber: boolean } => ({ text, isNumber: false });
    switch (this.#type) {
      case 's': {
        const text = this.#style.texts[Number(value)];
        if (text === undefined) throw new Error('a text that is not there');
        return asText(text);
      }
      case 'inlineStr':
        return asText(value);
      case 'str':
        return asText(unescaped(value));
      case 'b':
        return asText(value === '1' ? 'true' : value === '0' ? 'false' : '');
      case 'd':
        return asText(value.trim().replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, ''));
      case 'e':
        return asText(value);
      default: {
        const number = Number(value);
        if (value.trim() === '' || Number.isNaN(number)) return asText(value.trim());
        const { kind } = this.#format;
        const isNumber = kind === 'plain' || kind === 'percent';
        return { text: shownNumber(number, this.#format, this.#style.is1904), isNumber };
      }
    }
  }

  #put(row: number, column: number, text: string, isNumber: boolean): void {
    while (this.#texts.length <= row) {
      this.#texts.push([]);
      this.#areNumbers.push([]);
    }
    const [texts = [], are = []] = [this.#texts[row], this.#areNumbers[row]];
    while (texts.length < column) {
      texts.push('');
      are.push(false);
    }
    texts[column] = text;
    are[column] = isNumber;
  }

  /** One cell over several rows is the value of each; what stands over several columns is said once, as in a CSV file. */
  #fillMerged(): void {
    for (const merged of this.#merged) {
      const [first = '', last = ''] = merged.split(':');
      const [from, to] = [placeOf(first), placeOf(last)];
      if (from === null || to === null) continue;
      const text = this.#texts[from[0]]?.[from[1]] ?? '';
      if (text === '') continue;
      const isNumber = this.#areNumbers[from[0]]?.[from[1]] === true;
      const end = Math.min(to[0], this.#texts.length - 1);
      for (let row = from[0] + 1; row <= end; row++) this.#put(row, from[1], text, isNumber);
    }
  }

  finish(): SheetCells {
    this.#fillMerged();
    const widest = this.#texts.reduce((most, { length }) => Math.max(most, length), 0);
    if (widest * this.#texts.length > MOST_CELLS) throw new Error('more cells than there is room for');
    return { rows: this.#texts, numbers: this.#areNumbers.map((row) => Uint8Array.from(row, Number)) };
  }
}

/** `bytes`: the part of the sheet. Throws where it is damaged. */
export function readSheet(bytes: Uint8Array, style: WorkbookStyle): SheetCells {
  const reader = new SheetReader(style);
  walkXml(bytes, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  return reader.finish();
}
