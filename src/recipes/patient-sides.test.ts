import { expect, it, vi } from 'vitest';
import type { Dataset } from '../core/dataset.ts';
import { chosenLayout } from '../sheet/sheet-layout.ts';
import { printSheets } from '../sheet/testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../sheet/testing/simple-heart.ts';
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

it('leaves pictures of other layouts than most out of both parts, where sheets are measured', () => {
  const hearts = simpleHearts(40, 3).map(simpleLeads);
  const sheets = (['6x2', '3x4+1'] as const).map((form, i) => {
    const leads = (n: number) => hearts[n] ?? simpleLeads({ seconds: 10, heartRate: 60, size: 1, phase: 0 });
    return printSheets(i === 0 ? 40 : 30, leads, {
      layout: chosenLayout({ form, order: 'standard' }, 10),
      size: 64,
      rate: SIMPLE_RATE,
    });
  });
  const images = Uint8Array.from(sheets.flatMap((part) => [...part.images]));
  const mixed = { ...study(35), train: { count: 70, size: 64, images } as unknown as Dataset };
  const { learn, validation } = patientSides(mixed, { recipe: 'modern', seed: 1 });
  expect([...learn.pairs, ...(validation?.pairs ?? [])].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, i) => i),
  );
  expect(learn.elsewhere).toBe(30);
  expect(patientSides(mixed, { recipe: 'paper', seed: 1 }).learn.pairs).toHaveLength(70);
});
