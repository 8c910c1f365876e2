/** Words of the trade, explained where they stand: loaded when the page is at rest, in the language in use. Pure. */
import type { Language } from '../languages.ts';
import type { Glossary } from './terms-en.ts';
import type { GlossaryEntry } from './entry.ts';

const GLOSSARIES = {
  en: async () => (await import('./terms-en.ts')).glossary,
  ru: async () => (await import('./terms-ru.ts')).glossary,
} as const satisfies Record<Language, () => Promise<Glossary>>;

export const loadGlossary = (language: Language): Promise<Glossary> => GLOSSARIES[language]();

/** A piece of a sentence; `entry`: what is to be explained of it. */
export interface Piece {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  readonly entry: GlossaryEntry | null;
}

export type Explain = (text: string) => readonly Piece[];

/** Takes sentences apart: each term once, where it comes first. The longest of several that begin together is meant. */
export function explainer(glossary: Glossary): Explain {
  const entries = Object.values<GlossaryEntry>(glossary);
  const longestFirst = entries.toSorted((a, b) => b.pattern.length - a.pattern.length);
  const any = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(?:${longestFirst.map(({ pattern }) => `(${pattern})`).join('|')})(?![\p{L}\p{N}_])`,
    'giu',
  );
  return (text) => {
    const pieces: Piece[] = [];
    const seen = new Set<GlossaryEntry>();
    let from = 0;
    for (const match of text.matchAll(any)) {
      const entry = longestFirst[match.slice(1).findIndex((group) => group !== undefined)];
      if (entry === undefined || seen.has(entry)) continue;
      seen.add(entry);
      pieces.push(
        { text: text.slice(from, match.index), at: from, entry: null },
        { text: match[0], at: match.index, entry },
      );
      from = match.index + match[0].length;
    }
    pieces.push({ text: text.slice(from), at: from, entry: null });
    return pieces.filter((piece) => piece.text !== '');
  };
}
