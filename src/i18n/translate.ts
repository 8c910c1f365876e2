/** `t(key, params)` and number formats of one language. Pure: works in the page, in a worker and on the command line. */
import type { AppErrorData } from '../core/app-error.ts';
import type { en } from './en.ts';
import { type Key, LANGUAGES, type Language, type LanguageInfo } from './languages.ts';
import { formatMessage, type ParamsOf } from './message.ts';
import { numberFormats, type NumberFormats } from './numbers.ts';

export type Translate = <K extends Key>(key: K, ...params: ParamsOf<(typeof en)[K]>) => string;

export interface Texts {
  readonly language: Language;
  readonly t: Translate;
  readonly n: NumberFormats;
  /** What happened, where and what to do. */
  readonly error: (error: AppErrorData) => string;
}

export function createTexts(language: Language): Texts {
  const { dictionary, locale }: LanguageInfo = LANGUAGES[language];
  return {
    language,
    t: (key, ...params) => formatMessage(dictionary[key], params[0] ?? {}, locale),
    n: numberFormats(locale),
    error: (error) => formatMessage(dictionary[`error.${error.code}`], error.params, locale),
  };
}
