/** One question of the file: title, verdict, the answer, its facts, then figures and tables. */
import type { Answer } from '../answers/answer.ts';
import type { Texts } from '../i18n/translate.ts';
import { drawBlocks } from './blocks.ts';
import { html, NOTHING, type Html } from './html.ts';
import { factList } from './parts.ts';

export function questionSection(answer: Answer, texts: Texts): Html {
  const { t, say } = texts;
  const { question, title, verdict, tone, sentences, note, facts, open, blocks } = answer;
  return html`<section id="${question}">
    <h2>${say(title)}</h2>
    <p class="verdict v-${tone}">${t(`verdict.${verdict}`)}</p>
    ${sentences.map((sentence) => html`<p class="answer">${say(sentence)}</p>`)}${
      note === null ? NOTHING : html`<p class="limits">${say(note)}</p>`
    }${factList(facts.map(({ name, value }) => ({ name: say(name), value: say(value) })))}${drawBlocks(
      [...open, ...blocks],
      texts,
    )}
  </section>`;
}
