/**
 * One visible sentence with `{named}` places, and how it is filled in. Pure: no DOM, so that the command line can print
 * the same sentences. Places and their parameters are checked by the compiler.
 */

/** One form per plural category of the language (`Intl.PluralRules`), chosen by the parameter `count`. */
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type Message = string | PluralForms;

export type Params = Readonly<Record<string, string | number>>;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The parameters that a message needs. */
export type ParamNames<M> = M extends string
  ? NamesIn<M>
  : M extends { readonly other: infer Other extends string }
    ? NamesIn<Other> | 'count'
    : never;

/** The rest arguments of `t`: none for a message without places. */
export type ParamsOf<M> = [ParamNames<M>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<M>, string | number>>];

/** The same texts in another language: every key, and none besides. */
export type Translation<Texts> = Readonly<Record<keyof Texts, Message>>;

/** A place nobody filled shows as an ellipsis: a sentence is never lost because a parameter is. */
const MISSING = '…';

function choose(message: Message, params: Params, locale: string): string {
  if (typeof message === 'string') return message;
  const count = Number(params['count'] ?? 0);
  return message[new Intl.PluralRules(locale).select(count)] ?? message.other;
}

/** Fills in the places; numbers are written as the language writes them, texts as they are. */
export function formatMessage(message: Message, params: Params, locale: string): string {
  return choose(message, params, locale).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) return MISSING;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}
