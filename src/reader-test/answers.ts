/** What readers said, answer by answer. No patient is named: a picture is its place in a series that a seed deals out. */
import type { RealSource, ReaderTask } from '../core/report/reader-test.ts';

export interface ReaderAnswer {
  readonly reader: number;
  readonly task: ReaderTask;
  readonly real: RealSource;
  /** Seed of the series. */
  readonly series: number;
  /** Place in the series, from 0: the same picture for every reader. */
  readonly picture: number;
  /** Place in the order in which this reader saw them, from 0. */
  readonly position: number;
  readonly isSynthetic: boolean;
  readonly saidSynthetic: boolean;
  /** From the picture's appearance to the answer, without pauses. */
  readonly seconds: number;
}

export const isRight = ({ isSynthetic, saidSynthetic }: ReaderAnswer): boolean => isSynthetic === saidSynthetic;

/** One row an answer, for a statistics program: codes are the same in every language. */
export function answerRows(answers: readonly ReaderAnswer[]): string[][] {
  const kind = (isSynthetic: boolean): string => (isSynthetic ? 'synthetic' : 'real');
  return [
    ['reader', 'task', 'real_from', 'series', 'picture', 'position', 'truth', 'answer', 'right', 'seconds'],
    ...answers.map((answer) => [
      String(answer.reader),
      answer.task,
      answer.real,
      String(answer.series),
      String(answer.picture + 1),
      String(answer.position + 1),
      kind(answer.isSynthetic),
      kind(answer.saidSynthetic),
      String(Number(isRight(answer))),
      answer.seconds.toFixed(2),
    ]),
  ];
}
