/** The glossary in the language in use, once it is there: nobody waits for it. */
import { useEffect, useState } from 'react';
import type { Glossary } from '../../i18n/glossary/terms-en.ts';
import { type Explain, explainer, loadGlossary } from '../../i18n/glossary/glossary.ts';
import type { Language } from '../../i18n/languages.ts';
import { useTexts } from './texts-context.tsx';

export interface Explained {
  readonly glossary: Glossary;
  readonly explain: Explain;
}

/** Once a language, for all sentences. */
const loading = new Map<Language, Promise<Explained>>();

function load(language: Language): Promise<Explained> {
  const known = loading.get(language);
  if (known !== undefined) return known;
  const made = loadGlossary(language).then((glossary) => ({ glossary, explain: explainer(glossary) }));
  loading.set(language, made);
  // Without a network it may be there the next time.
  made.catch(() => loading.delete(language));
  return made;
}

export function useGlossary(): Explained | null {
  const { language } = useTexts();
  const [found, setFound] = useState<{ readonly language: Language; readonly explained: Explained } | null>(null);
  useEffect(() => {
    let isWanted = true;
    load(language).then(
      (explained) => {
        if (isWanted) setFound({ language, explained });
      },
      // Sentences can be read without it.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  return found?.language === language ? found.explained : null;
}
