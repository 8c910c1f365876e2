/** The readers of ECG files, each a part of its own that is fetched with the first such file. */
import type { EcgReader } from './ecg-record.ts';
import type { FormatName } from './sniff.ts';

export const READERS: Readonly<Record<FormatName, () => Promise<{ readonly reader: EcgReader }>>> = {
  dicom: () => import('./dicom/read.ts'),
  'muse-xml': () => import('./muse-xml/read.ts'),
  'cardiosoft-xml': () => import('./cardiosoft-xml/read.ts'),
  'schiller-xml': () => import('./schiller-xml/read.ts'),
  'hl7-aecg': () => import('./hl7-aecg/read.ts'),
  'philips-xml': () => import('./philips-xml/read.ts'),
  edf: () => import('./edf/read.ts'),
  scp: () => import('./scp/read.ts'),
  'samples-text': () => import('./samples-text/read.ts'),
  pdf: () => import('./pdf/read.ts'),
  tiff: () => import('./tiff/read.ts'),
  wfdb: () => import('./wfdb/read.ts'),
};
