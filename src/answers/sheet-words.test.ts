import { expect, it } from 'vitest';
import { MISFITS, type SheetFit } from '../core/sheet-fit.ts';
import { englishTexts } from '../i18n/english.ts';
import { sheetWords } from './sheet-words.ts';

const texts = englishTexts();
const fit: SheetFit = {
  misfit: null,
  explained: 0.953,
  strips: 4,
  measured: 399,
  odd: 0,
  signals: { missing: 'not-printed' },
};

it('says how much of the ink the measured sheet explains, and what lies otherwise', () => {
  expect(sheetWords(fit, texts)).toBe(
    'Your ECGs were measured: 4 strips. Their traces explain 95% of the ink of a usual picture.',
  );
  const layout = { rows: 6, columns: 2, rhythm: 1 };
  expect(sheetWords({ ...fit, strips: 7, layout }, texts)).toContain('measured: 6\u00a0×\u00a02 with 1 rhythm strip.');
  expect(sheetWords({ ...fit, elsewhere: 120 }, texts)).toContain('120 more pictures have other layouts');
  expect(sheetWords({ ...fit, odd: 1 }, texts)).toContain('1 of 399 pictures lies otherwise');
});

it('says for every reason that a plain network draws, and what to do where something can be done', () => {
  const said = MISFITS.map((misfit) => sheetWords({ ...fit, misfit, explained: 0.41, odd: 180 }, texts));
  for (const words of said) expect(words).toContain('a plain network draws them');
  expect(new Set(said).size).toBe(MISFITS.length);
  expect(said[1]).toContain('180 of 399 pictures');
  expect(said[2]).toContain('Only 41%');
});
