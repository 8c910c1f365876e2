/** Photographs among a visitor's pictures: found, straightened in the picture workers, left as they are where that is wanted. */
import { expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import type { DataReport } from '../../core/data-report.ts';
import { NO_EDIT } from '../../core/picture-edit.ts';
import { GreyJpegEncoder } from '../../export/jpeg-encoder.ts';
import { sheetPrinter } from '../../sheet/draw/draw-sheet.ts';
import { sheetLayout, THREE_BY_FOUR } from '../../sheet/sheet-layout.ts';
import { SIMPLE_RATE, simpleLeads } from '../../sheet/testing/simple-heart.ts';
import { photograph } from '../../straighten/testing/photograph.ts';
import { DataSession } from './data-session.ts';

const SIDE = 512;
const work = { signal: new AbortController().signal, onProgress: (): void => {} };
const LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const STYLE = { pixelsPerMm: 2, grid: true, calibration: true, names: true, note: null };
const SHEET = sheetPrinter(LAYOUT, STYLE).print(
  simpleLeads({ seconds: 10, heartRate: 70, size: 1, phase: 0.2 }),
  SIMPLE_RATE,
);
const TAKEN = { width: SIDE, height: SIDE, fill: 0.9, tilt: 5, uneven: 0.4, table: 60, rules: 'pink' } as const;

function jpeg({ pixels }: GreyImage): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new GreyJpegEncoder(SIDE, 90).encode(pixels));
}

/** As a telephone held on its side writes it: turned left by 90°, and a note to turn it right. */
function onItsSide(image: GreyImage): Blob {
  const bytes = jpeg(photograph(image, { ...TAKEN, turns: 3 }).image);
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const length = 2 + exif.length + entry.length;
  return new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, length, ...exif, ...entry), bytes.subarray(2)]);
}

async function loaded(): Promise<{ session: DataSession; report: DataReport }> {
  const session = new DataSession();
  const clean = new Uint8Array(SIDE * SIDE).fill(255);
  for (let y = 0; y < SHEET.height; y++) {
    clean.set(SHEET.pixels.subarray(y * SHEET.width, y * SHEET.width + Math.min(SIDE, SHEET.width)), y * SIDE);
  }
  const files = {
    '1.jpg': jpeg({ width: SIDE, height: SIDE, pixels: clean }),
    '2.jpg': jpeg(photograph(SHEET, { ...TAKEN, turns: 1 }).image),
    '3.jpg': onItsSide(SHEET),
  };
  const list = Object.entries(files).map(([path, bytes]) => ({ path, file: new File([bytes], path) }));
  return { session, report: await session.addFiles(list, work) };
}

/** Mean grey of the corners, where the table lies before and paper after. */
function cornerGrey(images: Uint8Array, index: number, top: number): number {
  return images[index * 200 * 200 + top * 200 + 3] ?? -1;
}

it('are found and straightened, turned once where the camera noted how it was held, and left as they are where wanted; drawings are not', async () => {
  const { session, report } = await loaded();
  const { photographs } = report.images;
  expect(photographs.map(({ path }) => path)).toEqual(['2.jpg', '3.jpg']);
  const turns = photographs.map(({ look }) => (look.kind === 'found' ? look.finding.turns : look.why));
  // The second lay on its side; the third too, but the decoder has turned it.
  expect(turns).toEqual([3, 0]);
  const { before, after } = session.straightened([0, 1, 2]);
  expect(after.images.subarray(0, 200 * 200).every((grey, i) => grey === before.images[i])).toBe(true);
  for (const i of [1, 2]) {
    expect(cornerGrey(before.images, i, 3)).toBeLessThan(100);
    expect(cornerGrey(after.images, i, 100)).toBeGreaterThan(200);
  }
  const [first] = report.images.photographs;
  const own = { [first?.sha256 ?? '']: { ...NO_EDIT, asItIs: true as const } };
  const { settings } = report;
  const left = await session.configure({ ...settings, pictures: { ...settings.pictures, own } }, work);
  expect(left.images.photographs.map(({ asItIs }) => asItIs)).toEqual([true, false]);
  const as = session.straightened([1]);
  expect(as.after.images.every((grey, i) => grey === as.before.images[i])).toBe(true);
});
