/**
 * `npx tsx tools/make-name-list.ts FOLDER`: writes `src/data/personal/name-hashes.ts` from the first and last names of
 * @faker-js/faker (MIT), whose package was unpacked into FOLDER, and a few that it does not have. Run by hand; the page needs only the result.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { foldName, inLatin, nameWords } from '../src/data/personal/fold-name.ts';
import { MORE_GIVEN, MORE_SURNAMES } from '../src/data/personal/more-names.ts';
import { hashName, packHashes } from '../src/data/personal/name-list.ts';
import { isOrdinary } from '../src/data/personal/ordinary-words.ts';

/** Those whose lists are real names rather than tests of a program. */
const LOCALES =
  'ar az cs_CZ da de de_CH el en en_AU en_IN en_NG en_ZA es es_MX fa fi fr fr_BE fr_SN he hr hu hy id_ID it ja ka_GE ko lv mk nb_NO nl pl pt_BR pt_PT ro ru sk sl_SI sr_RS_latin sv tr uk ur uz_UZ_latin vi zh_CN zh_TW'.split(
    ' ',
  );

const listsShape = z.optional(z.record(z.string(), z.unknown()));
const packageShape = z.object({
  allLocales: z.record(z.string(), z.object({ person: listsShape, location: listsShape })),
});

/** Every text in lists of lists by sex. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Müller is also written Mueller. */
function spellings(name: string): string[] {
  const folded = foldName(name);
  const apart = foldName(name.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'));
  return [folded, apart, inLatin(folded)];
}

/** One letter is no name, but in Chinese and Korean. */
const isLong = (word: string): boolean => word.length > 1 || /\p{Script=Han}|\p{Script=Hangul}/u.test(word);

function pack(names: readonly string[]): { readonly packed: string; readonly count: number } {
  const words = names.filter((name) => nameWords(name).length === 1).flatMap(spellings);
  const known = new Set(words.filter((word) => isLong(word) && !isOrdinary(word)));
  const hashes = [...new Set([...known].map(hashName))].toSorted((a, b) => a - b);
  return { packed: packHashes(hashes), count: hashes.length };
}

const [folder = ''] = process.argv.slice(2);
const loaded: unknown = await import(pathToFileURL(join(resolve(folder), 'dist/index.js')).href);
const { allLocales } = z.parse(packageShape, loaded);
/** Without the cities and countries of the same language: a column of cities is no column of people. */
function namesOf(kind: string): string[] {
  return LOCALES.flatMap((locale) => {
    const found = allLocales[locale];
    const places = new Set(textsIn([found?.location?.['city_name'], found?.location?.['country']]).map(foldName));
    return textsIn(found?.person?.[kind]).filter((name) => !places.has(foldName(name)));
  });
}
const given = pack([...namesOf('first_name'), ...MORE_GIVEN]);
const surnames = pack([...namesOf('last_name'), ...MORE_SURNAMES]);
const text = `/** Made by \`tools/make-name-list.ts\` from the names of @faker-js/faker 10.6.0 (MIT). ${given.count} given names, ${surnames.count} surnames. */
export const NAME_HASHES = {
  given:
    '${given.packed}',
  surnames:
    '${surnames.packed}',
};
`;
writeFileSync(new URL('../src/data/personal/name-hashes.ts', import.meta.url), text);
console.log(`${given.count} given names, ${surnames.count} surnames, ${text.length} bytes`);
