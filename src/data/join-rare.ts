/**
 * Groups that hardly any patient is in, read together: each would be an output of the networks that is learned from a patient or two,
 * and could tell who he is. Suggested where a column has many groups; how few are too few, and what they are called, can be changed.
 */
import type { CellNotes } from '../core/column-report.ts';
import type { JoinRule } from '../core/table-schema.ts';
import type { ColumnProfile } from './column-profile.ts';
import { foldWord } from './cell-words.ts';

/** Fewer groups are left as they are. */
const FEWEST_GROUPS = 12;
/** A group that stays has so many rows, and this share of them. */
const FEWEST_ROWS = 5;
const FEWEST_SHARE = 0.01;
/** Those that stay hold at least this share of the rows: else it is free text. */
const COVERED = 0.75;
/** What rare groups are called where the column has a word for it. */
const OTHER =
  /^(others?|misc(ellaneous)?|друг(ое|ие|ой|ая)|проч(ее|ие)|иное|sonstiges?|sonstige[rn]?|andere[rs]?|autres?|otros?|otras?|altr[oi]|outros?|inne|inny|jiné|diğer|ander|annat|andet|annet|muu|egyéb|其他|其它|その他|기타)$/iu;

/** By how many groups a column may have: null where none are to be joined, or joining would leave little. */
export function suggestJoin({ isNumeric, words, present, distinct }: ColumnProfile, most: number): JoinRule | null {
  if (isNumeric || distinct <= FEWEST_GROUPS) return null;
  const counts = [...words.values()].toSorted((a, b) => b - a);
  // One place is for the others.
  const below = Math.max(FEWEST_ROWS, Math.ceil(FEWEST_SHARE * present), (counts[most - 1] ?? 0) + 1);
  const kept = counts.filter((count) => count >= below);
  const rows = kept.reduce((sum, count) => sum + count, 0);
  if (kept.length < 2 || counts.length - kept.length < 2 || rows < COVERED * present) return null;
  const own = [...words.keys()].find((word) => OTHER.test(foldWord(word)));
  return { below, as: own ?? 'other' };
}

/** The column with its rare words as one; as it is where it holds numbers. */
export function joinRare(profile: ColumnProfile, { below, as }: JoinRule): ColumnProfile {
  const { values, words } = profile;
  if (values.kind === 'numbers') return profile;
  const joined = new Map<string, number>();
  const rare = new Set<string>();
  let count = 0;
  for (const [word, rows] of words) {
    const isRare = rows < below && word !== as;
    if (isRare) {
      rare.add(word);
      count += rows;
    }
    const name = isRare ? as : word;
    joined.set(name, (joined.get(name) ?? 0) + rows);
  }
  if (rare.size === 0) return profile;
  const notes: CellNotes = { ...profile.notes, joined: { groups: rare.size, count, as } };
  return {
    ...profile,
    values: { kind: 'words', words: values.words.map((word) => (rare.has(word) ? as : word)) },
    words: joined,
    distinct: joined.size,
    notes,
  };
}
