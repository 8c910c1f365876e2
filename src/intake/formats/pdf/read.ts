/** PDF: its pages are drawn where a canvas is, and those without an ECG left out. */
import type { EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    return [{ kind: 'pdf', bytes, ids: [] }];
  },
};
