/** The first thing that happens: the words of the visitor's language, then the page. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { initialLanguage } from './language.ts';
import { loadTexts, type Texts } from '../i18n/translate.ts';

/** Where there are no words to be had, in the languages there are. */
const NO_WORDS = {
  en: 'ECG Pair Studio could not be loaded completely. Check the network and reload the page.',
  ru: 'ECG Pair Studio загрузилась не полностью. Проверьте сеть и перезагрузите страницу.',
} as const;

function sayNoWords(root: Element): void {
  const lines = Object.entries(NO_WORDS).map(([lang, text]) => {
    const line = document.createElement('p');
    line.lang = lang;
    line.textContent = text;
    return line;
  });
  const notice = document.createElement('main');
  notice.setAttribute('role', 'alert');
  notice.style.padding = '32px';
  notice.append(...lines);
  root.replaceChildren(notice);
}

/** Resolves when the page is drawn, or what kept it from that is said. */
export async function start(root: Element): Promise<void> {
  let texts: Texts;
  try {
    texts = await loadTexts(initialLanguage());
  } catch (thrown) {
    sayNoWords(root);
    throw thrown;
  }
  createRoot(root).render(<App texts={texts} />);
}
