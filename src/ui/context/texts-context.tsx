/** The language of the page, for every component: `const { t, n } = useTexts()`. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/translate.ts';

interface TextsValue extends Texts {
  /** Changes as soon as the texts are there; where they cannot be loaded, the page stays as it is, and the promise rejects. */
  readonly setLanguage: (language: Language) => Promise<void>;
}

const TextsContext = createContext<TextsValue | null>(null);

interface TextsProviderProps {
  readonly initial: Texts;
  readonly load: (language: Language) => Promise<Texts>;
  readonly children: ReactNode;
}

export function TextsProvider({ initial, load, children }: TextsProviderProps) {
  const [texts, setTexts] = useState(initial);
  const value = useMemo(
    () => ({ ...texts, setLanguage: async (language: Language) => setTexts(await load(language)) }),
    [texts, load],
  );
  useEffect(() => {
    document.documentElement.lang = LANGUAGES[texts.language].locale;
  }, [texts]);
  return <TextsContext value={value}>{children}</TextsContext>;
}

export function useTexts(): TextsValue {
  const texts = use(TextsContext);
  if (texts === null) throw new Error('no TextsProvider around this component');
  return texts;
}
