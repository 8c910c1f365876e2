/**
 * A reader going through a series: the order, what was said, and how long each picture was looked at. Every reader sees the
 * same pictures in an order of their own, so that nobody is helped by what was said before. Times are milliseconds of any clock.
 */
import { Rng, STREAM } from '../core/rng.ts';
import type { RealSource, ReaderTask } from '../core/report/reader-test.ts';
import type { ReaderAnswer } from './answers.ts';

/** A series as dealt out: what it is of, and which of its pictures are synthetic. */
export interface SeriesKey {
  readonly task: ReaderTask;
  readonly real: RealSource;
  readonly seed: number;
  readonly isSynthetic: readonly boolean[];
}

interface Given {
  readonly saidSynthetic: boolean;
  readonly milliseconds: number;
}

export interface Reading {
  readonly reader: number;
  /** Places in the series, as this reader sees them. */
  readonly order: Uint32Array;
  readonly given: readonly Given[];
  /** Since when the picture is on the screen; null: paused, and it is hidden. */
  readonly shownAt: number | null;
  /** How long it was on the screen before. */
  readonly spent: number;
}

/** Nobody has judged a picture sooner: the key was pressed twice. */
const SHORTEST_LOOK = 150;

export function beginReading(seed: number, pictures: number, reader: number, now: number): Reading {
  // The first number of the seed's stream deals out the series itself.
  const order = new Rng(seed, STREAM.readerTest, reader).permutation(pictures);
  return { reader, order, given: [], shownAt: now, spent: 0 };
}

/** The picture to be judged now, as its place in the series; null: all are. */
export function currentPicture({ order, given }: Reading): number | null {
  return order[given.length] ?? null;
}

const lookedFor = ({ spent, shownAt }: Reading, now: number): number =>
  spent + (shownAt === null ? 0 : Math.max(0, now - shownAt));

/** Nothing while paused, when all are judged, and before anybody could have looked. */
export function answer(reading: Reading, saidSynthetic: boolean, now: number): Reading {
  const { shownAt, given } = reading;
  if (shownAt === null || currentPicture(reading) === null || now - shownAt < SHORTEST_LOOK) return reading;
  const milliseconds = lookedFor(reading, now);
  return { ...reading, given: [...given, { saidSynthetic, milliseconds }], shownAt: now, spent: 0 };
}

/** Back to the picture before; the time it took goes on. */
export function undo(reading: Reading, now: number): Reading {
  const last = reading.given.at(-1);
  if (last === undefined) return reading;
  return { ...reading, given: reading.given.slice(0, -1), shownAt: now, spent: last.milliseconds };
}

export function pause(reading: Reading, now: number): Reading {
  return { ...reading, spent: lookedFor(reading, now), shownAt: null };
}

export function resume(reading: Reading, now: number): Reading {
  return reading.shownAt === null ? { ...reading, shownAt: now } : reading;
}

export function answersOf({ reader, order, given }: Reading, series: SeriesKey): ReaderAnswer[] {
  const { task, real, seed, isSynthetic } = series;
  return given.map(({ saidSynthetic, milliseconds }, position) => {
    const picture = order[position] ?? 0;
    return {
      reader,
      task,
      real,
      series: seed,
      picture,
      position,
      isSynthetic: isSynthetic[picture] === true,
      saidSynthetic,
      seconds: milliseconds / 1000,
    };
  });
}
