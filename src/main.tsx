import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { initialLanguage } from './app/language.ts';
import { loadTexts } from './i18n/translate.ts';

const root = document.querySelector('#root');
const texts = await loadTexts(initialLanguage());
if (root !== null) createRoot(root).render(<App texts={texts} />);
