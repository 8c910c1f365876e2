/**
 * The languages that are complete. A new one is a file typed by `Dictionary` and a line here; the switch appears by itself.
 * Only that of the visitor is loaded.
 */
import type { en } from './en.ts';
import type { Message } from './message.ts';

export type Key = keyof typeof en;
export type Dictionary = Readonly<Record<Key, Message>>;

export interface LanguageInfo {
  /** BCP 47 tag, for `Intl` and the `lang` attribute. */
  readonly locale: string;
  /** Two letters on the switch. */
  readonly short: string;
  /** In its own language. */
  readonly name: string;
  readonly load: () => Promise<Dictionary>;
}

export const LANGUAGES = {
  en: { locale: 'en', short: 'EN', name: 'English', load: async () => (await import('./en.ts')).en },
  ru: { locale: 'ru', short: 'RU', name: 'Русский', load: async () => (await import('./ru.ts')).ru },
} as const satisfies Record<string, LanguageInfo>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];
export const DEFAULT_LANGUAGE: Language = 'en';

export const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(LANGUAGES, name);

/** The first complete language of those the visitor prefers. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGE_NAMES.find((name) => tag.toLowerCase().split('-')[0] === name);
    if (found !== undefined) return found;
  }
  return DEFAULT_LANGUAGE;
}
