import { describe, expect, it } from 'vitest';
import { answer, answersOf, beginReading, currentPicture, pause, resume, type SeriesKey, undo } from './reading.ts';

const series: SeriesKey = { task: 'pairs', real: 'training', seed: 5, isSynthetic: [true, false, true, false] };
const begin = (reader = 1) => beginReading(series.seed, 4, reader, 1000);

describe('a reader going through a series', () => {
  it('judges every picture once, in an order that is the reader’s own', () => {
    const orderOf = (reader: number): number[] => [...beginReading(5, 30, reader, 0).order];
    expect(orderOf(1).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(orderOf(1)).toEqual(orderOf(1));
    expect(orderOf(1)).not.toEqual(orderOf(2));
  });

  it('is asked nothing more after the last', () => {
    let reading = begin();
    for (let i = 1; i <= 4; i++) reading = answer(reading, true, 1000 + 500 * i);
    expect(currentPicture(reading)).toBeNull();
    expect(answer(reading, true, 9000)).toBe(reading);
    const answers = answersOf(reading, series);
    expect(answers.map(({ seconds }) => seconds)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(answers.map(({ picture }) => picture)).toEqual([...reading.order]);
    for (const { picture, isSynthetic } of answers) expect(isSynthetic).toBe(series.isSynthetic[picture]);
  });

  it('takes an answer back; the time that it took goes on', () => {
    const first = answer(begin(), true, 3000);
    const back = undo(first, 4000);
    expect(currentPicture(back)).toBe(begin().order[0]);
    const again = answer(back, false, 4500);
    expect(answersOf(again, series)).toMatchObject([{ saidSynthetic: false, seconds: 2.5 }]);
    expect(undo(begin(), 2000)).toEqual(begin());
  });

  it('counts no pause, and judges nothing that is hidden', () => {
    const paused = pause(begin(), 1400);
    expect(answer(paused, true, 5000)).toBe(paused);
    expect(pause(paused, 7000)).toEqual(paused);
    expect(answersOf(answer(resume(paused, 9000), true, 9600), series)[0]?.seconds).toBeCloseTo(1);
  });

  it('a key pressed twice judges one picture', () => {
    const once = answer(begin(), true, 3000);
    expect(answer(once, true, 3050)).toBe(once);
  });
});
