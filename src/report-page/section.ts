/** A question of the report: title, verdict, the answer in a sentence or two, the facts, then figures and tables. */
import type { Texts } from '../i18n/translate.ts';
import { html, NOTHING, type Content, type Html } from './html.ts';
import type { ChartTable } from './shares.ts';
import type { AnyVerdict } from './verdict.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface Section {
  /** Anchor of the heading. */
  readonly id: string;
  readonly title: string;
  readonly verdict: AnyVerdict;
  readonly answer: readonly string[];
  readonly facts: readonly Fact[];
  readonly body: Content;
  /** For the table of answers: the headline number and its ceiling. */
  readonly score: string;
  readonly ceiling: string;
}

export function verdictMark(verdict: AnyVerdict, { t }: Pick<Texts, 't'>): Html {
  return html`<p class="verdict v-${verdict}">${t(`verdict.${verdict}`)}</p>`;
}

export function factList(facts: readonly Fact[]): Html {
  return facts.length === 0
    ? NOTHING
    : html`<dl>
        ${facts.map(
          ({ name, value }) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`;
}

export function drawSection({ id, title, verdict, answer, facts, body }: Section, texts: Pick<Texts, 't'>): Html {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${verdictMark(verdict, texts)}${answer.map((sentence) => html`<p class="answer">${sentence}</p>`)}${factList(facts)}${body}
  </section>`;
}

/** An interval stays on one line. */
function unbroken(text: string): string {
  return text.replace(/\(.*\)$/u, (interval) => interval.replaceAll(' ', '\u00A0'));
}

/** More columns than this do not fit a sheet at full size. */
const MOST_ROOMY = 6;

/** `isNumeric`: all but the first cell of a row are numbers. */
export function drawTable({ head, rows }: ChartTable, caption: Content, isNumeric = true): Html {
  const cell = (text: string): Html =>
    isNumeric ? html`<td class="n">${unbroken(text)}</td>` : html`<td>${unbroken(text)}</td>`;
  const [first = '', ...others] = head;
  return html`<table class="${head.length > MOST_ROOMY ? 'tight' : 'roomy'}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th>${first}</th>
        ${others.map((text) => (isNumeric ? html`<th class="n">${text}</th>` : html`<th>${text}</th>`))}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name = '', ...cells]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${cells.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
