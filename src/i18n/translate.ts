/** `t(key, params)` and number formats of one language. Pure: works in the page, in a worker and on the command line. */
import type { AppErrorData } from '../core/app-error.ts';
import type { en } from './en.ts';
import { type Key, LANGUAGES, type Language, type LanguageInfo } from './languages.ts';
import { formatMessage, type Params, type ParamsOf } from './message.ts';
import { numberFormats, type NumberFormats } from './numbers.ts';

export type Translate = <K extends Key>(key: K, ...params: ParamsOf<(typeof en)[K]>) => string;

/** Parameters whose values are codes: each names the group of texts that says them (`<group>.<code>`). */
const CODED = ['expected', 'reason', 'what', 'why'] as const;
export type CodeGroup = (typeof CODED)[number];

export interface Texts {
  readonly language: Language;
  readonly t: Translate;
  readonly n: NumberFormats;
  /** What a code says; a value that is none is given back as it is. */
  readonly coded: (group: CodeGroup, code: string, params?: Params) => string;
  /** What happened, where and what to do. */
  readonly error: (error: AppErrorData) => string;
}

export function createTexts(language: Language): Texts {
  const { dictionary, locale }: LanguageInfo = LANGUAGES[language];
  const isKey = (key: string): key is Key => Object.hasOwn(dictionary, key);
  const coded: Texts['coded'] = (group, code, params = {}) => {
    const key = `${group}.${code}`;
    return isKey(key) ? formatMessage(dictionary[key], params, locale) : code;
  };
  return {
    language,
    t: (key, ...params) => formatMessage(dictionary[key], params[0] ?? {}, locale),
    n: numberFormats(locale),
    coded,
    error: ({ code, params }) => {
      const said: Record<string, string | number> = { ...params };
      for (const group of CODED) {
        if (group in params) said[group] = coded(group, String(params[group]), params);
      }
      return formatMessage(dictionary[`error.${code}`], said, locale);
    },
  };
}
