import { expect, it } from 'vitest';
import { bandsAlong, rectanglesOf } from './convolution-bands.ts';

const FIVE = { outputs: 8, from: 0, stride: 1, taps: 5, begin: 2, length: 8 };

it('outputs near a border leave out the taps that meet zeros', () => {
  expect(bandsAlong(FIVE)).toEqual([
    { begin: 0, count: 1, firstTap: 2, taps: 3 },
    { begin: 1, count: 1, firstTap: 1, taps: 4 },
    { begin: 2, count: 4, firstTap: 0, taps: 5 },
    { begin: 6, count: 1, firstTap: 0, taps: 4 },
    { begin: 7, count: 1, firstTap: 0, taps: 3 },
  ]);
});

it('every output is in one band, and its taps are those that meet the picture', () => {
  for (const stride of [1, 2]) {
    for (const taps of [1, 2, 4, 9]) {
      for (const length of [1, 3, 8]) {
        for (const begin of [0, 1, 4]) {
          const axis = { outputs: 5, from: 1, stride, taps, begin, length };
          const met = bandsAlong(axis).flatMap(({ count, firstTap, taps: some }) =>
            Array.from({ length: count }, () => Array.from({ length: some }, (_, i) => firstTap + i)),
          );
          const wanted = Array.from({ length: 5 }, (_, i) =>
            Array.from({ length: taps }, (__, tap) => tap).filter((tap) => {
              const at = 1 + stride * i + tap;
              return at >= begin && at < begin + length;
            }),
          );
          expect(met).toEqual(wanted);
        }
      }
    }
  }
});

it('bands both ways where many samples fill them, one rectangle where they would stay empty', () => {
  expect(rectanglesOf(FIVE, FIVE, { samples: 32, inputs: 32, tile: 6 })).toHaveLength(25);
  expect(rectanglesOf(FIVE, FIVE, { samples: 1, inputs: 1, tile: 6 })).toHaveLength(1);
});
