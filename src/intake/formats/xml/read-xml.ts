/**
 * An XML file of a cart as a tree of elements, with bounds. Nothing outside the file is ever asked for: a document type may be
 * named, as GE's files do, and is not fetched; one that defines entities of its own is refused.
 */
import { type SaxesTagPlain, SaxesParser } from 'saxes';
import { RecordFault } from '../record-fault.ts';

export interface XmlNode {
  /** Without its namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  /** Its own, without that of its children. */
  text: string;
}

const MOST_NODES = 300_000;
const MOST_DEPTH = 100;

/** By its mark, else by what the first line says, else UTF-8. */
export function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && a !== 0) return 'utf-16le';
  if (a === 0 && b !== 0) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const said = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/iu.exec(head)?.[1] ?? 'utf-8';
  // It is read byte by byte already.
  return /^utf-?16/iu.test(said) ? 'utf-8' : said;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  } catch (error) {
    throw new RecordFault('record-broken', error);
  }
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The root. Throws `record-markup`, `record-cut` where the text ends before its root does, `record-broken`. */
export function readXml(bytes: Uint8Array): XmlNode {
  const parser = new SaxesParser();
  const open: XmlNode[] = [];
  let root: XmlNode | null = null;
  let nodes = 0;
  parser.on('error', (error) => {
    throw new RecordFault(/unclosed tag/iu.test(error.message) ? 'record-cut' : 'record-broken', error);
  });
  parser.on('doctype', (text) => {
    if (text.includes('[')) throw new RecordFault('record-markup');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    nodes += 1;
    if (nodes > MOST_NODES || open.length > MOST_DEPTH) throw new RecordFault('record-broken');
    const node: XmlNode = { name: localName(name), attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const add = (text: string): void => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(textOf(bytes)).close();
  if (root === null) throw new RecordFault('record-broken');
  return root;
}

/** Elements on a way down, each name one step. */
export function below(node: XmlNode, ...way: readonly string[]): XmlNode[] {
  let found = [node];
  for (const name of way) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

/** Every element of that name, in the order of the file. */
export function* everywhere(node: XmlNode, name: string): Iterable<XmlNode> {
  for (const child of node.children) {
    if (child.name === name) yield child;
    yield* everywhere(child, name);
  }
}

/** Text of the first such element; undefined where there is none, or it is blank. */
export function textAt(node: XmlNode, ...way: readonly string[]): string | undefined {
  const text = below(node, ...way)[0]?.text.trim();
  return text === '' ? undefined : text;
}

/** The first of that name anywhere. */
export function firstText(node: XmlNode, name: string): string | undefined {
  for (const found of everywhere(node, name)) {
    const text = found.text.trim();
    if (text !== '') return text;
  }
  return undefined;
}
