/** Synthetic ECGs with their rows, inside the file. Never a real patient's. */
import type { ExamplePairs } from '../core/report/example-pairs.ts';
import type { Texts } from '../i18n/translate.ts';
import { html, NOTHING, type Html } from './html.ts';

/** The rest of a row is in the table of columns and would push the pictures apart. */
const MOST_CELLS = 10;

export function examplesSection({ size, pictures, columns, rows }: ExamplePairs, { t }: Texts): Html {
  if (pictures.length === 0) return NOTHING;
  const figures = pictures.map((source, i) => {
    const cells = columns
      .map((column, j) => ({ column, text: rows[i]?.[j] ?? '' }))
      .filter(({ text }) => text !== '')
      .map(({ column, text }) => `${column} ${text}`);
    const shown = cells.slice(0, MOST_CELLS).join(', ') + (cells.length > MOST_CELLS ? ' …' : '');
    return html`<figure>
      <img src="${source}" width="${size}" height="${size}" alt="${t('examples.alt', { number: i + 1 })}" />
      <figcaption><b>${t('examples.caption', { number: i + 1 })}.</b> ${shown}</figcaption>
    </figure>`;
  });
  return html`<section id="examples">
    <h2>${t('examples.title')}</h2>
    <p>${t('examples.text', { count: pictures.length })}</p>
    <div class="examples">${figures}</div>
  </section>`;
}
