import { expect, it } from 'vitest';
import { pairCounts } from '../core/trained-on.ts';
import { countPeople } from './count-people.ts';
import { englishTexts } from './english.ts';
import { ru } from './ru.ts';
import { createTexts } from './translate.ts';

// 500 ECGs are not 500 patients: who comes twice would count twice.
it('says of how many patients the ECGs are, where that is known', () => {
  const pairs = pairCounts(Int32Array.from({ length: 500 }, (_, i) => Math.min(i, 465)));
  expect(pairs).toEqual({ patients: 500, persons: 466 });
  expect(countPeople(pairs, englishTexts())).toBe('500 ECGs of 466 patients');
  const russian = createTexts('ru', ru);
  const spaced = (text: string): string => text.replaceAll('\u{a0}', ' ');
  expect(spaced(countPeople(pairs, russian))).toBe('500 ЭКГ от 466 пациентов');
  expect(spaced(countPeople({ patients: 30, persons: 21 }, russian))).toBe('30 ЭКГ от 21 пациента');
  expect(pairCounts([3, 1, 2])).toEqual({ patients: 3 });
  expect(countPeople(pairCounts([3, 1, 2]), englishTexts())).toBe('3 patients');
});
