/** How a sheet is laid out, in words: “6 × 2 with 1 rhythm strip”. */
import type { SheetShape } from '../core/sheet-choice.ts';
import type { SheetFit } from '../core/sheet-fit.ts';
import type { Texts } from '../i18n/translate.ts';

export function layoutWords({ rows, columns, rhythm }: SheetShape, { t }: Pick<Texts, 't'>): string {
  const grid = `${rows}\u00a0×\u00a0${columns}`;
  return rhythm === 0 ? grid : t('layout.rhythm', { grid, count: rhythm });
}

/** Of a measured sheet; of an older model only how many strips it has is known. */
export function foundLayout({ layout, strips }: SheetFit, texts: Pick<Texts, 't'>): string {
  return layout === undefined ? texts.t('layout.strips', { count: strips }) : layoutWords(layout, texts);
}
