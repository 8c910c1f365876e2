/**
 * Where Russian text must not break: a number stays with its unit, a short preposition or «не» with its word, a dash with
 * the word before it. Written once here, so that the texts can be written with ordinary spaces.
 */
import type { Message } from './message.ts';

const NBSP = '\u{a0}';
const LETTER = String.raw`[\p{L}\p{N}]`;

/** A number, a place for one, or one on either side of × and its unit. */
const UNIT = /(?<=[\p{N}}]) (?=(?:%|пикс\.|МБ|ГБ|мс|×|≥|из(?= \d|\{)))/gu;
const AFTER_TIMES = /(?<=[×≥≤>]) (?=[\p{N}{])/gu;
const SHORT = new RegExp(
  String.raw`(?<!${LETTER})(?:а|без|в|во|для|до|за|и|из|или|к|ко|на|не|ни|но|о|об|от|по|при|с|со|у) (?=\S)`,
  'giu',
);
const THOUSANDS = /(?<=\d) (?=\d{3}(?!\d))/gu;
const DASH = / (?=[—·…])/gu;

export function tied(text: string): string {
  return text
    .replaceAll(THOUSANDS, NBSP)
    .replaceAll(UNIT, NBSP)
    .replaceAll(AFTER_TIMES, NBSP)
    .replaceAll(SHORT, (found) => `${found.slice(0, -1)}${NBSP}`)
    .replaceAll(DASH, NBSP);
}

/** The same texts with the same keys, tied. */
export function withTiedWords<K extends string>(texts: Readonly<Record<K, Message>>): Record<K, Message> {
  const all: Partial<Record<K, Message>> = {};
  for (const key of Object.keys(texts) as K[]) {
    const message = texts[key];
    all[key] = typeof message === 'string' ? tied(message) : tiedForms(message);
  }
  return all as Record<K, Message>;
}

function tiedForms(forms: Exclude<Message, string>): Exclude<Message, string> {
  const all: Record<string, string> = {};
  for (const [category, form] of Object.entries(forms)) all[category] = tied(String(form));
  return { other: forms.other, ...all };
}
