/** HTML and SVG as strings that cannot be broken by what is put into them: every text is escaped, only `Html` is not. */
import { escapeMarkup } from '../figures/drawing.ts';

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Html | string | number | null | readonly Content[];

function write(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(write).join('');
  return escapeMarkup(String(content));
}

/** A template whose values are escaped: html`<p>${text}</p>`. Attributes must stand in quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, i) => part + (i < values.length ? write(values[i] ?? null) : '')).join(''));
}

export const NOTHING = new Html('');
