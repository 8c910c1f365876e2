import { expect, it } from 'vitest';
import { englishTexts } from '../i18n/english.ts';
import { endSentence } from './training-end.ts';

const texts = englishTexts();

it('says which epoch makes the pairs, and whether training ended by itself', () => {
  expect(endSentence({ epoch: 15, end: 'settled', chosen: 9 }, texts)).toBe(
    'It ended by itself after epoch 15: no epoch since 9 was better. Pairs are made from epoch 9; with more epochs training can go on.',
  );
  expect(endSentence({ epoch: 12, end: 'completed', chosen: 9 }, texts)).toMatch(
    /^Of 12 epochs, epoch 9 was the best/u,
  );
  expect(endSentence({ epoch: 12, end: 'completed', chosen: null }, texts)).toBeNull();
});
