/** What readers of a blinded test saw, in words and as a table: the same on the screen and in the report. */
import type { Estimate } from '../core/report/comparison.ts';
import type { ReaderScores, ReaderTaskReport, ReaderTestReport } from '../core/report/reader-test.ts';
import { decimal, type Part, percent, type Said, say } from '../i18n/said.ts';
import type { Cell, Row, TableBlock } from './answer.ts';
import { estimateCell } from './phrases.ts';

/** Fewer answers say nothing. */
const FEWEST_ANSWERS = 20;
/** From here on nearly every one is recognised. */
const OBVIOUS = 0.9;

export interface ReaderWords {
  readonly title: Said;
  readonly sentences: readonly Part[];
  readonly block: TableBlock;
}

type ReaderVerdict = 'few' | 'found' | 'obvious' | 'chance' | 'reversed';

export function judgeReaders({ accuracy, dPrime }: ReaderScores): ReaderVerdict {
  if (accuracy.of < FEWEST_ANSWERS) return 'few';
  // By d′: a reader who says the same of everything is right in half, and has seen nothing.
  if (dPrime.high < 0) return 'reversed';
  if (dPrime.low <= 0) return 'chance';
  return accuracy.value >= OBVIOUS ? 'obvious' : 'found';
}

function meaning(scores: ReaderScores): Said {
  const { accuracy } = scores;
  const verdict = judgeReaders(scores);
  if (verdict === 'few') return say('reader.few', { count: accuracy.of, needed: FEWEST_ANSWERS });
  const [share, low, high] = [accuracy.value, accuracy.low, accuracy.high].map((value) => percent(value));
  return say(`reader.${verdict}`, { share: share ?? '', low: low ?? '', high: high ?? '' });
}

function leaning({ criterion }: ReaderScores): Said[] {
  if (criterion.low > 0) return [say('reader.leans.real')];
  return criterion.high < 0 ? [say('reader.leans.synthetic')] : [];
}

function shareCell(share: Estimate): Cell {
  const [value, low, high] = [percent(share.value), percent(share.low), percent(share.high)];
  return {
    line: say('comparison.between', { value, low, high }),
    value,
    interval: say('comparison.range', { low, high }),
  };
}

function rowOf(name: Said, { accuracy, sensitivity, specificity, dPrime, criterion, seconds }: ReaderScores): Row {
  return {
    name,
    cells: [
      shareCell(accuracy),
      shareCell(sensitivity),
      shareCell(specificity),
      estimateCell(dPrime),
      estimateCell(criterion),
      say('reader.seconds', { seconds: decimal(seconds, 1) }),
    ],
  };
}

const HEAD = ['reader', 'accuracy', 'sensitivity', 'specificity', 'dPrime', 'criterion', 'seconds'] as const;

function wordsOf({ task, real, pictures, readers, together }: ReaderTaskReport): ReaderWords {
  const title = say(`reader.task.${task}`);
  const rows = readers.map(({ reader, ...scores }) => rowOf(say('reader.one', { reader }), scores));
  return {
    title,
    sentences: [
      meaning(together),
      ...(judgeReaders(together) === 'few' ? [] : leaning(together)),
      say(`reader.from.${real}`),
      say('reader.who', { count: readers.length, pictures }),
    ],
    block: {
      kind: 'table',
      id: `reader-test-${task}`,
      title: say('reader.table.title'),
      caption: say('reader.table.caption'),
      table: {
        head: HEAD.map((name) => say(`reader.col.${name}`)),
        rows: readers.length < 2 ? rows : [...rows, rowOf(say('reader.together'), together)],
      },
      note: null,
      isWide: true,
      sorting: null,
      chooses: null,
    },
  };
}

export function readerWords({ tasks }: ReaderTestReport): ReaderWords[] {
  return tasks.map(wordsOf);
}
