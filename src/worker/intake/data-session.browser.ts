import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS, type DataReport } from '../../core/data-report.ts';
import { NO_EDIT, type PictureEdit, type Rectangle } from '../../core/picture-edit.ts';
import { AS_PUBLISHED } from '../../core/run-config.ts';
import { workbook } from '../../data/testing/workbook.ts';
import pictures from './golden/pictures.json' with { type: 'json' };
import { DataSession } from './data-session.ts';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const JPEG = bytesOf(pictures.find(({ name }) => name === 'JPEG, 4:4:4')?.base64 ?? '');
const PNG = bytesOf(pictures.find(({ name }) => name === 'PNG, grey')?.base64 ?? '');
const TABLE = ['image;age;sex', ...Array.from({ length: 12 }, (_, i) => `${i + 1}.jpg;${40 + i};${i % 2}`)].join('\n');

type Content = BlobPart | File;

const work = { signal: new AbortController().signal, onProgress: (): void => {} };

function add(session: DataSession, files: Readonly<Record<string, Content>>): Promise<DataReport> {
  const list = Object.entries(files).map(([path, content]) => ({
    path,
    file: content instanceof File ? content : new File([content], path),
  }));
  return session.addFiles(list, work);
}

/** `1.jpg` to `12.jpg`. */
function ecgs(): Record<string, Content> {
  return Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i + 1}.jpg`, JPEG]));
}

const good = (): Record<string, Content> => ({ 'table.csv': TABLE, ...ecgs() });

/** As a file that was moved after it had been chosen. */
class GoneFile extends File {
  override slice(): Blob {
    throw new DOMException('gone', 'NotReadableError');
  }
}

async function zip(files: Readonly<Record<string, Content>>): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new JSZip();
  for (const [path, content] of Object.entries(files)) archive.file(path, new Blob([content]));
  return (await archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Uint8Array<ArrayBuffer>;
}

function rejections({ images }: DataReport): Record<string, string> {
  return Object.fromEntries(images.rejected.map(({ path, reason, looksLike }) => [path, `${reason}: ${looksLike}`]));
}

// One bad file among a visitor's thousand must cost that file and nothing else.
describe('bad files are named, and nothing else is lost', () => {
  it('one of each kind beside a good set', async () => {
    const session = new DataSession();
    const report = await add(session, {
      ...good(),
      'text.jpg': 'hello',
      'cut.jpg': JPEG.slice(0, -60),
      'zero.png': '',
      'empty.csv': '',
      'binary.csv': Uint8Array.of(1, 2, 3, 0, 0, 4, 5),
      'book.xlsx': await zip({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' }),
      'letter.docx': await zip({ 'word/document.xml': '<x/>' }),
      'broken.zip': (await zip({ 'a.jpg': JPEG })).slice(0, 150),
      'nested.zip': await zip({ 'inner.zip': await zip({ 'a.zip': await zip({ 'a.jpg': JPEG }) }) }),
      'gone.jpg': new GoneFile([JPEG], 'gone.jpg'),
      '.DS_Store': 'x',
      '__MACOSX/._1.jpg': 'x',
    });
    expect(report.problem).toBeNull();
    expect(report.usable.pairs).toBe(12);
    expect(rejections(report)).toEqual({
      'text.jpg': 'not-an-image: text',
      'cut.jpg': 'image-broken: jpeg',
      'zero.png': 'empty-file: empty',
      'empty.csv': 'empty-file: empty',
      'binary.csv': 'unsupported-file: binary',
      'book.xlsx': 'workbook-broken: excel',
      'letter.docx': 'unsupported-file: word',
      'broken.zip': 'zip-broken: zip',
      'nested.zip/inner.zip/a.zip': 'packed: zip-in-zip',
      'gone.jpg': 'unreadable: unreadable',
    });
  });

  it.each([
    ['a broken archive alone', { 'a.zip': Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3) }, 'zip-broken'],
    ['an empty table alone', { 'a.csv': '' }, 'table-empty'],
    ['pictures alone', ecgs(), 'no-table'],
    ['a table alone', { 'a.csv': TABLE }, 'no-images'],
  ] as const)('%s: the problem is said', async (_, files, code) => {
    expect((await add(new DataSession(), files)).problem?.code).toBe(code);
  });

  it('a damaged part of an archive is named; the rest of it is read', async () => {
    const packed = await zip({ ...good(), 'bad.png': PNG });
    const name = new TextEncoder().encode('bad.png');
    const at = packed.findIndex((_, i) => name.every((byte, j) => packed[i + j] === byte));
    packed.fill(0xff, at + name.length, at + name.length + 12);
    const report = await add(new DataSession(), { 'all.zip': packed });
    expect(report.usable.pairs).toBe(12);
    expect(rejections(report)).toEqual({ 'all.zip/bad.png': 'zip-entry-broken: zip' });
  });
});

describe('an Excel workbook', () => {
  const rows = TABLE.split('\n').map((line) => line.split(';'));

  it('is a table like any other, also inside an archive', async () => {
    const book = await workbook({ 'Лист 1': rows, Пусто: [] });
    const plain = await add(new DataSession(), good());
    for (const files of [
      { ...ecgs(), 'book.xlsx': book },
      { 'all.zip': await zip({ ...ecgs(), 'book.xlsx': book }) },
    ]) {
      const report = await add(new DataSession(), files);
      expect(report).toMatchObject({ problem: null, usable: plain.usable, table: { format: null, rows: 12 } });
      expect(report.columns).toEqual(plain.columns);
    }
  });

  it('with a sheet of notes: it is not read, and named', async () => {
    const book = await workbook({ Анкета: rows, Справочник: rows.slice(0, 4) });
    const report = await add(new DataSession(), { ...ecgs(), 'book.xlsx': book });
    expect(report).toMatchObject({
      problem: null,
      table: { stray: ['book.xlsx › Справочник'] },
      usable: { pairs: 12 },
    });
  });

  it('with several sheets: one is chosen', async () => {
    const session = new DataSession();
    const sheets = { Анкета: rows, Справочник: rows.toReversed() };
    const report = await add(session, { ...ecgs(), 'book.xlsx': await workbook(sheets) });
    expect(report.problem?.code).toBe('several-tables');
    expect(report.tables).toEqual(['book.xlsx › Анкета', 'book.xlsx › Справочник']);
    const chosen = await session.configure({ ...report.settings, table: 'book.xlsx › Анкета' }, work);
    expect(chosen).toMatchObject({ problem: null, usable: { pairs: 12 } });
  });
});

it('an archive with Russian file names, packed by Windows, pairs by name', async () => {
  const archive = new JSZip();
  const names = Array.from({ length: 12 }, (_, i) => `Экг${'абвгдежзиклм'[i]}`);
  for (const name of names) archive.file(`${name}.jpg`, JPEG);
  archive.file('table.csv', ['файл;возраст', ...names.map((name, i) => `${name}.jpg;${50 + i}`)].join('\n'));
  const cp866 = new TextDecoder('ibm866').decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  const packed = await archive.generateAsync({
    type: 'uint8array',
    encodeFileName: (name) => String.fromCharCode(...Array.from(name, (c) => cp866.indexOf(c))),
  });
  // JSZip adds the UTF-8 name beside it, which Windows does not: renamed, it is no longer found.
  const bytes = packed.map((byte, i) => (byte === 0x75 && packed[i + 1] === 0x70 ? 0x78 : byte));
  const report = await add(new DataSession(), { 'a.zip': bytes as Uint8Array<ArrayBuffer> });
  expect(report).toMatchObject({ problem: null, usable: { pairs: 12 } });
});

describe('files come one after another', () => {
  it('a table first, its pictures later, the same again: nothing doubles', async () => {
    const session = new DataSession();
    await add(session, { 'table.csv': TABLE });
    await add(session, ecgs());
    const report = await add(session, good());
    expect(report).toMatchObject({
      problem: null,
      tables: ['table.csv'],
      images: { readable: 12 },
      usable: { pairs: 12 },
    });
  });

  it('a mended table takes the place of the old one; decisions about columns it lost are forgotten', async () => {
    const session = new DataSession();
    await add(session, good());
    const columns = [
      { name: 'sex', role: 'drop', type: 'binary', threshold: null },
      { name: 'age', role: 'target', type: 'integer', threshold: null },
    ] as const;
    const { settings } = await session.configure({ ...DEFAULT_DATA_SETTINGS, columns }, work);
    expect(settings.columns).toHaveLength(2);
    const report = await add(session, { 'table.csv': TABLE.replace('sex', 'male') });
    expect(report.problem).toBeNull();
    expect(report.settings.columns.map(({ name }) => name)).toEqual(['age']);
  });

  it('a cancelled load leaves everything as it was', async () => {
    const session = new DataSession();
    const before = await add(session, good());
    const controller = new AbortController();
    controller.abort();
    const call = session.addFiles([{ path: 'x.csv', file: new File(['a;b\n1;2'], 'x.csv') }], {
      ...work,
      signal: controller.signal,
    });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await session.configure(before.settings, work)).toEqual(before);
  });
});

/** `1.png` to `12.png` in shades by number, given last to first. */
async function shadedEcgs(shades: readonly number[]): Promise<Record<string, Content>> {
  const files: Record<string, Content> = {};
  for (const [i, shade] of [...shades.entries()].toReversed()) {
    const canvas = new OffscreenCanvas(5, 4);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = `rgb(${shade} ${shade} ${shade})`;
    context.fillRect(0, 0, 5, 4);
    files[`${i + 1}.png`] = await canvas.convertToBlob();
  }
  return files;
}

it('the data set has each row beside its own picture, whatever order the files came in', async () => {
  const session = new DataSession();
  const shades = Array.from({ length: 12 }, (_, i) => i * 20);
  const files = { 'table.csv': TABLE.replaceAll('.jpg', '.png'), ...(await shadedEcgs(shades)) };
  await add(session, files);
  const { count, images, rows, schema } = session.dataset({
    size: 64,
    fit: 'stretch',
    straighten: 'off',
    holdout: 0,
    seed: 1,
  }).train;
  expect(count).toBe(12);
  expect(Array.from({ length: count }, (_, i) => images[i * 64 * 64])).toEqual(shades);
  expect(Array.from({ length: count }, (_, i) => Math.round((rows[i * schema.width] ?? 0) * 11))).toEqual(
    shades.map((_, i) => i),
  );
});

it('patients put aside keep their own pictures, and a table row on one side only', async () => {
  const session = new DataSession();
  const shades = Array.from({ length: 12 }, (_, i) => i * 20);
  await add(session, { 'table.csv': TABLE.replaceAll('.jpg', '.png'), ...(await shadedEcgs(shades)) });
  const { train, holdout, split } = session.dataset({
    size: 64,
    fit: 'stretch',
    straighten: 'off',
    holdout: 0.2,
    seed: 5,
  });
  expect([train.count, holdout.count]).toEqual([10, 2]);
  expect([...split.train, ...split.holdout].toSorted((a, b) => a - b)).toEqual(shades.map((_, i) => i));
  for (const [side, rows] of [
    [train, split.train],
    [holdout, split.holdout],
  ] as const) {
    expect(rows.map((_, i) => side.images[i * 64 * 64])).toEqual(rows.map((row) => shades[row]));
  }
  expect(() => session.dataset({ size: 64, fit: 'stretch', straighten: 'off', holdout: 0.5, seed: 5 })).toThrow(
    expect.objectContaining({ code: 'holdout-too-large', params: { share: 50, count: 6, minimum: 10 } }) as Error,
  );
});

// What a visitor marks once must hold for every picture, and be gone from what the networks see.
describe('pictures are turned, cut and painted over', () => {
  /** The left half black, the right half white; a small sign in each corner of its own shade. */
  async function halves(): Promise<Blob> {
    const canvas = new OffscreenCanvas(400, 200);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 400, 200);
    context.fillStyle = '#000';
    context.fillRect(0, 0, 200, 200);
    return canvas.convertToBlob();
  }

  async function loaded(): Promise<{ session: DataSession; report: DataReport }> {
    const session = new DataSession();
    const picture = await halves();
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i + 1}.jpg`, picture]));
    return { session, report: await add(session, { 'table.csv': TABLE, ...files }) };
  }

  const shadesOf = (session: DataSession): number[] => {
    const { images } = session.pairs([0], { size: 64, fit: 'stretch', straighten: 'off' });
    return [
      images[32 * 64 + 8] ?? -1,
      images[32 * 64 + 56] ?? -1,
      images[8 * 64 + 32] ?? -1,
      images[56 * 64 + 32] ?? -1,
    ];
  };

  it('their proportions are kept, white above and below, or they are squeezed; also those that are measured', async () => {
    const { session } = await loaded();
    const config = { ...AS_PUBLISHED, size: 64, holdout: 0 } as const;
    const column = (images: Uint8Array, size: number): (number | undefined)[] =>
      [0.1, 0.5, 0.9].map((place) => images[Math.floor(place * size) * size + size / 8]);
    for (const [fit, seen] of [
      ['keep', [255, 0, 255]],
      ['stretch', [0, 0, 0]],
    ] as const) {
      expect(column(session.pairs([0], { size: 64, fit, straighten: 'off' }).images, 64)).toEqual(seen);
      expect(column(session.dataset({ ...config, fit }).train.images, 64)).toEqual(seen);
      const measured = session.patients.pictures({ ...config, fit })(Uint32Array.of(0, 3), 200);
      expect(measured).toHaveLength(2 * 200 * 200);
      expect(column(measured, 200)).toEqual(seen);
    }
  });

  it('all of them, and back again', async () => {
    const { session, report } = await loaded();
    const edit = (change: Partial<PictureEdit>, masks: readonly Rectangle[] = []): Promise<DataReport> =>
      session.configure({ ...report.settings, pictures: { all: { ...NO_EDIT, ...change }, own: {}, masks } }, work);
    expect(shadesOf(session).slice(0, 2)).toEqual([0, 255]);
    await edit({ turns: 1 });
    expect(shadesOf(session).slice(2)).toEqual([0, 255]);
    await edit({ crop: { x: 0.5, y: 0, width: 0.5, height: 1 } });
    expect(shadesOf(session)).toEqual([255, 255, 255, 255]);
    await edit({}, [{ x: 0.5, y: 0.25, width: 0.5, height: 0.5 }]);
    expect(shadesOf(session).slice(0, 2)).toEqual([0, 255]);
    const study = session.dataset({ size: 64, fit: 'stretch', straighten: 'off', holdout: 0, seed: 1 });
    expect(study.masked).toBe(study.train.count);
    await edit({});
    expect(session.dataset({ size: 64, fit: 'stretch', straighten: 'off', holdout: 0, seed: 1 })).not.toHaveProperty(
      'masked',
    );
  });

  it('one of them by itself', async () => {
    const session = new DataSession();
    const files = { 'table.csv': TABLE, ...ecgs(), '1.jpg': await halves() };
    const { settings } = await add(session, files);
    const { sha256, total } = await session.pictureToEdit(0, { fit: 'stretch', straighten: 'off' });
    expect(total).toBe(12);
    const before = session.pairs([1], { size: 64, fit: 'stretch', straighten: 'off' }).images;
    const own = { [sha256]: { ...NO_EDIT, turns: 2 as const } };
    await session.configure({ ...settings, pictures: { ...settings.pictures, own } }, work);
    expect(shadesOf(session).slice(0, 2)).toEqual([255, 0]);
    expect(session.pairs([1], { size: 64, fit: 'stretch', straighten: 'off' }).images).toEqual(before);
  });

  it('a cancelled change leaves everything as it was', async () => {
    const { session, report } = await loaded();
    const controller = new AbortController();
    const change = {
      ...report.settings,
      pictures: { ...report.settings.pictures, all: { ...NO_EDIT, turns: 1 as const } },
    };
    const call = session.configure(change, { ...work, signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(shadesOf(session).slice(0, 2)).toEqual([0, 255]);
  });

  // A camera notes who, where and when.
  it('a picture to edit holds no EXIF', async () => {
    const { session } = await loaded();
    const { image } = await session.pictureToEdit(3, { fit: 'stretch', straighten: 'off' });
    const bytes = new Uint8Array(await image.arrayBuffer());
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('Exif');
  });

  it('the same file twice is named', async () => {
    const { report } = await loaded();
    expect(report.images.same.exact).toEqual([Array.from({ length: 12 }, (_, i) => `${i + 1}.jpg`)]);
  });
});

