/** Which format an ECG file has, by its first bytes; small, for it is loaded with the page's worker. The readers are not. */
import type { FileLook } from '../../core/file-look.ts';
import { isDicom } from './dicom/sniff.ts';
import { isEdf } from './edf/sniff.ts';
import { isPdf } from './pdf/sniff.ts';
import { isSamplesText } from './samples-text/header.ts';
import { isScp } from './scp/sniff.ts';
import { isTiff } from './tiff/sniff.ts';
import { isWfdb } from './wfdb/sniff.ts';
import { xmlRoot } from './xml/sniff.ts';

export type FormatName = Extract<
  FileLook,
  | 'dicom'
  | 'tiff'
  | 'wfdb'
  | 'muse-xml'
  | 'cardiosoft-xml'
  | 'schiller-xml'
  | 'hl7-aecg'
  | 'philips-xml'
  | 'pdf'
  | 'edf'
  | 'scp'
  | 'samples-text'
>;

/** `text`: the first bytes as one character each, the zeros of UTF-16 left out. */
type Sniff = (head: Uint8Array, text: string, path: string) => boolean;

const SNIFFS: Readonly<Record<FormatName, Sniff>> = {
  dicom: (head) => isDicom(head),
  tiff: (head) => isTiff(head),
  edf: (head, text) => isEdf(head, text),
  scp: (head, _, path) => isScp(head, path),
  'samples-text': (_, text) => isSamplesText(text),
  pdf: (_, text, path) => isPdf(text, path),
  wfdb: (_, text, path) => isWfdb(text, path),
  'muse-xml': (_, text) => xmlRoot(text) === 'RestingECG',
  'cardiosoft-xml': (_, text) => xmlRoot(text) === 'CardiologyXML',
  'schiller-xml': (_, text) => /(?:^|\.)SchillerEDI$/u.test(xmlRoot(text) ?? ''),
  'hl7-aecg': (_, text) => xmlRoot(text) === 'AnnotatedECG',
  'philips-xml': (_, text) => xmlRoot(text) === 'restingecgdata',
};

export function formatOf(head: Uint8Array, text: string, path: string): FormatName | null {
  return (Object.keys(SNIFFS) as FormatName[]).find((name) => SNIFFS[name](head, text, path)) ?? null;
}
