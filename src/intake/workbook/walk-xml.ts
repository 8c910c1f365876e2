/** A part of a workbook, read from its beginning to its end without being kept: a sheet may have millions of cells. */
import { type SaxesTagPlain, SaxesParser } from 'saxes';
import { encodingOf, localName } from '../formats/xml/read-xml.ts';

export interface XmlHandler {
  /** `name` is without its prefix: programs write `<x:c …>` as well. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Bytes that are decoded at a time. */
const PIECE = 2 ** 20;

/** Throws where the part is no XML, ends before its root does, or defines entities of its own. */
export function walkXml(bytes: Uint8Array, { open, text, close }: XmlHandler): void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', (type) => {
    if (type.includes('[')) throw new Error('entities of its own');
  });
  if (open !== undefined)
    parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => open(localName(name), attributes));
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close !== undefined) parser.on('closetag', ({ name }) => close(localName(name)));
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += PIECE) {
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
  }
  parser.close();
}

/** The attribute of that name, whatever prefix stands before it. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}
