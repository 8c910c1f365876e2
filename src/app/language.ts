/** Which language the page speaks: `?lang=` of its address, else what was chosen before, else what the browser prefers. */
import { isLanguage, type Language, preferredLanguage } from '../i18n/languages.ts';
import { loadTexts, type Texts } from '../i18n/translate.ts';
import { keepChoice, keptChoice } from '../platform/kept-choice.ts';
import { loadPart } from '../platform/load-part.ts';

const PARAMETER = 'lang';

export function initialLanguage(): Language {
  const wanted = [new URLSearchParams(location.search).get(PARAMETER), keptChoice('language')];
  return wanted.find(isLanguage) ?? preferredLanguage(navigator.languages);
}

/** Texts of a language that the visitor chose: kept, and the address says nothing else any more. */
export async function changeLanguage(language: Language): Promise<Texts> {
  const texts = await loadPart(() => loadTexts(language));
  keepChoice('language', language);
  const address = new URL(location.href);
  if (address.searchParams.has(PARAMETER)) {
    address.searchParams.delete(PARAMETER);
    history.replaceState(history.state, '', address);
  }
  return texts;
}
