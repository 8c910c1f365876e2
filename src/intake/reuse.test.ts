import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_DATA_SETTINGS, type DataSettings } from '../core/data-report.ts';
import { NO_READING } from '../core/table-schema.ts';
import { decode, makeTable, names, numberedImages, utf8 } from './testing/files.ts';

// Test files share their modules (vite.config.ts): this one looks into its own copies.
vi.mock('../data/clean-cells.ts', { spy: true });
let runIntake: typeof import('./intake.ts').runIntake;
let cleanCells: typeof import('../data/clean-cells.ts').cleanCells;
beforeAll(async () => {
  vi.resetModules();
  ({ runIntake } = await import('./intake.ts'));
  ({ cleanCells } = await import('../data/clean-cells.ts'));
});
afterAll(() => {
  vi.doUnmock('../data/clean-cells.ts');
  vi.resetModules();
});

const LINES = makeTable('image;дата рождения;дата ЭКГ;пульс', 12, (i) => {
  const day = String(i + 10);
  return `${i + 1}.jpg;${day}.01.19${day};${day}.05.2024;${60 + i}`;
});
const settings = (change: Partial<DataSettings>): DataSettings => ({ ...DEFAULT_DATA_SETTINGS, ...change });

/** The same bytes each time, as the worker keeps them. */
function reader() {
  const bytes = utf8(LINES);
  let decoded = 0;
  const images = numberedImages(12).map((path) => ({ path }));
  const given = { source: 'files', tables: [{ path: 'a.csv', bytes }], images, rejected: [] } as const;
  const run = (change: Partial<DataSettings>) =>
    runIntake({
      ...given,
      same: { exact: [], near: [] },
      settings: settings(change),
      names,
      decode: (...of) => {
        decoded += 1;
        return decode(...of);
      },
    }).report;
  return { run, decoded: () => decoded };
}

// Every press on the Check step goes through here: a table of a hospital must not be read again for it.
describe('a changed setting', () => {
  beforeEach(() => {
    vi.mocked(cleanCells).mockClear();
  });

  it('leaves what was read and profiled as it is, also where dates become ages', () => {
    const { run, decoded } = reader();
    const first = run({});
    expect(first.columns.map(({ name }) => name)).toEqual(['image', 'дата рождения', 'дата ЭКГ', 'пульс', 'age']);
    expect(cleanCells).toHaveBeenCalledTimes(5);
    const again = run({ limit: 11 });
    expect(decoded()).toBe(1);
    expect(cleanCells).toHaveBeenCalledTimes(5);
    expect(again.columns.map(({ picture }) => picture)).toEqual(first.columns.map(({ picture }) => picture));
  });

  it('profiles anew only the columns that are read otherwise', () => {
    const { run } = reader();
    const [pulse] = run({}).columns.filter(({ name }) => name === 'пульс');
    if (pulse === undefined) throw new Error('no column');
    const { name, role, type, threshold } = pulse;
    const report = run({ columns: [{ name, role, type, threshold, reading: { ...NO_READING, min: 65 } }] });
    expect(cleanCells).toHaveBeenCalledTimes(6);
    expect(report.columns.find((column) => column.name === name)).toMatchObject({ missing: 5, present: 7 });
  });

  it('another day of the age makes another age, and nothing else', () => {
    const { run } = reader();
    const [birth] = run({}).columns.filter(({ name }) => name === 'дата рождения');
    if (birth === undefined) throw new Error('no column');
    const { name, role, type, threshold } = birth;
    const age = (date: string) => {
      const report = run({ columns: [{ name, role, type, threshold, age: { at: 'date', date } }] });
      return report.columns.at(-1)?.picture;
    };
    const calls = vi.mocked(cleanCells).mock.calls.length;
    expect(age('2024-01-01')).not.toEqual(age('2030-01-01'));
    expect(vi.mocked(cleanCells).mock.calls.length).toBe(calls + 2);
  });
});
