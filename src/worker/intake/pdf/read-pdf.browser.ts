/** PDFs through pdf.js in the page's own workers: letters, words that are left away, pages that are no ECG, broken files. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { GreyImage } from '../../../core/dataset.ts';
import { RecordFault } from '../../../intake/formats/record-fault.ts';
import { knownFile, readKnown } from '../../../intake/formats/testing/known-ecg.ts';
import { macrotask } from '../../../platform/macrotask.ts';
import { type PdfPage, readPdf } from './read-pdf.ts';
import scanned from './testing/scanned.json' with { type: 'json' };
import { PdfPageWriter, type PdfPicture, writePdf } from './testing/write-pdf.ts';

async function pagesOf(bytes: Uint8Array, wanted: number | null = null): Promise<PdfPage[]> {
  const pages: PdfPage[] = [];
  for await (const page of readPdf(bytes, { wanted })) pages.push(page);
  return pages;
}

function imageOf(page: PdfPage | undefined): GreyImage {
  if (page === undefined || typeof page.content === 'string') throw new Error(`no ECG: ${page?.content as string}`);
  return page.content;
}

/** Pixels of dark ink in a box of an A4 page across, in millimetres. */
function inkIn(
  { width, pixels }: GreyImage,
  [left, top, right, bottom]: readonly [number, number, number, number],
): number {
  const scale = width / 297;
  let ink = 0;
  for (let y = Math.round(top * scale); y < bottom * scale; y++) {
    for (let x = Math.round(left * scale); x < right * scale; x++) ink += Number((pixels[y * width + x] ?? 255) < 100);
  }
  return ink;
}

/** Pixels that differ. `toEqual` takes half a minute for a page. */
function differences(a: GreyImage, b: GreyImage): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.pixels.reduce((count, grey, i) => count + Number(grey !== b.pixels[i]), 0);
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** As a scanner sends it by fax: nothing of it is text. */
const SCAN: PdfPicture = {
  dictionary:
    '/Width 800 /Height 560 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /BlackIs1 true /Columns 800 /Rows 560 >>',
  bytes: bytesOf(scanned.g4),
};

const NAME = [20, 8, 120, 16] as const;
const SPEED = [20, 202, 60, 208] as const;

const ecg = (): PdfPageWriter =>
  new PdfPageWriter().ecg().text('Zweistein, Erwin  *12.03.1954', 20, 14).text('25 mm/s', 20, 206);

function letter(): PdfPageWriter {
  const page = new PdfPageWriter(210, 297);
  for (let n = 0; n < 30; n++)
    page.text('Dear colleague, thank you for sending us this patient, whom we saw today.', 25, 40 + 7 * n, 4, 'F2');
  return page;
}

// In a worker, where it runs, pdf.js waits for no frames; the page of the tests is hidden: it has hardly any, and slow timers.
beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (next: FrameRequestCallback) => {
    void macrotask().then(() => next(0));
    return 0;
  });
});

describe('PDF', () => {
  it('draws the page with the letters of an ECG and without the name', async () => {
    const [page] = await pagesOf(writePdf([ecg()]));
    const image = imageOf(page);
    expect([image.width, image.height]).toEqual([2000, 1414]);
    expect(inkIn(image, SPEED)).toBeGreaterThan(50);
    expect(inkIn(image, [11, 52, 16, 58])).toBeGreaterThan(20);
    expect(inkIn(image, NAME)).toBe(0);
    const unnamed = imageOf((await pagesOf(writePdf([new PdfPageWriter().ecg().text('25 mm/s', 20, 206)])))[0]);
    expect(differences(unnamed, image)).toBe(0);
  });

  it('leaves a letter out, draws a scan, and reads the page that is asked for', async () => {
    const bytes = writePdf([letter(), SCAN]);
    const all = await pagesOf(bytes);
    expect(all.map(({ content }) => (typeof content === 'string' ? content : 'ecg'))).toEqual([
      'record-no-trace',
      'ecg',
    ]);
    const one = await pagesOf(bytes, 1);
    expect(one.map(({ page }) => page)).toEqual([1]);
    expect(differences(imageOf(one[0]), imageOf(all[1]))).toBe(0);
  });

  it('draws the lines of a grid all alike, and a scan in its own resolution', async () => {
    const trace = new PdfPageWriter().ecg();
    const first = imageOf((await pagesOf(writePdf([trace])))[0]);
    // Between the names of leads and the traces nothing else is printed.
    const y = Math.round((52.5 * first.width) / 297);
    const row = first.pixels.subarray(y * first.width, (y + 1) * first.width);
    const dark = Array.from(row.entries()).filter(([x, grey]) => grey < 250 && x > (20 * first.width) / 297);
    expect(new Set(dark.map(([, grey]) => grey)).size).toBe(1);
    expect(dark).toHaveLength(53);

    const [width, height] = [1684, 1190];
    const levels = new Uint8Array(width * height).map((_, i) => 225 + ((7 * i + 3 * Math.floor(i / width)) % 31));
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < 4; k++) levels[(500 + k + Math.round(30 * Math.sin(x / 20))) * width + x] = 20;
    }
    const scan: PdfPicture = {
      dictionary: `/Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
      bytes: levels,
    };
    const drawn = imageOf((await pagesOf(writePdf([scan])))[0]);
    expect(differences(drawn, { width, height, pixels: levels })).toBe(0);
  });

  it('draws a picture in JPEG 2000 pixel by pixel', async () => {
    const [page] = await readKnown('dicom', knownFile('dicom-jpeg-2000'));
    if (page?.kind !== 'pdf') throw new Error(page?.kind);
    const pages: PdfPage[] = [];
    for await (const one of readPdf(page.bytes, { wanted: null, isPictures: true })) pages.push(one);
    const { width, height, pixels } = imageOf(pages[0]);
    expect([width, height]).toEqual([80, 48]);
    const wrong = pixels.filter(
      (grey, i) => grey !== (16 * Math.floor((i % 80) / 4) + Math.floor(Math.floor(i / 80) / 4)) % 256,
    );
    expect(wrong.length).toBe(0);
  });

  it.each<[string, string, Uint8Array]>([
    ['cut', 'record-cut', writePdf([ecg()]).subarray(0, 9000)],
    ['locked', 'record-locked', bytesOf(scanned.locked)],
    ['nothing behind its head', 'record-broken', new TextEncoder().encode('%PDF-1.7\nstartxref\n5\n%%EOF\n')],
  ])('%s', async (_, expected, bytes) => {
    const reason = await pagesOf(bytes).then(
      () => 'read',
      (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
    );
    expect(reason).toBe(expected);
  });
});
