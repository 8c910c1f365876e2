/** What pages of the file are made of: lists of facts and tables. */
import type { Cell, Table } from '../answers/answer.ts';
import type { Texts } from '../i18n/translate.ts';
import { html, NOTHING, type Content, type Html } from './html.ts';

export interface WrittenFact {
  readonly name: string;
  readonly value: string;
}

export function factList(facts: readonly WrittenFact[]): Html {
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

/** An interval stays on one line. */
function unbroken(text: string): string {
  return text.replace(/\(.*\)$/u, (interval) => interval.replaceAll(' ', '\u00A0'));
}

/** More columns than this do not fit a sheet at full size. */
const MOST_ROOMY = 6;

export interface WrittenTable {
  readonly head: readonly string[];
  /** The first cell of a row is its name. */
  readonly rows: readonly (readonly string[])[];
}

/** `isNumeric`: all but the first cell of a row are numbers. */
export function drawTable({ head, rows }: WrittenTable, caption: Content, isNumeric = true): Html {
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

export function writeTable({ head, rows }: Table, { say }: Pick<Texts, 'say'>): WrittenTable {
  const write = (cell: Cell): string => say(typeof cell === 'object' && 'line' in cell ? cell.line : cell);
  return { head: head.map(say), rows: rows.map(({ name, cells }) => [say(name), ...cells.map(write)]) };
}
