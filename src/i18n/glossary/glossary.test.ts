import { describe, expect, it } from 'vitest';
import { en } from '../en.ts';
import { ru } from '../ru.ts';
import type { Message } from '../message.ts';
import { LANGUAGE_NAMES } from '../languages.ts';
import { explainer, loadGlossary } from './glossary.ts';

const DICTIONARIES = { en, ru };
/** Names that are the same in every language. */
const LATIN = /AUC|WebGPU|WebAssembly|ONNX|d′/gu;

describe.each(LANGUAGE_NAMES)('the glossary in %s', async (language) => {
  const glossary = await loadGlossary(language);
  const explain = explainer(glossary);
  const texts = Object.values<Message>(DICTIONARIES[language]).flatMap((text): string[] =>
    typeof text === 'string' ? [text] : Object.values(text),
  );

  it.each(Object.entries(glossary))('%s is found as it heads the list, and somewhere on the page', (_, entry) => {
    expect(explain(entry.term)).toEqual([{ text: entry.term, at: 0, entry }]);
    expect(texts.some((text) => explain(text).some((piece) => piece.entry === entry))).toBe(true);
  });

  it('has no word of another language', () => {
    const foreign = Object.values(glossary).flatMap(({ term, text }) =>
      language === 'ru' ? (`${term} ${text}`.replaceAll(LATIN, '').match(/[A-Za-z]+/gu) ?? []) : [],
    );
    expect(foreign).toEqual([]);
  });
});

it('marks a term once, whole words only, and leaves the sentence as it was', async () => {
  const explain = explainer(await loadGlossary('en'));
  const sentence = 'Each epoch, the discriminator’s loss; an epoch more. Lossless, generators_x.';
  const pieces = explain(sentence);
  expect(pieces.map(({ text }) => text).join('')).toBe(sentence);
  expect(pieces.filter(({ entry }) => entry !== null).map(({ text }) => text)).toEqual([
    'epoch',
    'discriminator',
    'loss',
  ]);
  const inRussian = explainer(await loadGlossary('ru'));
  expect(inRussian('Потери дискриминатора за 5 эпох').filter(({ entry }) => entry !== null)).toHaveLength(3);
});
