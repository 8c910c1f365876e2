/** What readers of a blinded test saw, in the file; nothing where nobody judged. */
import { readerWords } from '../answers/reader-words.ts';
import type { ReaderTestReport } from '../core/report/reader-test.ts';
import type { Texts } from '../i18n/translate.ts';
import { drawBlocks } from './blocks.ts';
import { html, NOTHING, type Html } from './html.ts';

export function readerTestSection(report: ReaderTestReport | undefined, texts: Texts): Html {
  if (report === undefined) return NOTHING;
  const { t, say } = texts;
  return html`<section id="reader-test">
    <h2>${t('reader.title')}</h2>
    <p>${t('reader.report.lead')}</p>
    ${readerWords(report).map(
      ({ title, sentences, block }) =>
        html`<h3>${say(title)}</h3>
          ${sentences.map((sentence) => html`<p>${say(sentence)}</p>`)}${drawBlocks([block], texts)}`,
    )}
  </section>`;
}
