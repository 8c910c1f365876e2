/**
 * Sentences as data: a key with what fills its places, written by `Texts.say` in the reader's language. What is found out
 * once can so be read on a screen, in a file and on a command line, in the same words. Pure.
 */
import type { en } from './en.ts';
import type { Key } from './languages.ts';
import type { ParamNames } from './message.ts';

export interface Said {
  readonly key: Key;
  readonly params: Readonly<Record<string, Part | number>>;
}

/** A number, not yet written as a language writes it. */
export interface Figured {
  readonly form: 'decimal' | 'percent';
  readonly value: number;
  /** At most so many decimals. */
  readonly digits: number;
}

/** Several parts: names from the visitor's files as a list, or sentences one after another. */
export type Joined =
  | { readonly form: 'names'; readonly names: readonly string[] }
  | { readonly form: 'list' | 'sentences'; readonly parts: readonly Part[] };

/** What can be written; a string is a name from the visitor's files, written as it is. */
export type Part = string | Said | Figured | Joined;

/** The rest arguments of `say`: none for a message without places. */
export type PartsOf<M> = [ParamNames<M>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<M>, Part | number>>];

/** A number as such is written as an integer would be, and chooses the plural form when it is the `count`. */
export function say<K extends Key>(key: K, ...params: PartsOf<(typeof en)[K]>): Said {
  return { key, params: params[0] ?? {} };
}

export const decimal = (value: number, digits = 2): Figured => ({ form: 'decimal', value, digits });

/** 0.25 is 25%. */
export const percent = (value: number, digits = 0): Figured => ({ form: 'percent', value, digits });

export const named = (names: readonly string[]): Joined => ({ form: 'names', names });

export const listed = (parts: readonly Part[]): Joined => ({ form: 'list', parts });

export const sentences = (parts: readonly Part[]): Joined => ({ form: 'sentences', parts });
