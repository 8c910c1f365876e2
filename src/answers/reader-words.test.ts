import { describe, expect, it } from 'vitest';
import type { ReaderScores, ReaderTestReport } from '../core/report/reader-test.ts';
import { englishTexts } from '../i18n/english.ts';
import { judgeReaders, readerWords } from './reader-words.ts';

const around = (value: number, half: number) => ({ value, low: value - half, high: value + half });

function scores(accuracy: number, dPrime: number, of = 40, criterion = 0): ReaderScores {
  const share = { ...around(accuracy, 0.1), count: Math.round(accuracy * of), of };
  return {
    accuracy: share,
    sensitivity: share,
    specificity: share,
    dPrime: around(dPrime, 0.5),
    criterion: around(criterion, 0.2),
    seconds: 3.21,
  };
}

const reportOf = (together: ReaderScores): ReaderTestReport => ({
  version: 1,
  tasks: [
    {
      task: 'ecgs',
      real: 'holdout',
      pictures: 40,
      readers: [1, 2].map((reader) => ({ reader, ...together })),
      together,
    },
  ],
});

describe('what readers saw', () => {
  it.each([
    ['few', scores(0.9, 2, 10)],
    ['found', scores(0.7, 1)],
    ['obvious', scores(0.95, 3)],
    ['chance', scores(0.55, 0.3)],
    ['reversed', scores(0.3, -1)],
  ] as const)('%s', (verdict, given) => expect(judgeReaders(given)).toBe(verdict));

  it('is said with its interval, against guessing, and who the real ones are', () => {
    const { say } = englishTexts();
    const [words] = readerWords(reportOf(scores(0.55, 0.3, 40, 0.4)));
    const said = words?.sentences.map(say) ?? [];
    expect(said[0]).toContain('no better than guessing: 55% of the answers are right (45% to 65%)');
    expect(said[0]).toContain('does not prove');
    expect(said[1]).toContain('“real”');
    expect(said.join(' ')).toContain('from whom the network did not learn');
    const { head = [], rows = [] } = words?.block.table ?? {};
    expect(rows.map(({ name }) => say(name))).toEqual(['Reader 1', 'Reader 2', 'All together']);
    for (const { cells } of rows) expect(cells).toHaveLength(head.length - 1);
  });
});
