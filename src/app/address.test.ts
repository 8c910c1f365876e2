import { expect, it } from 'vitest';
import { readAddress } from './address.ts';

const NONE = { demo: false, theme: null };

it.each([
  ['', NONE],
  ['?demo', { ...NONE, demo: true }],
  ['?demo&lang=ru&theme=dark', { demo: true, theme: 'dark' }],
  ['?demo=1&theme=light', { demo: true, theme: 'light' }],
  ['?demo=0', NONE],
  ['?theme=pink&other', NONE],
])('%s', (search, wishes) => {
  expect(readAddress(search)).toEqual(wishes);
});
