import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS, tableNamed } from '../src/core/data-report.ts';
import { AUTO_TEXT_FORMAT } from '../src/core/text-format.ts';
import { AS_PUBLISHED } from '../src/core/run-config.ts';
import { USUAL_SHEET } from '../src/core/sheet-choice.ts';
import { parseHeadlessOptions, requireTable } from './headless-options.ts';

const parse = (line: string) => parseHeadlessOptions(line.split(' ').filter((word) => word !== ''));
const refusal = (line: string) => {
  try {
    parse(line);
  } catch (error) {
    return error as { code: string; params: Record<string, unknown> };
  }
  throw new Error(`${line} was accepted`);
};

describe('the command line', () => {
  it('has the defaults of the contract', () => {
    expect(parse('--demo --out o')).toEqual({
      source: { kind: 'demo' },
      model: null,
      schema: { columns: [], rules: [] },
      table: null,
      text: AUTO_TEXT_FORMAT,
      strict: false,
      pairing: { method: 'auto', orderConfirmed: false, several: 'first' },
      once: false,
      masks: [],
      config: { ...AS_PUBLISHED, recipe: 'modern', fit: 'keep', straighten: 'auto', epochs: 40, batch: 16, holdout: 0 },
      limit: null,
      pairs: 1000,
      report: false,
      first: 0,
      where: null,
      fix: null,
      shares: null,
      exportSize: null,
      signals: [],
      sheet: USUAL_SHEET,
      out: 'o',
    });
  });

  it('takes a size and signals of pairs that are drawn from traces', () => {
    expect(parse('--demo --export-size 400 --signals csv --signals wfdb --out o')).toMatchObject({
      exportSize: 400,
      signals: ['wfdb', 'csv'],
    });
  });

  it('paints over parts of every picture', () => {
    expect(parse('--demo --out o --mask 0,0,1,0.1 --mask 0.5,0.9,0.5,0.1').masks).toEqual([
      { x: 0, y: 0, width: 1, height: 0.1 },
      { x: 0.5, y: 0.9, width: 0.5, height: 0.1 },
    ]);
    for (const mask of ['0,0,1', '0,0,1,0', '0,0,1,x', '0.5,0,1,0.1', '-1,0,1,1', '0,0,1,,', 'top']) {
      expect(refusal(`--demo --out o --mask=${mask}`)).toMatchObject({
        code: 'bad-option',
        params: { option: '--mask', expected: 'rectangle' },
      });
    }
  });

  it('learns 400 px at 200, and draws them', () => {
    expect(parse('--demo --size 400 --out o')).toMatchObject({ config: { size: 200 }, exportSize: 400 });
    expect(parse('--demo --size 400 --export-size 800 --out o')).toMatchObject({ exportSize: 800 });
    expect(refusal('--demo --recipe paper --size 400 --out o').code).toBe('bad-option');
  });

  it('trains the article’s network as the article did', () => {
    expect(parse('--demo --recipe paper --out o').config).toEqual({ ...AS_PUBLISHED, holdout: 0 });
  });

  it('reads every option', () => {
    const options = parse(
      '--demo --out o --pair order --once --size 64 --fit keep --width 0.125 --epochs 3 --batch 4 --seed 7 --limit 60 --pairs 50 --backend wasm --recipe paper --holdout 0.25',
    );
    expect(options).toMatchObject({
      pairing: { method: 'order', orderConfirmed: true },
      once: true,
      limit: 60,
      pairs: 50,
    });
    expect(options.config).toEqual({
      recipe: 'paper',
      size: 64,
      fit: 'keep',
      straighten: 'off',
      width: 0.125,
      epochs: 3,
      batch: 4,
      seed: 7,
      backend: 'wasm',
      holdout: 0.25,
    });
  });

  it('keeps proportions where the recipe does, unless it is told', () => {
    expect(parse('--demo --out o --recipe paper').config.fit).toBe('stretch');
    expect(parse('--demo --out o --recipe modern').config.fit).toBe('keep');
    expect(parse('--demo --out o --recipe modern --fit stretch').config.fit).toBe('stretch');
    expect(() => parse('--demo --out o --fit crop')).toThrow('bad-option');
    expect(parse('--demo --out o --recipe paper --straighten auto').config.straighten).toBe('auto');
    expect(parse('--demo --out o --straighten off').config.straighten).toBe('off');
    expect(() => parse('--demo --out o --straighten on')).toThrow('bad-option');
  });

  it('reads how the table is read, and how strictly', () => {
    expect(parse('--demo --out o --table Patients --encoding koi8-r --header patient --strict')).toMatchObject({
      table: 'Patients',
      text: { ...AUTO_TEXT_FORMAT, encoding: 'koi8-r', header: 'patient' },
      strict: true,
    });
  });

  it('finds a table by its path, its name or the name of its sheet, and says which there are', () => {
    const tables = ['data/a.csv', 'data/b.xlsx › Patients', 'old/a.csv', 'a › b/c.csv'];
    expect(tableNamed('old/a.csv', tables)).toBe('old/a.csv');
    expect(tableNamed('Patients', tables)).toBe('data/b.xlsx › Patients');
    expect(tableNamed('c.csv', tables)).toBe('a › b/c.csv');
    for (const name of ['a.csv', 'Sheet1']) {
      const settings = { ...DEFAULT_DATA_SETTINGS, table: tableNamed(name, tables) };
      expect(() => requireTable(name, { settings, tables })).toThrow(
        expect.objectContaining({ code: 'table-unknown', params: { table: name, tables: tables.join(', ') } }) as Error,
      );
    }
  });

  it('puts patients aside for a report, unless it is told how many', () => {
    expect(parse('--demo --out o --report')).toMatchObject({ report: true, config: { holdout: 0.2 } });
    expect(parse('--demo --out o --report --holdout 0')).toMatchObject({ report: true, config: { holdout: 0 } });
  });

  it('reads a range and a condition', () => {
    const argv = [
      '--demo',
      '--out',
      'o',
      '--first',
      '30000',
      '--pairs',
      '1500000',
      '--where',
      'age > 60 and LAD_st = 1',
    ];
    expect(parseHeadlessOptions(argv)).toMatchObject({
      first: 30000,
      pairs: 1_500_000,
      where: 'age > 60 and LAD_st = 1',
    });
  });

  it('reads fixed values and shares, each as often as it is given', () => {
    const argv = ['--demo', '--recipe', 'modern', '--out', 'o', '--fix', 'LAD_st=1', '--share', 'male=0.5'];
    expect(parseHeadlessOptions([...argv, '--share', '"heart rhythm"=AF=0.3', '--fix', 'RCA=0'])).toMatchObject({
      fix: 'LAD_st=1 and RCA=0',
      shares: 'male=0.5 and "heart rhythm"=AF=0.3',
    });
    // Which recipe a model has is known when it is opened.
    expect(parse('--model package.json --fix LAD_st=1 --out o')).toMatchObject({ fix: 'LAD_st=1' });
  });

  it('reads the files as a schema file remembers, unless it is told otherwise', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.json');
    const files = {
      table: 'ECGs',
      text: { encoding: 'gbk', separator: '|', header: 'patient' },
      pairing: { method: 'order', several: 'all' },
      sameOnce: true,
      sheet: { form: '6x2', order: 'cabrera' },
    };
    writeFileSync(file, JSON.stringify({ columns: [], files }));
    const text = { encoding: 'gbk', separator: '|', decimal: 'auto', header: 'patient' };
    // Sorted order is still to be said for these pictures.
    const pairing = { method: 'order', orderConfirmed: false, several: 'all' };
    const remembered = parse(`--demo --out o --schema ${file}`);
    expect(remembered).toMatchObject({ text, pairing, once: true, table: null, sheet: files.sheet });
    expect(parse(`--demo --out o --schema ${file} --sheet-layout 12x1`).sheet).toEqual({
      form: '12x1',
      order: 'cabrera',
    });
    expect(refusal('--demo --out o --sheet-layout 4x3').code).toBe('bad-option');
    expect(parse('--demo --out o').sheet).toEqual({ form: '3x4+1', order: 'standard' });
    expect(remembered.schema.files?.table).toBe('ECGs');
    expect(parse(`--demo --out o --schema ${file} --pair name --encoding utf-8 --header names`)).toMatchObject({
      text: { ...text, encoding: 'utf-8', header: 'names' },
      pairing: { method: 'name', orderConfirmed: false },
    });
    expect(parse(`--demo --out o --schema ${file} --pair order`).pairing.orderConfirmed).toBe(true);
  });

  it('reads column settings from a schema file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.json');
    writeFileSync(
      file,
      JSON.stringify({ columns: [{ name: 'age', role: 'feature', type: 'integer', threshold: null }] }),
    );
    expect(parse(`--demo --out o --schema ${file}`).schema.columns).toEqual([
      { name: 'age', role: 'feature', type: 'integer', threshold: null },
    ]);
    writeFileSync(file, JSON.stringify({ columns: [{ name: 'age', role: 'boss', type: 'integer' }] }));
    expect(refusal(`--demo --out o --schema ${file}`).code).toBe('bad-option');
  });

  it('takes the settings of the recipe that is chosen', () => {
    expect(parse('--demo --out o --recipe modern').config).toMatchObject({ recipe: 'modern', batch: 16, width: 1 });
    expect(refusal('--demo --out o --recipe future').code).toBe('bad-option');
  });

  it('takes a model to make pairs from, or to train on with', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'model-')), 'model.zip');
    writeFileSync(file, '');
    expect(parse(`--model ${file} --out o`)).toMatchObject({
      source: null,
      model: { kind: 'generate', path: file, seed: null },
    });
    expect(parse(`--model ${file} --seed 4 --pairs 9 --out o`)).toMatchObject({ model: { seed: 4 }, pairs: 9 });
    expect(parse(`--demo --resume ${file} --epochs 9 --out o`)).toMatchObject({
      source: { kind: 'demo' },
      model: { kind: 'resume', path: file, epochs: 9 },
    });
    expect(parse(`--demo --resume ${file} --out o`).model).toMatchObject({ epochs: null });
    for (const line of [
      `--model ${file} --demo`,
      `--model ${file} --epochs 3`,
      `--model ${file} --size 64`,
      `--demo --resume ${file} --seed 2`,
      `--demo --resume ${file} --width 0.5`,
      `--demo --resume ${file} --model ${file}`,
      `--resume ${file}`,
    ]) {
      expect(refusal(`${line} --out o`).code, line).toBe('bad-arguments');
    }
    expect(refusal('--demo --resume missing.zip --out o').params['option']).toBe('--resume');
  });

  it.each([
    ['', 'bad-arguments'],
    ['--demo', 'bad-arguments'],
    ['--demo --data . --out o', 'bad-arguments'],
    ['--csv package.json --out o', 'bad-arguments'],
    ['--demo --bogus 1 --out o', 'bad-arguments'],
    ['--data /no/such/place --out o', 'bad-option'],
    ['--demo --size 63 --out o', 'bad-option'],
    ['--demo --width zero --out o', 'bad-option'],
    ['--demo --epochs 1.5 --out o', 'bad-option'],
    ['--demo --batch 1 --out o', 'bad-option'],
    ['--demo --pairs 0 --out o', 'bad-option'],
    ['--demo --pairs 1500001 --out o', 'bad-option'],
    ['--demo --first=-1 --out o', 'bad-option'],
    ['--demo --first 1.5 --out o', 'bad-option'],
    ['--demo --where age --out o', 'where-operator-missing'],
    ['--demo --recipe modern --fix age --out o', 'fix-unreadable'],
    ['--demo --recipe modern --fix age>60 --out o', 'fix-unreadable'],
    ['--demo --recipe modern --share LAD_st --out o', 'share-unreadable'],
    ['--demo --recipe modern --share LAD_st=1.2 --out o', 'share-range'],
    ['--demo --recipe paper --fix LAD_st=1 --out o', 'cohort-recipe'],
    ['--demo --recipe paper --share LAD_st=0.5 --out o', 'cohort-recipe'],
    ['--demo --export-size 900 --out o', 'bad-option'],
    ['--demo --signals edf --out o', 'bad-option'],
    ['--demo --recipe paper --export-size 400 --out o', 'no-other-size'],
    ['--demo --recipe paper --signals wfdb --out o', 'no-other-size'],
    ['--demo --holdout 0.6 --out o', 'bad-option'],
    ['--demo --holdout=-0.1 --out o', 'bad-option'],
    ['--demo --holdout some --out o', 'bad-option'],
    ['--demo --limit 0 --out o', 'bad-option'],
    ['--demo --encoding latin9 --out o', 'bad-option'],
    ['--demo --header 2 --out o', 'bad-option'],
    ['--demo --backend tpu --out o', 'bad-option'],
  ])('refuses "%s"', (line, code) => {
    expect(refusal(line).code).toBe(code);
  });
});
