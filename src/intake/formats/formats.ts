/** The readers of ECG files, each a part of its own that is fetched with the first such file. */
import type { EcgReader } from './ecg-record.ts';
import type { FormatName } from './sniff.ts';

export const READERS: Readonly<Record<FormatName, () => Promise<{ readonly reader: EcgReader }>>> = {
  wfdb: () => import('./wfdb/read.ts'),
};
