/** TIFF as scanners and archives write it: pages of one sheet each, drawn one at a time. */
import type { EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { tiffPages } from './directory.ts';
import { drawPage } from './draw.ts';

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const pages = tiffPages(bytes);
    if (pages.length === 0) throw new RecordFault('record-no-leads');
    return pages.map((page) => ({
      kind: 'scan',
      draw: (decode) => (page instanceof RecordFault ? Promise.reject(page) : drawPage(page, decode)),
      ids: [],
    }));
  },
};
