/** A corpus of broken and odd tables: no crash, no row lost without a word, errors of one sentence. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../src/i18n/english.ts';
import { parseTable } from '../src/data/parse-table.ts';
import { intake, numberedImages, rowsOf } from '../src/intake/testing/files.ts';
import { oddTable } from '../src/data/testing/odd-tables.ts';
import { AUTO_TEXT_FORMAT } from '../src/core/text-format.ts';

const FILES = 400;
const SEED = 7;
const IMAGES = numberedImages(40);

describe(`${FILES} broken and odd tables`, () => {
  const { error: sentence } = englishTexts();
  const reports = Array.from({ length: FILES }, (_, i) => ({
    i,
    ...intake({ tables: { 'table.csv': oddTable(SEED, i) }, images: IMAGES }),
  }));

  it('are read or refused, and many of each', () => {
    const read = reports.filter(({ report }) => report.table !== null).length;
    const ready = reports.filter(({ prepared }) => prepared !== null).length;
    expect(read).toBeGreaterThan(FILES / 2);
    expect(FILES - read).toBeGreaterThan(FILES / 20);
    expect(ready).toBeGreaterThan(FILES / 50);
    expect(new Set(reports.map(({ report }) => report.problem?.code)).size).toBeGreaterThan(6);
  });

  it('every problem is one or two sentences with nothing left open', () => {
    for (const { i, report } of reports) {
      if (report.problem === null) continue;
      const text = sentence(report.problem);
      expect(report.problem.code, `file ${i}`).not.toBe('unexpected');
      expect(text, `file ${i}`).toMatch(/^\S.*[.!]$/su);
      expect(text, `file ${i}`).not.toMatch(/…|undefined|\{/u);
    }
  });

  it('every row is paired, or named as left over', () => {
    for (const { i, report } of reports) {
      if (report.table === null) continue;
      const { pairing, table } = report;
      const paired = new Set(pairing.pairs.map(({ row }) => row));
      const left = new Set(pairing.rowsWithoutImage);
      expect(paired.size + left.size, `file ${i}`).toBe(table.rows);
      expect(
        [...paired].some((row) => left.has(row)),
        `file ${i}`,
      ).toBe(false);
      expect(table.rowLines, `file ${i}`).toHaveLength(table.rows);
    }
  });

  it('every cell of a column is present, missing, or unreadable', () => {
    for (const { i, report } of reports) {
      for (const column of report.columns) {
        expect(column.present + column.missing, `file ${i}, ${column.name}`).toBe(report.table?.rows);
        expect(column.unreadable?.count ?? 0, `file ${i}, ${column.name}`).toBeLessThanOrEqual(column.missing);
      }
    }
  });

  it('what can be trained on is finite, between 0 and 1, and comes back as it was written', () => {
    for (const { i, prepared, report } of reports) {
      if (prepared === null) continue;
      const { rows } = prepared.split({ share: 0, seed: 1 }).train;
      expect(
        rows.every((value) => value >= 0 && value <= 1),
        `file ${i}`,
      ).toBe(true);
      expect(rows.length, `file ${i}`).toBe(report.usable.pairs * prepared.schema.width);
    }
  });

  it('the same file gives the same report', () => {
    for (const { i, report } of reports.filter((_, at) => at % 40 === 0)) {
      expect(intake({ tables: { 'table.csv': oddTable(SEED, i) }, images: IMAGES }).report).toEqual(report);
    }
  });
});

// Against a count that is known: the corpus above cannot say how many rows a broken file was meant to have.
it('rows in = rows kept + lines named, for any mixture of cells and of lines that are none', () => {
  const cell = fc.oneof(
    // What a program protects from Excel is read as what is inside: `text-formulas.test.ts`.
    fc.string({ maxLength: 8 }).filter((text) => !/^\s*['=]/u.test(text)),
    fc.constantFrom('63', '27,5', 'да', '', '"', ';', 'две\nстроки', ' ', '-', 'Итого'),
  );
  const quoted = (text: string): string => (/[";\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const row = fc.array(cell, { minLength: 3, maxLength: 3 }).map((cells) => ['r', ...cells]);
  const extra = fc.constantFrom('', ';;;', 'id;a;b;c', 'short', 'r;1;2;3;4');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(row, row, extra), { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      (items, hasTitle) => {
        const lines = items.map((item) => (typeof item === 'string' ? item : item.map(quoted).join(';')));
        const text = [...(hasTitle ? ['Отчёт'] : []), 'id;a;b;c', ...lines].join('\n');
        const isBad = (item: unknown): boolean => item === 'short' || item === 'r;1;2;3;4';
        // Of lines that mostly do not fit, nothing is read.
        fc.pre(items.filter(Array.isArray).length >= Math.max(1, items.filter(isBad).length));
        const table = parseTable(text, { ...AUTO_TEXT_FORMAT, separator: ';', header: 'names' }, 'a.csv');
        const of = (kind: string): number => table.noted.filter((line) => line.kind === kind).length;
        const count = (line: string): number => items.filter((item) => item === line).length;
        const bad = count('short') + count('r;1;2;3;4');
        expect(table.rowCount).toBe(items.length - bad - count('') - count(';;;') - count('id;a;b;c'));
        expect([of('title'), of('header-again')]).toEqual([Number(hasTitle), count('id;a;b;c')]);
        expect([of('too-few'), of('too-many')]).toEqual([count('short'), count('r;1;2;3;4')]);
        // Whatever stands in a row's cells comes out of them.
        const rows = items.filter((item) => Array.isArray(item));
        const found = rowsOf(table);
        expect(found).toEqual(rows.map((cells) => cells.map((c) => c.replaceAll(/\r\n?/gu, '\n'))));
      },
    ),
    { numRuns: 300 },
  );
});
