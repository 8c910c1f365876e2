/** The language of the page, for every component: `const { t, n } = useTexts()`. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, preferredLanguage } from '../../i18n/languages.ts';
import { createTexts, type Texts } from '../../i18n/translate.ts';

interface TextsValue extends Texts {
  readonly setLanguage: (language: Language) => void;
}

const TextsContext = createContext<TextsValue>({ ...createTexts(DEFAULT_LANGUAGE), setLanguage: () => {} });

export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(() => preferredLanguage(navigator.languages));
  const value = useMemo(() => ({ ...createTexts(language), setLanguage }), [language]);
  useEffect(() => {
    document.documentElement.lang = LANGUAGES[language].locale;
  }, [language]);
  return <TextsContext value={value}>{children}</TextsContext>;
}

export function useTexts(): TextsValue {
  return use(TextsContext);
}
