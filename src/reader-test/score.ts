/**
 * Scores of readers, each and together. Answers of one reader, and answers to one picture, are alike; taken together they say
 * less than as many independent ones. How much less is estimated by variance clustered both ways (Cameron, Gelbach & Miller,
 * J. Bus. Econ. Stat. 29 (2011) 238–249), and never taken as more. The intervals are of these readers, not of all there are.
 */
import { READER_TASKS, type ReaderScores, type ReaderTestReport } from '../core/report/reader-test.ts';
import { isRight, type ReaderAnswer } from './answers.ts';
import { detection, wilson } from './signal-detection.ts';

const pictureOf = ({ series, picture }: ReaderAnswer): string => `${series} ${picture}`;

function grouped<K>(answers: readonly ReaderAnswer[], keyOf: (answer: ReaderAnswer) => K): Map<K, ReaderAnswer[]> {
  const groups = new Map<K, ReaderAnswer[]>();
  for (const answer of answers) {
    const group = groups.get(keyOf(answer));
    if (group === undefined) groups.set(keyOf(answer), [answer]);
    else group.push(answer);
  }
  return groups;
}

/** Of the share of right answers: its variance over that of as many independent answers, at least 1. */
export function designEffect(answers: readonly ReaderAnswer[]): number {
  const n = answers.length;
  const readers = grouped(answers, ({ reader }) => reader);
  const pictures = grouped(answers, pictureOf);
  // Of one reader who saw each once, every answer is its own.
  if (readers.size < 2 && pictures.size === n) return 1;
  const share = answers.filter(isRight).length / n;
  // Where all were right, or none, nothing shows how alike they are: pictures count, not answers.
  if (share === 0 || share === 1) return n / pictures.size;
  const residual = (answer: ReaderAnswer): number => Number(isRight(answer)) - share;
  const variance = (groups: Iterable<readonly ReaderAnswer[]>, count: number): number => {
    if (count < 2) return 0;
    let sum = 0;
    for (const group of groups) sum += group.reduce((total, answer) => total + residual(answer), 0) ** 2;
    return ((count / (count - 1)) * sum) / n ** 2;
  };
  const alone = grouped(answers, (answer) => `${answer.reader} ${pictureOf(answer)}`);
  const byPicture = variance(pictures.values(), pictures.size);
  const byReader = variance(readers.values(), readers.size);
  const bothWays = byReader + byPicture - variance(alone.values(), alone.size);
  // With few readers the sum says too little: what either way says alone is the least.
  const clustered = readers.size < 2 ? byPicture : Math.max(byPicture, byReader, bothWays);
  return Math.max(1, clustered / ((share * (1 - share)) / n));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

function scoresOf(answers: readonly ReaderAnswer[]): ReaderScores {
  const effect = designEffect(answers);
  const synthetic = answers.filter(({ isSynthetic }) => isSynthetic);
  const real = answers.filter(({ isSynthetic }) => !isSynthetic);
  const hits = synthetic.filter(isRight).length;
  const spared = real.filter(isRight).length;
  const outcomes = { hits, synthetic: synthetic.length, falseAlarms: real.length - spared, real: real.length };
  return {
    accuracy: wilson(hits + spared, answers.length, effect),
    sensitivity: wilson(hits, synthetic.length, effect),
    specificity: wilson(spared, real.length, effect),
    ...detection(outcomes, effect),
    seconds: median(answers.map(({ seconds }) => seconds)),
  };
}

/** Null before anybody has finished a series. */
export function readerTestReport(answers: readonly ReaderAnswer[]): ReaderTestReport | null {
  const tasks = READER_TASKS.flatMap((task) => {
    const mine = answers.filter((answer) => answer.task === task);
    const [first] = mine;
    if (first === undefined) return [];
    const readers = [...grouped(mine, ({ reader }) => reader)].toSorted(([a], [b]) => a - b);
    return {
      task,
      real: first.real,
      pictures: grouped(mine, pictureOf).size,
      readers: readers.map(([reader, own]) => ({ reader, ...scoresOf(own) })),
      together: scoresOf(mine),
    };
  });
  return tasks.length === 0 ? null : { version: 1, tasks };
}
