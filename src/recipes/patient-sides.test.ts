import { expect, it, vi } from 'vitest';
import type { Dataset } from '../core/dataset.ts';
import { patientSides } from './patient-sides.ts';
import { RECIPES } from './recipes.ts';

/** Persons 0 … `persons` − 1, each with two pairs. */
function study(persons: number) {
  const train = { count: 2 * persons } as Dataset;
  const numbers = Int32Array.from({ length: 2 * persons }, (_, pair) => pair % persons);
  return { train, patients: { train: numbers, holdout: new Int32Array(0) } };
}

it('leaves everybody to a recipe that does not validate', () => {
  const { learn, validation } = patientSides(study(40), { recipe: 'paper', seed: 1 });
  expect([...learn.pairs]).toEqual(Array.from({ length: 80 }, (_, i) => i));
  expect(validation).toBeNull();
});

it('puts 15 % of the persons aside to score epochs, whole persons, the same for the same seed', () => {
  vi.spyOn(RECIPES, 'paper', 'get').mockReturnValue({ ...RECIPES.paper, validates: true, leastPersons: 7 });
  const sides = (seed: number, persons = 40) => patientSides(study(persons), { recipe: 'paper', seed });
  const { learn, validation } = sides(1);
  const personsOf = (pairs: Uint32Array | undefined) => new Set([...(pairs ?? [])].map((pair) => pair % 40));
  expect(personsOf(validation?.pairs).size).toBe(6);
  expect(validation?.pairs).toHaveLength(12);
  expect([...learn.pairs, ...(validation?.pairs ?? [])].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 80 }, (_, i) => i),
  );
  expect([...personsOf(learn.pairs)].some((person) => personsOf(validation?.pairs).has(person))).toBe(false);
  expect(sides(1)).toEqual(sides(1));
  expect(sides(2).validation?.pairs).not.toEqual(validation?.pairs);
  expect(sides(1, 6).validation).toBeNull();
  vi.restoreAllMocks();
});
