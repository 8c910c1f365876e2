import { describe, expect, it } from 'vitest';
import type { EcgFile } from '../ecg-record.ts';
import { formatOf } from '../sniff.ts';
import { farthest, knownFile, type KnownName, readSignal, reasonOf } from '../testing/known-ecg.ts';

const text = ({ bytes }: EcgFile): string => new TextDecoder('latin1').decode(bytes.subarray(0, 2000));
const fileOf = (lines: string, path = 'a.csv'): EcgFile => ({
  bytes: new TextEncoder().encode(lines),
  path,
  beside: new Map(),
});

const HEADER = 'I,II,V1,V2,V3,V4,V5,V6';
const lines = (cells: string, count = 300): string => `${cells}\n`.repeat(count);

describe('texts of samples', () => {
  it.each<KnownName>(['samples-csv', 'samples-integers', 'samples-tab'])(
    '%s: every sample, its rate and unit',
    async (name) => {
      const file = knownFile(name);
      expect(formatOf(file.bytes, text(file), file.path)).toBe('samples-text');
      const record = await readSignal('samples-text', file);
      expect(record.rate).toBe(100);
      expect(farthest(record)).toBeLessThan(1e-9);
    },
  );

  it.each([
    ['a table of patients', 'id;age;I;II;V1;V2;V3;V4;V5;V6\n1;50;0;0;0;0;0;0;0;0'],
    ['too few leads', 'time,I,II,III,V1,V2\n0,1,2,3,4,5'],
    ['one lead many times', 'I,I,I,I,I,I,I,I,I\n0,0,0,0,0,0,0,0,0'],
  ])('%s is none', (_, content) => {
    expect(formatOf(new Uint8Array(), content, 'a.csv')).toBeNull();
  });

  it.each<[string, string, EcgFile]>([
    ['no rate', 'record-rate-unsaid', fileOf(`${HEADER}\n${lines('0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8')}`)],
    ['numbers of a converter', 'record-unit', fileOf(`${HEADER}\n${lines('1,2,3,4,5,6,7,8')}`, '500Hz/a.csv')],
    ['a word', 'record-broken', fileOf(`${HEADER}\n${lines('0.1,x,0.3,0.4,0.5,0.6,0.7,0.8')}`, '500 Hz.csv')],
    [
      'uneven times',
      'record-rate',
      fileOf(`time,${HEADER}\n0,0,0,0,0,0,0,0,0.5\n1,0,0,0,0,0,0,0,0.5\n9,0,0,0,0,0,0,0,0.5`),
    ],
    ['nothing below', 'record-short', fileOf(HEADER, '500Hz.csv')],
  ])('%s', async (_, expected, file) => {
    expect(await reasonOf('samples-text', file)).toBe(expected);
  });
});
