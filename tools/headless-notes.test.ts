/** The command line says everything that the page says about the files, one line a note, in the same words. */
import { expect, it } from 'vitest';
import { inputNotes } from '../src/answers/input/input-notes.ts';
import { ruleNotes } from '../src/answers/input/rule-notes.ts';
import { englishTexts } from '../src/i18n/english.ts';
import { intake, makeTable, numberedImages } from '../src/intake/testing/files.ts';

const texts = englishTexts();

it('names what was found, how it was read, each column and who is left over', () => {
  const table = makeTable(
    'image;age;sex;hb',
    14,
    (i) => `${i + 1}.jpg;${40 + i};${'mf'[i % 2]};${i === 3 ? 'н/д' : 120 + i}`,
  );
  const images = [...numberedImages(13), 'extra.jpg'];
  const same = { exact: [[0, 1]], near: [] };
  const rejected = [{ path: 'letter.doc', reason: 'unsupported-file' as const, looksLike: 'word' as const }];
  const { report } = intake({ tables: { 'a.csv': table }, images, same, rejected });
  const notes = inputNotes(report, texts);
  for (const line of [
    '14 patients, 4 columns, 14 ECGs',
    'letter.doc: neither a table nor a picture: it looks like Word',
    'Table: a.csv; Separator: Semicolon ;; Decimal mark: Point 1.5; Letters: UTF-8; First line: Names of the columns',
    'image: Picture file. Names the picture files.',
    'sex: Feature, Two values. Two different values.',
    'hb: 1 blank; synthetic patients get blanks as often',
    'hb: Taken as not known: “н/д” (1)',
    'Paired by the column “image”, which names each picture.',
    'Rows without an ECG: 1. Left out: line 15',
    'ECGs without a row: 1. Left out: extra.jpg',
    '1.jpg = 2.jpg',
    '13 pairs are ready to learn from.',
  ]) {
    expect(notes).toContain(line);
  }
  expect(notes.every((note) => !/[\n\r]|undefined|\{/u.test(note))).toBe(true);
});

it('names lines that are left out, and tables that are not read', () => {
  const rows = Array.from({ length: 14 }, (_, i) => `${i + 1}.jpg;${40 + i};${'mf'[i % 2]}`);
  rows[3] = '4.jpg;43;m;left arm';
  const table = ['image;age;sex', ...rows].join('\n');
  const { report } = intake({
    tables: { 'a.csv': table, 'legend.csv': 'code;word\n1;yes' },
    images: numberedImages(14),
  });
  const notes = inputNotes(report, texts);
  expect(
    notes.filter((note) => note.startsWith('Line 5 has more cells than there are columns and is left out')),
  ).toHaveLength(1);
  expect(notes).toContain('Not read, since it holds fewer than 10 rows: legend.csv.');
  expect(report.usable.pairs).toBe(13);
});

it('says which rules it found, but of one that is to be learned nothing, least of all a wrong reason', () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i + 1}.jpg;${100 + ((i * 37) % 90)};${85 + ((i * 37) % 90) - ((i * 11) % 30)}`,
  );
  const found = (learned: { kind: 'order'; low: string; high: string }[]) => {
    const { report } = intake({
      tables: { 'a.csv': ['image;systolic;diastolic', ...rows].join('\n') },
      images: numberedImages(60),
      settings: { learned },
    });
    const notes = report.foundRules.flatMap((rule) => ruleNotes(rule, report, texts));
    return { notes, lines: inputNotes(report, texts).filter((note) => note.startsWith('Found in the table')) };
  };
  const holds = 'Holds in all 60 rows it applies to.';
  const kept = found([]);
  expect(kept.lines).toHaveLength(1);
  expect(kept.lines[0]).toContain(holds);
  const unticked = found([{ kind: 'order', low: 'diastolic', high: 'systolic' }]);
  expect(unticked).toEqual({ notes: [holds], lines: [] });
});

it('says what it found also where something stops it', () => {
  const { report } = intake({ tables: { 'a.csv': 'age;sex\n63;m\n58;f' }, rejected: [] });
  expect(report.problem?.code).toBe('no-images');
  expect(inputNotes(report, texts)).toContain('age: Feature, Two values. Two different values.');
});
