import { expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import type { Key } from '../i18n/languages.ts';
import { sentences } from '../i18n/said.ts';
import { advisesTraining, UNUSABLE } from './todo.ts';

// "Train longer" without a button is a dead end, and a button where nothing of the kind is said is a riddle.
it('knows every text that recommends a longer training, and no other', () => {
  const todos = (Object.keys(en) as Key[]).filter((key) => /(?:^|\.)todo\./u.test(key));
  const longer = todos.filter((key) => /train longer|longer training/iu.test(JSON.stringify(en[key])));
  expect(longer.length).toBeGreaterThan(5);
  expect(todos.filter((key) => advisesTraining({ key, params: {} }))).toEqual(longer);
  expect(advisesTraining(UNUSABLE)).toBe(true);
  expect(advisesTraining(sentences(['Train longer']))).toBe(false);
});
