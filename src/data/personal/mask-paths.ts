/**
 * File names without what tells who somebody is: the words and numbers of personal cells, also joined, in other spellings and in Latin
 * letters, become "•••"; so does a given name beside a surname that no table names. Folders are masked as well.
 */
import { foldName, inLatin, nameWords } from './fold-name.ts';
import { asWords, capitalise, haveDifferentWords, judgeColumn } from './judge-column.ts';
import { initialsOf, isNameByForm } from './name-forms.ts';
import type { NameList } from './name-list.ts';
import { isOrdinary } from './ordinary-words.ts';

const MASK = '•••';
/** Shorter words are in many names of files. */
const SHORTEST_WORD = 3;
/** Shorter numbers are counters. */
const SHORTEST_NUMBER = 4;
/** Longer runs of letters are no two names. */
const LONGEST_RUN = 40;

function isLong(word: string): boolean {
  return word.length >= SHORTEST_WORD || /\p{Lo}{2}/u.test(word);
}

function numbersIn(text: string): string[] {
  const digits = text.replaceAll(/[\s()+./-]/gu, '');
  const runs = [...(text.match(/\p{N}+/gu) ?? []), ...(digits.match(/\p{N}+/gu) ?? [])];
  return runs.map((run) => run.replace(/^0+/u, '')).filter((run) => run.length >= SHORTEST_NUMBER);
}

/** Words that stand in more of the files are what pictures are called. */
const MOST_FILES = 0.5;

/** Names of people in the names of files, where these are a list of them: "Meier_1.jpg", "huber_2.jpg". No cell needs to hold them. */
export function namesInFiles(paths: readonly string[], names: NameList): string[] {
  const stems = paths.map((path) => nameWords(asWords(path.slice(path.lastIndexOf('/') + 1))));
  const files = new Map<string, number>();
  for (const stem of stems) for (const word of new Set(stem)) files.set(word, (files.get(word) ?? 0) + 1);
  const isOwn = (word: string): boolean => (files.get(word) ?? 0) <= MOST_FILES * paths.length;
  const texts = [...new Set(stems.map((stem) => capitalise(stem.filter(isOwn).join(' '))))].filter(
    (text) => text !== '',
  );
  const column = { name: '', texts, present: paths.length, isNumeric: false, isWhole: false, min: Number.NaN };
  if (!haveDifferentWords(texts) || judgeColumn(column, names, false)?.reason !== 'personal-name') return [];
  return [...files.keys()].filter(isOwn);
}

/** `cells`: the different cells of all personal columns. */
export function pathMask(cells: Iterable<string>, names: NameList): (path: string) => string {
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const cell of cells) {
    for (const word of nameWords(cell)) {
      const folded = foldName(word);
      if (!isLong(folded) || isOrdinary(word)) continue;
      words.add(folded);
      words.add(inLatin(folded));
    }
    for (const number of numbersIn(cell)) numbers.add(number);
  }

  const isPersonal = (run: string): boolean => {
    const folded = foldName(run);
    if (words.has(folded)) return true;
    if (folded.length > LONGEST_RUN) return false;
    for (let at = SHORTEST_WORD; at <= folded.length - SHORTEST_WORD; at++) {
      if (words.has(folded.slice(0, at)) && words.has(folded.slice(at))) return true;
    }
    return false;
  };
  /** Anna beside Schmidt: neither of them alone is enough. */
  const isFullName = (runs: readonly string[]): boolean => {
    const known = runs.filter((run) => run.length >= SHORTEST_WORD && !isOrdinary(run));
    const given = known.filter((run) => names.isGiven(run));
    return given.length > 0 && known.some((run) => names.isSurname(run) && (given.length > 1 || run !== given[0]));
  };

  const maskPart = (part: string): string => {
    const ending = /\.[a-z0-9]{1,5}$/iu.exec(part)?.[0] ?? '';
    const stem = part.slice(0, part.length - ending.length);
    const spaced = stem.replaceAll(/[_]+/gu, ' ').trim();
    if (isNameByForm(spaced) || initialsOf(spaced) !== null) return `${MASK}${ending}`;
    const runs = nameWords(stem);
    const isWhole = isFullName(runs);
    const masked = stem
      .replaceAll(/\p{L}[\p{L}\p{M}'’ʼ`]*/gu, (run) => {
        const isName = isPersonal(run) || (isWhole && !isOrdinary(run) && (names.isGiven(run) || names.isSurname(run)));
        return isName ? MASK : run;
      })
      .replaceAll(/\p{N}+/gu, (run) => (numbers.has(run.replace(/^0+/u, '')) ? MASK : run));
    return `${masked}${ending}`;
  };
  return (path) => path.split('/').map(maskPart).join('/');
}
