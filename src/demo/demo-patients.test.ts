import { describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import type { GreyImage } from '../core/dataset.ts';
import { panelBoxes } from '../sheet/testing/panel-boxes.ts';
import { DEMO_DEFAULTS } from '../core/demo-set.ts';
import { makeDemoSet } from './demo-patients.ts';
import { DEMO_LAYOUT, PAPER, PIXELS_PER_MM } from './ecg-paper.ts';

const PANELS = panelBoxes(DEMO_LAYOUT, PIXELS_PER_MM);

/** Equal bytes; `toEqual` on half a million numbers takes seconds. */
function sameBytes(a: GreyImage, b: GreyImage): boolean {
  return a.pixels.length === b.pixels.length && a.pixels.every((v, i) => v === b.pixels[i]);
}

const DROPPED = ['patient_id', 'FIO', 'number_of_affected_coronary_artery'];

describe('a demo set', () => {
  const set = makeDemoSet(DEMO_DEFAULTS);

  // Protects reproducibility: a run names its demo data by count and seed only.
  it('is the same table and the same pictures for the same seed', () => {
    const again = makeDemoSet(DEMO_DEFAULTS);
    expect(again.toCsv()).toBe(set.toCsv());
    expect(sameBytes(again.drawEcg(17), set.drawEcg(17))).toBe(true);
    const other = makeDemoSet({ ...DEMO_DEFAULTS, seed: DEMO_DEFAULTS.seed + 1 });
    expect(other.toCsv()).not.toBe(set.toCsv());
    expect(sameBytes(other.drawEcg(17), set.drawEcg(17))).toBe(false);
  });

  it('begins with the same patients at any size', () => {
    const small = makeDemoSet({ ...DEMO_DEFAULTS, count: 3 });
    expect(small.patients).toEqual(set.patients.slice(0, 3));
    expect(sameBytes(small.drawEcg(2), set.drawEcg(2))).toBe(true);
  });

  it('has the shape of the article’s file: 35 columns after its preparation', () => {
    expect(set.patients).toHaveLength(500);
    expect(new Set(set.header).size).toBe(set.header.length);
    expect(set.header.filter((name) => !DROPPED.includes(name))).toHaveLength(35);
    for (const name of [...DROPPED, 'trunk_st', 'LAD_st', 'lcx_stenosis', 'RCA_stenosis']) {
      expect(set.header).toContain(name);
    }
  });

  it('writes a plain ;-separated table with numbers in every cell but id and name', () => {
    const lines = set.toCsv().split('\n');
    expect(lines).toHaveLength(502);
    expect(lines.at(-1)).toBe('');
    expect(lines[0]).toBe(set.header.join(';'));
    for (const line of lines.slice(1, -1)) {
      const cells = line.split(';');
      expect(cells).toHaveLength(set.header.length);
      for (const cell of cells.slice(2)) expect(cell).toMatch(/^(?:-?\d+(?:\.\d+)?)?$/u);
      expect(cells[1]).toMatch(/^[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+$/u);
    }
  });

  it('leaves only the two blood tests blank, 1–5 % of the time', () => {
    const blanks = set.header.map((_, c) => set.patients.filter((patient) => patient.row[c] === '').length / 500);
    set.header.forEach((name, c) => {
      if (['total_cholesterol', 'creatinine'].includes(name)) {
        expect(blanks[c]).toBeGreaterThan(0.005);
        expect(blanks[c]).toBeLessThan(0.05);
      } else expect(blanks[c]).toBe(0);
    });
  });

  // Protects pairing by id in the file name.
  it('names each picture by the id of its row and nothing else', () => {
    const column = set.header.indexOf('patient_id');
    for (const { row, fileName } of set.patients) expect(fileName).toBe(`${row[column]}.png`);
    expect(new Set(set.patients.map((patient) => patient.fileName)).size).toBe(500);
  });

  it('has something of every column in 500 patients', () => {
    set.header.forEach((name, c) => {
      const values = new Set(set.patients.map((patient) => patient.row[c]));
      expect(values.size, name).toBeGreaterThan(1);
    });
  });

  it('draws a trace in every panel of every picture, all pictures different', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 12; index++) {
      const image = set.drawEcg(index);
      expect([image.width, image.height, image.pixels.length]).toEqual([800, 560, 448_000]);
      for (const panel of PANELS) {
        // Below the lead's name; a trace crosses every column of its panel.
        let dark = 0;
        const left = Math.ceil(panel.x);
        for (let x = left + 2; x < left + panel.width - 6; x++) {
          for (let y = panel.y + 26; y < panel.y + panel.height; y++) {
            if ((image.pixels[y * PAPER.width + x] ?? 255) < 100) {
              dark += 1;
              break;
            }
          }
        }
        expect(dark).toBeGreaterThan(0.97 * (panel.width - 8));
      }
      seen.add(image.pixels.join());
    }
    expect(seen.size).toBe(12);
  });
});

describe('what cannot be made', () => {
  it.each([
    { count: 0, seed: 1 },
    { count: 2.5, seed: 1 },
    { count: Number.NaN, seed: 1 },
    { count: 1_500_001, seed: 1 },
    { count: 5, seed: -1 },
    { count: 5, seed: 2 ** 32 },
  ])('refuses $count patients of seed $seed', (options) => {
    expect(() => makeDemoSet(options)).toThrow(AppError);
  });

  it('refuses an index outside the set', () => {
    const set = makeDemoSet({ count: 2, seed: 1 });
    expect(() => set.drawEcg(2)).toThrow(RangeError);
    expect(() => set.drawEcg(-1)).toThrow(RangeError);
  });
});
