import JSZip from 'jszip';
import { expect, it } from 'vitest';
import type { CsvFormat } from '../core/csv-format.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { textBytes } from '../core/text-bytes.ts';
import { csvLine } from './csv-text.ts';
import { imageName, PairArchive, type PairFiles } from './pair-archive.ts';
import type { FileGroup } from './packer.ts';
import { ZipPacker } from './zip-packer.ts';
import type { ArchiveFacts } from './archive-facts.ts';
import {
  CODING as coding,
  COLUMN as column,
  FACTS as facts,
  SCHEMA as schema,
  SHEET_FIT,
} from './testing/archive-facts.ts';

/** What it is asked to write is written. */
const archiveOf = (of: ArchiveFacts): PairArchive =>
  new PairArchive(of, new ZipPacker(), ({ appVersion }, { count, filters }) =>
    [appVersion, count, ...filters.map(({ kind, leftOut }) => `${kind} ${leftOut}`)].join(),
  );

/** Pairs with a picture each, `jpegs`, and their rows as texts. */
function filesOf(
  pairs: readonly { readonly index: number; readonly texts: readonly string[] }[],
  jpegs: Omit<FileGroup, 'names'>,
  csv?: CsvFormat,
): PairFiles {
  const lines = pairs.map(({ index, texts }) => csvLine([imageName(index), ...texts], csv));
  const names = pairs.map(({ index }) => imageName(index));
  return { pictures: { names, ...jpegs }, signals: null, lines: textBytes(lines.join('')) };
}

async function opened(archive: PairArchive, looked: Parameters<PairArchive['write']>[1] = {}): Promise<JSZip> {
  const all: Uint8Array[] = [];
  const bytes = await archive.write(async (piece) => void all.push(piece), looked);
  const zip = joinBytes(all);
  expect(bytes).toBe(zip.length);
  return JSZip.loadAsync(zip);
}

it('quotes only what must be quoted', () => {
  expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', ' padded', ''])).toBe(
    'a,"b,c","say ""x""","two\nlines"," padded",\r\n',
  );
});

// Protects the file format other programs read.
it('writes the CSV, the pictures, the manifest and the data card', async () => {
  const archive = archiveOf(facts);
  const pairs = [
    { index: 0, texts: ['63', '1'] },
    { index: 1, texts: ['41', '0'] },
  ];
  archive.add(filesOf(pairs, { bytes: Uint8Array.of(1, 2, 3, 4), offsets: Uint32Array.of(0, 3, 4) }));
  const zip = await opened(archive);
  expect(Object.keys(zip.files)).toEqual([
    'images/0000001.jpg',
    'images/0000002.jpg',
    'pairs.csv',
    'manifest.json',
    'DATA-CARD.md',
  ]);
  const text = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  expect(await text('pairs.csv')).toBe(
    'image,"age, years",LAD_st\r\nimages/0000001.jpg,63,1\r\nimages/0000002.jpg,41,0\r\n',
  );
  const manifest = JSON.parse(await text('manifest.json')) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    synthetic: true,
    appVersion: '1.2.3',
    recipe: 'paper',
    seed: 1,
    sampleSeed: 4,
    model: { sha256: 'abc', epoch: 12 },
    pairs: { first: 0, count: 2, candidates: 2 },
    filters: [],
  });
  expect(await text('DATA-CARD.md')).toBe('1.2.3,2');
});

// A spreadsheet guesses letters and marks by its country, and runs what looks like a formula.
it('writes the CSV for a spreadsheet: mark, separator, decimal comma, limits in headings, no formula', async () => {
  const decimals = { ...column, type: 'continuous', coding: { ...coding, decimals: 1 }, role: 'feature' } as const;
  const words = { ...column, type: 'categorical', coding: { kind: 'many', values: [] }, role: 'feature' } as const;
  const columns = [
    ...schema.columns,
    { ...decimals, name: '=ST, mV' },
    { ...words, name: 'note' },
    { ...words, name: 'b' },
  ];
  const csv = { use: 'excel', separator: ';', decimal: ',' } as const;
  const archive = archiveOf({ ...facts, schema: { ...schema, columns }, csv });
  const pairs = [
    { index: 0, texts: ['63', '1', '-1.5', '=HYPERLINK("x")', '-'] },
    { index: 1, texts: ['41', '0', '0.5', '@a;b', '1.2.3'] },
  ];
  archive.add(filesOf(pairs, { bytes: Uint8Array.of(1, 2), offsets: Uint32Array.of(0, 1, 2) }, csv));
  const zip = await opened(archive);
  expect(Buffer.from((await zip.file('pairs.csv')?.async('uint8array')) ?? []).toString()).toBe(
    [
      "\ufeffimage;age, years;LAD_st ≥ 50;'=ST, mV;note;b",
      'images/0000001.jpg;63;1;-1,5;"\'=HYPERLINK(""x"")";\'-',
      'images/0000002.jpg;41;0;0,5;"\'@a;b";1.2.3',
      '',
    ].join('\r\n'),
  );
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '') as {
    columns: { name: string }[];
  };
  expect(manifest).toMatchObject({ csv });
  expect(manifest.columns[1]?.name).toBe('LAD_st');
});

// Whoever reads the files must know that they are not a plain sample of the network.
it('says what was left out, and by which rule', async () => {
  const archive = archiveOf({ ...facts, first: 100 });
  const jpegs = { bytes: Uint8Array.of(1), offsets: Uint32Array.of(0, 1) };
  archive.add(filesOf([{ index: 103, texts: ['63', '1'] }], jpegs));
  const where = { kind: 'where', description: 'only rows with age > 60', leftOut: 4 } as const;
  const zip = await opened(archive, { candidates: 5, filters: [{ ...where, detail: 'age > 60' }] });
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '') as object;
  expect(manifest).toMatchObject({ pairs: { first: 100, count: 1, candidates: 5 }, filters: [where] });
  expect(await zip.file('DATA-CARD.md')?.async('string')).toBe('1.2.3,1,where 4');
  expect(Object.keys(zip.files)[0]).toBe('images/0000104.jpg');
});

it('the manifest says how the pictures were measured', async () => {
  const zip = await opened(archiveOf({ ...facts, sheet: SHEET_FIT }));
  expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toMatchObject({
    sheet: SHEET_FIT,
  });
});

it('manifest and archive carry what was measured of this network', async () => {
  const ceiling = { mean: 0.05, low: 0.02, high: 0.09, n: 20, synthetic: 0.4 };
  const answer = { question: 'ecgs', verdict: 'unusable', title: 'Do the ECGs look right?', verdictText: 'Unusable' };
  const measured = {
    modelSha256: 'abc',
    rows: { real: 40, synthetic: 40 },
    deciding: 'Good for software tests only.',
    answers: [{ ...answer, score: '0.4', ceilingText: '0.05', ceiling, sentences: ['Told apart.'], todo: 'Train.' }],
    reportHtml: '<!doctype html><title>ü</title>',
  };
  const zip = await opened(archiveOf({ ...facts, measured }));
  const textOf = async (name: string) => (await zip.file(name)?.async('string')) ?? '';
  expect(await textOf('report.html')).toBe(measured.reportHtml);
  expect(JSON.parse(await textOf('manifest.json'))).toMatchObject({
    measured: { rows: { real: 40 }, answers: [{ question: 'ecgs', verdict: 'unusable', score: '0.4', ceiling }] },
  });
});
