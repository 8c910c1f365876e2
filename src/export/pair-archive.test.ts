import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { joinBytes } from '../core/join-bytes.ts';
import { MISFITS, type SheetFit } from '../core/sheet-fit.ts';
import { AS_PUBLISHED } from '../core/run-config.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { csvLine } from './csv-text.ts';
import { dataCard } from './data-card.ts';
import { PairArchive } from './pair-archive.ts';
import { ZipPacker } from './zip-packer.ts';
import type { ArchiveFacts } from './archive-facts.ts';

const column = { type: 'integer', threshold: null, offset: 0, width: 1, missing: 0, fill: '' } as const;
const coding = { kind: 'scale', min: 0, max: 99, decimals: 0 } as const;
const schema: TableSchema = {
  version: 1,
  width: 2,
  columns: [
    { ...column, name: 'age, years', role: 'feature', coding },
    { ...column, name: 'LAD_st', role: 'target', type: 'binary', threshold: 50, coding, missing: 3, fill: '0' },
  ],
};
const facts: ArchiveFacts = {
  appVersion: '1.2.3',
  config: AS_PUBLISHED,
  backend: 'webgpu (Test GPU)',
  epoch: 12,
  trainedOn: { patients: 40, setAside: 10, source: 'demo' },
  schema,
  modelHash: 'abc',
  sheet: null,
  sampleSeed: 4,
  first: 0,
  measured: null,
  jpeg: { quality: 0.92, components: 1 },
  createdAt: '2026-01-01T00:00:00.000Z',
};

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
  const archive = new PairArchive(facts, new ZipPacker());
  archive.add({
    pairs: [
      { index: 0, texts: ['63', '1'] },
      { index: 1, texts: ['41', '0'] },
    ],
    jpegs: { bytes: Uint8Array.of(1, 2, 3, 4), offsets: Uint32Array.of(0, 3, 4) },
  });
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
  const card = await text('DATA-CARD.md');
  expect(card.startsWith('# SYNTHETIC')).toBe(true);
  expect(card).toContain('40 simulated demo patients');
  expect(card).toContain('10 more were set aside');
  expect(card).toContain('3 blank input cells were filled with 0');
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
  const archive = new PairArchive({ ...facts, schema: { ...schema, columns }, csv }, new ZipPacker());
  const pairs = [
    { index: 0, texts: ['63', '1', '-1.5', '=HYPERLINK("x")', '-'] },
    { index: 1, texts: ['41', '0', '0.5', '@a;b', '1.2.3'] },
  ];
  archive.add({ pairs, jpegs: { bytes: Uint8Array.of(1, 2), offsets: Uint32Array.of(0, 1, 2) } });
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
  const archive = new PairArchive({ ...facts, first: 100 }, new ZipPacker());
  const jpegs = { bytes: Uint8Array.of(1), offsets: Uint32Array.of(0, 1) };
  archive.add({ pairs: [{ index: 103, texts: ['63', '1'] }], jpegs });
  const where = { kind: 'where', description: 'only rows with age > 60', leftOut: 4 };
  const zip = await opened(archive, { candidates: 5, filters: [where] });
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '') as object;
  expect(manifest).toMatchObject({ pairs: { first: 100, count: 1, candidates: 5 }, filters: [where] });
  expect(await zip.file('DATA-CARD.md')?.async('string')).toContain(
    '1 rows, chosen from candidates 101 to 105: only rows with age > 60 (4 left out).',
  );
  expect(Object.keys(zip.files)[0]).toBe('images/0000104.jpg');
});

it('data card and manifest say how the pictures were measured, and why they were not drawn as sheets', async () => {
  const content = { count: 40, candidates: 40, filters: [], rules: [] };
  const sheet: SheetFit = { misfit: null, explained: 0.953, strips: 4, measured: 399, odd: 3 };
  const card = dataCard({ ...facts, sheet }, content);
  expect(card).toContain('of 4 strips that was measured');
  expect(card).toContain('95 % of the ink of a usual picture is explained by it; 3 of 399 pictures');
  for (const misfit of MISFITS) {
    expect(dataCard({ ...facts, sheet: { ...sheet, misfit } }, content)).toContain('plain network that knows nothing');
  }
  expect(dataCard(facts, content)).not.toContain('Pictures:');
  const zip = await opened(new PairArchive({ ...facts, sheet }, new ZipPacker()));
  expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toMatchObject({ sheet });
});

it('the data card says what became of pictures that are not square', () => {
  const content = { count: 40, candidates: 40, filters: [], rules: [] };
  expect(dataCard(facts, content)).toContain('squeezed');
  expect(dataCard({ ...facts, config: { ...AS_PUBLISHED, fit: 'keep' } }, content)).toContain('white beside them');
});

it('the data card says how many pairs break each rule, and nothing where there are no rules', () => {
  const plain = { count: 40, candidates: 40, filters: [], rules: [] };
  const rule = { kind: 'order', low: 'dbp', high: 'sbp' } as const;
  const check = { rule, unknown: [], checked: 40, broken: 3, rows: [1, 5, 9] };
  expect(dataCard(facts, { ...plain, rules: [check] })).toContain('- `dbp ≤ sbp`: 3 of 40 pairs break it');
  expect(dataCard(facts, plain)).not.toContain('plausibility');
});

// A card that says how another recipe works is wrong about every pair.
it.each([
  ['paper', 'one generator makes the picture and the row together', 'generated by a neural network. They must'],
  ['modern', 'the row first, from a statistical model of the rows', 'row was drawn from a statistical model'],
] as const)('the data card says how recipe %s makes its pairs', (recipe, method, by) => {
  const plain = { count: 40, candidates: 40, filters: [], rules: [] };
  const card = dataCard({ ...facts, config: { ...facts.config, recipe } }, plain);
  expect(card).toContain(method);
  expect(card).toContain(by);
  expect(card).toContain(`recipe \`${recipe}\`, network width`);
});

// "Nothing was measured" beside six verdicts is a lie, and so is a verdict nobody measured.
it('card, manifest and archive carry what was measured of this network, or say that nothing was', async () => {
  const plain = { count: 40, candidates: 40, filters: [], rules: [] };
  expect(dataCard(facts, plain)).toContain('No comparison with real patients has been measured');
  const ceiling = { mean: 0.05, low: 0.02, high: 0.09, n: 20, synthetic: 0.4 };
  const answer = { question: 'ecgs', verdict: 'unusable', title: 'Do the ECGs look right?', verdictText: 'Unusable' };
  const measured = {
    modelSha256: 'abc',
    rows: { real: 40, synthetic: 40 },
    deciding: 'Good for software tests only.',
    answers: [{ ...answer, score: '0.4', ceilingText: '0.05', ceiling, sentences: ['Told apart.'], todo: 'Train.' }],
    reportHtml: '<!doctype html><title>ü</title>',
  };
  const zip = await opened(new PairArchive({ ...facts, measured }, new ZipPacker()));
  const textOf = async (name: string) => (await zip.file(name)?.async('string')) ?? '';
  const card = await textOf('DATA-CARD.md');
  expect(card).toContain('**Good for software tests only.**');
  expect(card).toContain('| Do the ECGs look right? | Unusable | 0.4 | 0.05 |');
  expect(card).toContain('Told apart. Train.');
  expect(card).not.toContain('No comparison');
  expect(await textOf('report.html')).toBe(measured.reportHtml);
  expect(JSON.parse(await textOf('manifest.json'))).toMatchObject({
    measured: { rows: { real: 40 }, answers: [{ question: 'ecgs', verdict: 'unusable', score: '0.4', ceiling }] },
  });
});
