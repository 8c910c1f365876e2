import { describe, expect, it } from 'vitest';
import type { Patients } from '../recipe-training.ts';
import { measurementsOf } from './measured-state.ts';
import { measuredPairs } from './prepare.ts';
import { preparedState, sheetsOf, simplePatients } from './testing/simple-patients.ts';

describe('the pictures that are measured', () => {
  const people = (count: number, pairsEach: number): Pick<Patients, 'pairs' | 'persons'> => ({
    pairs: Uint32Array.from({ length: count * pairsEach }, (_, i) => 2 * i),
    persons: Int32Array.from({ length: 2 * count * pairsEach }, (_, i) => Math.floor(i / (2 * pairsEach))),
  });

  it('are all of a few hundred', () => {
    const { pairs, persons } = people(500, 1);
    expect(measuredPairs({ pairs, persons }, 1)).toEqual(pairs);
  });

  it('of more are five hundred, of whole patients drawn by seed', () => {
    const many = people(900, 2);
    const chosen = measuredPairs(many, 1);
    expect(chosen).toHaveLength(500);
    expect(new Set(chosen).size).toBe(500);
    expect(chosen.every((pair) => many.pairs.includes(pair))).toBe(true);
    expect([...chosen]).toEqual([...chosen].sort((a, b) => a - b));
    expect(new Set(Array.from(chosen, (pair) => many.persons[pair])).size).toBe(250);
    expect(measuredPairs(many, 1)).toEqual(chosen);
    expect(measuredPairs(many, 2)).not.toEqual(chosen);
  });

  it('are larger ones than are drawn: waves thinner than a column come out as thin as they are', async () => {
    const patients = simplePatients();
    const asked: number[] = [];
    const state = await preparedState(patients, (pairs, size) => {
      asked.push(size, pairs.length);
      return sheetsOf(pairs, size);
    });
    expect(asked).toEqual([200, patients.pairs.length]);
    const { sheet } = measurementsOf(state);
    expect(sheet?.size).toBe(patients.dataset.size);
    // Zero lines stand where 200 pixels show them, to a tenth of the 64.
    expect(sheet?.strips.map((row) => Math.round(row * 10) / 10)).toEqual([15.8, 26.4, 36.9, 47.5]);
  });
});
