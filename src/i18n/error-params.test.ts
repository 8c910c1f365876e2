import { expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { FILE_LOOKS } from '../core/file-look.ts';
import { englishTexts } from './english.ts';

// Each line must not compile: the type check fails as soon as one does.
it('a phrase in place of a code does not compile', () => {
  expect([
    // @ts-expect-error -- words for a person
    new AppError('table-not-text', { file: 'a.csv', looksLike: 'a web page (HTML)' }),
    // @ts-expect-error -- the browser's own words
    new AppError('kept-unavailable', { reason: new Error('The operation is insecure').message }),
    // @ts-expect-error -- half a sentence
    new AppError('backend-unavailable', { backend: 'webgpu', reason: 'the device was refused' }),
    // @ts-expect-error -- what is expected, in words
    new AppError('bad-option', { option: 'width', value: '9', expected: 'a number from 0 to 4' }),
    // @ts-expect-error -- a parameter that the sentence needs is missing
    new AppError('table-malformed', { file: 'a.csv' }),
    // @ts-expect-error -- and one that no sentence has
    new AppError('busy', { because: 'of training' }),
  ]).toHaveLength(6);
});

it('every code has words, and lists are written as the language writes them', () => {
  const { error, coded } = englishTexts();
  for (const look of FILE_LOOKS) expect(coded('looksLike', look), look).toMatch(/\S/u);
  expect(error(new AppError('table-not-text', { file: 'a.csv', looksLike: 'web-page' }).toData())).toContain(
    'it looks like a web page (HTML). Save it',
  );
  expect(error(new AppError('column-unknown', { columns: ['age', 'a, b'] }).toData())).toContain('age and “a, b”.');
  const bad = new AppError('bad-option', { option: '--size', value: '7', expected: 'choice', choices: ['64', '128'] });
  expect(error(bad.toData())).toContain('it must be one of 64 and 128.');
});

it('is the same on the other side of a worker', () => {
  const sent = new AppError('several-tables', { files: ['a.csv', 'b.csv'] }).toData();
  expect(AppError.fromData(sent).toData()).toEqual(sent);
});
