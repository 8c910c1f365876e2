/**
 * Who of the patients trained on a recipe learns from, and who only says how good an epoch is. A recipe that does not validate
 * learns from all of them. Patients put aside for the comparison are in neither part, nor are pictures of other layouts than
 * most have, where a recipe measures sheets.
 */
import type { Dataset, StudyData } from '../core/dataset.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { RunConfig } from '../core/run-config.ts';
import { largestLayout } from '../sheet/measure/largest-layout.ts';
import { RECIPES } from './recipes.ts';
import type { Patients } from './recipe-training.ts';

/** Share of the persons that score epochs. */
const VALIDATION_SHARE = 0.15;

export interface PatientSides {
  readonly learn: Patients;
  /** Null where the recipe does not validate, or there are too few persons. */
  readonly validation: Patients | null;
}

/** By data set: it is asked for before a run, at its start and for what is said of it. */
const LAYOUTS = new WeakMap<Dataset, readonly number[]>();

/** Pairs whose pictures are of the layout that most have; all of them where there is one layout, or none. */
function ofOneLayout(train: Dataset): readonly number[] {
  const known = LAYOUTS.get(train);
  if (known !== undefined) return known;
  const largest = largestLayout(train);
  const pairs = largest === null ? Array.from({ length: train.count }, (_, pair) => pair) : [...largest];
  LAYOUTS.set(train, pairs);
  return pairs;
}

/** The same for the same patients and seed; all pairs of a person are on one side. */
export function patientSides(
  { train, patients }: Pick<StudyData, 'train' | 'patients'>,
  { recipe, seed }: Pick<RunConfig, 'recipe' | 'seed'>,
): PatientSides {
  const persons = patients.train;
  const { validates, leastPersons, prepares } = RECIPES[recipe];
  const everybody = prepares ? ofOneLayout(train) : Array.from({ length: train.count }, (_, pair) => pair);
  const elsewhere = train.count - everybody.length;
  const known = [...new Set(everybody.map((pair) => persons[pair]))];
  const sideOf = (pairs: readonly number[]): Patients => ({
    dataset: train,
    pairs: Uint32Array.from(pairs),
    persons,
    ...(elsewhere === 0 ? {} : { elsewhere }),
  });
  if (!validates || known.length < leastPersons) {
    return { learn: sideOf(everybody), validation: null };
  }
  const order = new Rng(seed, STREAM.validation).permutation(known.length);
  const count = Math.round(VALIDATION_SHARE * known.length);
  const chosen = new Set([...order.subarray(0, count)].map((place) => known[place]));
  const [learn, validation] = [false, true].map((isChosen) =>
    everybody.filter((pair) => chosen.has(persons[pair]) === isChosen),
  );
  return { learn: sideOf(learn ?? []), validation: sideOf(validation ?? []) };
}
