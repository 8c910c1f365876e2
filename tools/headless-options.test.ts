import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AS_PUBLISHED } from '../src/core/run-config.ts';
import { parseHeadlessOptions } from './headless-options.ts';

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
      schema: { columns: [], rules: [] },
      pairing: 'auto',
      config: { ...AS_PUBLISHED, holdout: 0 },
      limit: null,
      pairs: 1000,
      first: 0,
      where: null,
      out: 'o',
    });
  });

  it('reads every option', () => {
    const options = parse(
      '--demo --out o --pair order --size 64 --width 0.125 --epochs 3 --batch 4 --seed 7 --limit 60 --pairs 50 --backend wasm --recipe paper --holdout 0.25',
    );
    expect(options).toMatchObject({ pairing: 'order', limit: 60, pairs: 50 });
    expect(options.config).toEqual({
      recipe: 'paper',
      size: 64,
      width: 0.125,
      epochs: 3,
      batch: 4,
      seed: 7,
      backend: 'wasm',
      holdout: 0.25,
    });
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

  it.each(['--model m', '--resume f', '--report', '--recipe modern'])('says "not yet" to %s', (option) => {
    expect(refusal(`--demo --out o ${option}`).code).toBe('not-yet');
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
    ['--demo --holdout 0.6 --out o', 'bad-option'],
    ['--demo --holdout=-0.1 --out o', 'bad-option'],
    ['--demo --holdout some --out o', 'bad-option'],
    ['--demo --limit 0 --out o', 'bad-option'],
    ['--demo --backend tpu --out o', 'bad-option'],
  ])('refuses "%s"', (line, code) => {
    expect(refusal(line).code).toBe(code);
  });
});
