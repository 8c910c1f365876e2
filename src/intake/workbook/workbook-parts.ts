/** Which part of a workbook is what, and its table of texts. ECMA-376-1, 18.2 (workbook), 18.4 (texts); ECMA-376-2, 9.3 (relationships). */
import { attribute, walkXml } from './walk-xml.ts';

export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Names of parts; null where the workbook has none. */
  readonly styles: string | null;
  readonly texts: string | null;
  /** Days are counted from 1904. */
  readonly is1904: boolean;
}

export const WORKBOOK = 'xl/workbook.xml';
export const RELATIONS = 'xl/_rels/workbook.xml.rels';

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Where a relationship points to, as the name of a part. */
function partOf(target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = ['xl'];
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

export function readParts(workbook: Uint8Array, relations: Uint8Array): WorkbookParts {
  const parts = new Map<string, string>();
  let styles: string | null = null;
  let texts: string | null = null;
  walkXml(relations, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const part = partOf(attribute(attributes, 'Target') ?? '');
      const type = attribute(attributes, 'Type') ?? '';
      parts.set(attribute(attributes, 'Id') ?? '', part);
      if (type.endsWith('/styles')) styles = part;
      else if (type.endsWith('/sharedStrings')) texts = part;
    },
  });
  const sheets: { readonly name: string; readonly part: string }[] = [];
  let is1904 = false;
  walkXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isTrue(attribute(attributes, 'date1904'));
      // `sheetId` is another number than the relationship's.
      const id = name === 'sheet' ? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] : undefined;
      const part = parts.get(id ?? '');
      if (part !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? '', part });
    },
  });
  return { sheets, styles, texts, is1904 };
}

/** `_x000D_` is a character that XML cannot hold; `_x005F_` before such a text means the text itself. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\dA-F]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Pieces of one text: runs in several fonts belong to it, how it is pronounced does not. */
export class TextPieces {
  #text = '';
  #isInText = false;
  #isSpoken = false;

  open(name: string): void {
    if (name === 't') this.#isInText = true;
    else if (name === 'rPh') this.#isSpoken = true;
  }

  add(text: string): void {
    if (this.#isInText && !this.#isSpoken) this.#text += text;
  }

  close(name: string): void {
    if (name === 't') this.#isInText = false;
    else if (name === 'rPh') this.#isSpoken = false;
  }

  /** All of it; the next text begins. */
  take(): string {
    const text = unescaped(this.#text);
    this.#text = '';
    return text;
  }
}

/** The texts that cells name by number. */
export function readTexts(bytes: Uint8Array): string[] {
  const texts: string[] = [];
  const pieces = new TextPieces();
  walkXml(bytes, {
    open: (name) => pieces.open(name),
    text: (text) => pieces.add(text),
    close: (name) => {
      pieces.close(name);
      if (name === 'si') texts.push(pieces.take());
    },
  });
  return texts;
}
