import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './bench-options.ts';
import { median } from './contestant.ts';

describe('the command line', () => {
  it('has defaults', () => {
    const { cases, json, bundle } = parseCommandLine([]);
    expect(cases).toEqual([
      { backend: 'webgpu', preset: 'compact', repeats: 5, threads: 1, stock: true, profile: false },
    ]);
    expect([json, bundle]).toEqual([false, null]);
  });

  it('takes several presets', () => {
    const { cases } = parseCommandLine('--backend wasm --preset half --preset paper --no-stock --repeats 3'.split(' '));
    expect(cases.map((c) => [c.preset, c.backend, c.stock, c.repeats])).toEqual([
      ['half', 'wasm', false, 3],
      ['paper', 'wasm', false, 3],
    ]);
  });

  it('measures a table instead where rows are given', () => {
    expect(parseCommandLine(['--table', '68671', '--repeats', '3'])).toMatchObject({ tableRows: 68_671 });
    expect(parseCommandLine([]).tableRows).toBeNull();
    expect(() => parseCommandLine(['--table', 'many'])).toThrow('--table');
  });

  it('measures beside another build where one is given', () => {
    const line = '--preset compact --backend wasm --against ../base/dist';
    expect(parseCommandLine(line.split(' '))).toMatchObject({ against: '../base/dist', tableRows: null });
    expect(parseCommandLine(['--table', '100', '--against', 'x'])).toMatchObject({ against: 'x', tableRows: 100 });
    expect(parseCommandLine([]).against).toBeNull();
    expect(() => parseCommandLine(['--against', 'x', '--profile'])).toThrow('--against');
  });

  it('measures beside PyTorch where asked to', () => {
    const { rival, pageCases } = parseCommandLine('--preset half --backend wasm --rival torch'.split(' '));
    expect([rival, pageCases]).toEqual(['torch', [{ backend: 'wasm', repeats: 5, preset: 'half' }]]);
    expect(parseCommandLine([]).rival).toBeNull();
    expect(() => parseCommandLine(['--rival', 'keras'])).toThrow('--rival');
    expect(() => parseCommandLine(['--rival', 'torch', '--against', 'x'])).toThrow('--against');
    expect(() => parseCommandLine(['--rival', 'torch', '--table', '9'])).toThrow('--rival');
  });

  it('trains `modern` through the page only', () => {
    expect(parseCommandLine('--preset modern --against x'.split(' '))).toMatchObject({
      cases: [],
      pageCases: [{ preset: 'modern' }],
    });
    expect(() => parseCommandLine(['--preset', 'modern'])).toThrow('--against');
    expect(() => parseCommandLine(['--preset', 'modern', '--rival', 'torch'])).toThrow('--against');
  });

  it.each([['--backend tpu'], ['--repeats 0'], ['--repeats'], ['--fast']])('refuses %s', (line) => {
    expect(() => parseCommandLine(line.split(' '))).toThrow(line.split(' ')[0]);
  });
});

it('measures pictures instead where their number is given', () => {
  expect(parseCommandLine(['--pictures', '100'])).toMatchObject({ pictures: 100 });
  expect(parseCommandLine([]).pictures).toBeNull();
  expect(() => parseCommandLine(['--pictures', '0'])).toThrow('--pictures');
});

describe('median', () => {
  it('is the middle, or the mean of the two middles', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});
