/** Spellings of one word as one: the most frequent, and of opposites one a side. */
import { foldWord, isSign, mayBeFinding, plainMinus, sidesOf } from './cell-words.ts';
import type { CountedTexts } from './text-column.ts';

/** Among more different texts than this (file names, free text) none is another's spelling. */
export const MOST_WORDS = 1000;

/** Folded word → its most frequent spelling; of opposites with many spellings ("да", "yes", "+") one spelling a side. `known`: the texts that are looked at. */
export function chooseSpellings(
  { texts, counts }: CountedTexts,
  known: readonly number[],
): ReadonlyMap<string, string> {
  const sources = known.map((at) => ({ text: texts[at] ?? '', count: counts[at] ?? 0 }));
  const byWord = new Map<string, Map<string, number>>();
  for (const { text, count } of sources) {
    const word = foldWord(text);
    const spellings = byWord.get(word) ?? new Map<string, number>();
    const spelling = isSign(word) ? plainMinus(text) : text;
    byWord.set(word, spellings.set(spelling, (spellings.get(spelling) ?? 0) + count));
  }
  // "Unknown" beside yes and no is neither.
  const answers = [...byWord.keys()].filter((word) => !mayBeFinding(word));
  const sides = answers.length > 2 ? sidesOf(answers) : null;
  const total = sources.reduce((sum, { count }) => sum + count, 0);
  const digits = sources.reduce((sum, { text, count }) => sum + (isDigit(text) ? count : 0), 0);
  // Ones among words become words, words among ones become ones.
  const isAllowed = (text: string): boolean =>
    sides === null || digits === 0 || digits === total || isDigit(text) === digits >= total / 2;
  const keyOf = (word: string): string => {
    const side = sides?.get(word);
    return side === undefined ? word : `side ${side}`;
  };
  const groups = new Map<string, Map<string, number>>();
  for (const [word, spellings] of byWord) {
    const key = keyOf(word);
    const group = groups.get(key) ?? new Map<string, number>();
    for (const [spelling, count] of spellings) group.set(spelling, (group.get(spelling) ?? 0) + count);
    groups.set(key, group);
  }
  const best = (group: ReadonlyMap<string, number>): string =>
    [...group].toSorted(
      ([a, m], [b, n]) => Number(isAllowed(b)) - Number(isAllowed(a)) || n - m || (a < b ? -1 : 1),
    )[0]?.[0] ?? '';
  const bestOf = new Map([...groups].map(([key, group]) => [key, best(group)]));
  return new Map([...byWord.keys()].map((word) => [word, bestOf.get(keyOf(word)) ?? word]));
}

function isDigit(text: string): boolean {
  return /^\d$/u.test(text);
}
