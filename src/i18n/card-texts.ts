/** Everything the data card says, in one language. */
import type { Language } from './languages.ts';
import type { dataCardTexts } from './en/data-card.ts';
import { withTiedWords } from './tied-words.ts';
import { loadTexts, translator, type Texts, type TranslateOf } from './translate.ts';

export interface CardTexts extends Texts {
  /** What only the card says. */
  readonly c: TranslateOf<typeof dataCardTexts>;
}

const CARDS = {
  en: async () => (await import('./en/data-card.ts')).dataCardTexts,
  ru: async () => withTiedWords((await import('./ru/data-card.ts')).dataCardTexts),
} as const satisfies Record<Language, () => Promise<unknown>>;

export async function loadCardTexts(language: Language): Promise<CardTexts> {
  const [texts, card] = await Promise.all([loadTexts(language), CARDS[language]()]);
  return { ...texts, c: translator<typeof dataCardTexts>(card, language) };
}
