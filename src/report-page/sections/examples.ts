/** Synthetic ECGs with their rows, inside the file. Never a real patient's. */
import type { Texts } from '../../i18n/translate.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { pngDataUri } from '../png.ts';

/** Synthetic pairs; texts in original units. */
export interface ExamplePairs {
  readonly size: number;
  readonly count: number;
  /** [count, size, size] greyscale bytes. */
  readonly images: Uint8Array;
  readonly columns: readonly string[];
  /** [count][columns] */
  readonly rows: readonly (readonly string[])[];
}

/** The rest of a row is in the table of columns and would push the pictures apart. */
const MOST_CELLS = 10;

export function examplesSection({ size, count, images, columns, rows }: ExamplePairs, { t }: Texts): Html {
  if (count === 0) return NOTHING;
  const pictures = Array.from({ length: count }, (_, i) => {
    const source = pngDataUri(images.subarray(i * size * size, (i + 1) * size * size), size);
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
    <p>${t('examples.text', { count })}</p>
    <div class="examples">${pictures}</div>
  </section>`;
}
