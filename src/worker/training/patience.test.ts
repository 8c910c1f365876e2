import { expect, it } from 'vitest';
import { Patience } from './patience.ts';

/** The epoch after which a run ends whose best epochs are `best`, in order; null: not within a thousand. */
function endOf(patience: Patience, best: readonly number[], begun = 0): number | null {
  for (let epoch = begun + 1; epoch < 1000; epoch++) {
    const last = best.findLast((one) => one <= epoch);
    if (last !== undefined && patience.isOver(epoch, last)) return epoch;
  }
  return null;
}

it('waits six epochs for a better one, or two fifths of all so far', () => {
  const patience = new Patience({ begun: 0, best: null });
  expect(endOf(patience, [1])).toBe(7);
  expect(endOf(patience, [1, 6, 9])).toBe(15);
  expect(endOf(patience, [1, 6, 11, 17, 27])).toBe(45);
});

it('is the same for a run that was interrupted', () => {
  expect(endOf(new Patience({ begun: 12, best: 9 }), [9], 12)).toBe(15);
});

it('begins again where a run that had ended is to go on', () => {
  expect(endOf(new Patience({ begun: 15, best: 9 }), [9], 15)).toBe(21);
  expect(endOf(new Patience({ begun: 15, best: 9 }), [9, 20], 15)).toBe(26);
});
