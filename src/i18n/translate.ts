/** `t(key, params)` and number formats of one language. Pure: works in the page, in a worker and on the command line. */
import type { AppErrorData } from '../core/app-error.ts';
import type { en } from './en.ts';
import { type Dictionary, type Key, LANGUAGES, type Language } from './languages.ts';
import { formatMessage, type Message, type Params, type ParamsOf } from './message.ts';
import { numberFormats, type NumberFormats } from './numbers.ts';
import type { Part } from './said.ts';

/** `t` of any texts: keys and places are those of `Source`. */
export type TranslateOf<Source> = <K extends keyof Source>(key: K, ...params: ParamsOf<Source[K]>) => string;
export type Translate = TranslateOf<typeof en>;

/** `t` of texts that are not in the page's dictionary, because few visitors need them. */
export function translator<Source extends Readonly<Record<string, Message>>>(
  texts: Readonly<Record<keyof Source, Message>>,
  language: Language,
): TranslateOf<Source> {
  const { locale } = LANGUAGES[language];
  return (key, ...params) => formatMessage(texts[key], params[0] ?? {}, locale);
}

/** Parameters whose values are codes: each names the group of texts that says them (`<group>.<code>`). */
const CODED = ['expected', 'reason', 'what', 'why', 'looksLike'] as const;
/** `loss`: what a recipe's losses are called. */
export type CodeGroup = (typeof CODED)[number] | 'loss';

export interface Texts {
  readonly language: Language;
  readonly t: Translate;
  readonly n: NumberFormats;
  /** What a code says; a value that is none is given back as it is. */
  readonly coded: (group: CodeGroup, code: string, params?: Params) => string;
  /** Writes what was kept as data. */
  readonly say: (part: Part) => string;
  /** What happened, where and what to do. */
  readonly error: (error: AppErrorData) => string;
}

const isPlain = (value: string | number | readonly string[]): value is string | number => typeof value !== 'object';

/** Texts of a language whose dictionary has not been loaded yet. */
export async function loadTexts(language: Language): Promise<Texts> {
  return createTexts(language, await LANGUAGES[language].load());
}

export function createTexts(language: Language, dictionary: Dictionary): Texts {
  const { locale } = LANGUAGES[language];
  const isKey = (key: string): key is Key => Object.hasOwn(dictionary, key);
  const coded: Texts['coded'] = (group, code, params = {}) => {
    const key = `${group}.${code}`;
    return isKey(key) ? formatMessage(dictionary[key], params, locale) : code;
  };
  const n = numberFormats(locale);
  const say = (part: Part): string => {
    if (typeof part === 'string') return part;
    if ('key' in part) {
      const params = Object.entries(part.params).map(([name, value]) => [
        name,
        typeof value === 'number' ? value : say(value),
      ]);
      return formatMessage(dictionary[part.key], Object.fromEntries(params), locale);
    }
    switch (part.form) {
      case 'decimal':
        return n.decimal(part.value, part.digits);
      case 'percent':
        return n.percent(part.value, part.digits);
      case 'names':
        return n.names(part.names);
      case 'list':
        return n.list(part.parts.map(say));
      case 'sentences':
        return part.parts.map(say).join(' ');
      default:
        return part satisfies never;
    }
  };
  return {
    language,
    t: (key, ...params) => formatMessage(dictionary[key], params[0] ?? {}, locale),
    n,
    say,
    coded,
    error: ({ code, params }) => {
      const said: Record<string, string | number> = {};
      for (const [name, value] of Object.entries(params)) {
        if (value !== undefined) said[name] = isPlain(value) ? value : n.names(value);
      }
      for (const group of CODED) {
        if (group in said) said[group] = coded(group, String(said[group]), said);
      }
      return formatMessage(dictionary[`error.${code}`], said, locale);
    },
  };
}