describe('signals', () => {
  it('are drawn on the sheet that is asked for; pictures stay as they are', async () => {
    const leads = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
    const samples = Array.from({ length: 1000 }, (_, i) =>
      leads.map((_lead, k) => Math.sin((i + 9 * k) / 9).toFixed(3)),
    );
    const text = [leads.map((lead) => `${lead} (mV)`), ...samples].map((line) => line.join(',')).join('\n');
    const session = new DataSession();
    const { settings, images } = await add(session, { 'a 100 Hz.csv': text, 'b.jpg': JPEG });
    expect([images.drawn, images.readable]).toEqual([1, 2]);
    const shown = async (place: number): Promise<string> => {
      const { result } = await session.pictureToEdit(place, { fit: 'keep', straighten: 'off' });
      return result.pixels.join();
    };
    const [signal, picture] = [await shown(0), await shown(1)];
    const tall = { ...settings, sheet: { form: '12x1', order: 'standard' } as const };
    expect((await session.configure(tall, work)).settings.sheet).toEqual(tall.sheet);
    const twelve = await shown(0);
    expect(twelve).not.toBe(signal);
    expect(await shown(1)).toBe(picture);
    await session.configure({ ...settings, sheet: { form: '12x1', order: 'cabrera' } }, work);
    expect(await shown(0)).not.toBe(twelve);
    await session.configure(settings, work);
    expect(await shown(0)).toBe(signal);
  });
});
