/**
 * Which letters beyond ASCII languages use, and how often: what an encoding is recognised by. Frequencies a thousand
 * letters of running text, rounded (per-language tables of letter frequencies on Wikipedia). Only their sizes beside one another matter.
 */

import { TABLE_WORDS } from './table-words.ts';

export interface LetterModel {
  /** Of a letter beyond ASCII, given that it is one: natural logarithm. A letter that the language has not: `STRANGE`. */
  readonly letters: ReadonlyMap<string, number>;
  /** What its words hardly ever have. */
  readonly never: RegExp | null;
  /** How much rarer than the others the language is in its encodings, as a logarithm. */
  readonly odds: number;
}

/** A name from abroad. */
export const STRANGE = -7;

function model(text: string, odds = 0, never: RegExp | null = null): LetterModel {
  const pairs = text.split(' ').map((part): readonly [string, number] => [part.charAt(0), Number(part.slice(1))]);
  const all = pairs.reduce((sum, [, count]) => sum + count, 0);
  const letters = new Map(pairs.map(([letter, count]) => [letter, Math.max(STRANGE, Math.log(count / all))]));
  return { letters, never, odds };
}

const romance = [
  // French, Spanish, Portuguese, Italian.
  'é19 è2.7 ê2.2 à4.9 â0.5 ç0.9 ë0.1 î0.5 ï0.1 ô0.3 ù0.6 û0.6 œ0.2',
  'á5 é4.3 í7.3 ó8.3 ú1.7 ñ3.1 ü0.1',
  'á1.2 à0.7 â0.6 ã7.3 ç5.3 é3.4 ê4.5 í1.3 ó3 ô0.6 õ0.4 ú2.1',
  'à6.4 è2.6 é0.5 ì0.8 ò0.8 ù1.7',
].map((text) => model(text, 0, /[kw]|cz|sz|rz/iu));
const germanic = [
  // German, Swedish and Finnish, Danish and Norwegian, Dutch.
  'ä5.8 ö4.4 ü9.9 ß3.1',
  'å13 ä18 ö13 é0.5',
  'å12 æ9 ø9 é0.3',
  'ë5 é3 ï3 è1 ö1 ü1 ê0.5',
].map((text) => model(text));
const western = [...germanic, ...romance];
const icelandic = model('á18 ð44 é6 í16 ó10 ú6 ý2 þ15 æ9 ö8', -3, /ð[tšžpk]/iu);

const central = [
  // Polish, Czech, Slovak, Hungarian, Romanian; German, which has the same bytes here.
  'ą10 ć4 ę11 ł18 ń2 ó8.5 ś7 ź0.6 ż8.3',
  'á9 č4.6 ď0.2 é6.3 ě12 í16 ň0.2 ó0.3 ř3.8 š5.4 ť0.2 ú1 ů2 ý10 ž7',
  'á14 ä1 č10 ď2.7 é7.6 í9.3 ľ4 ň1.3 ó0.7 ô1 š5.7 ť5 ú7.7 ý5.6 ž7.5',
  'á36 é38 í5 ó10 ö9 ő9 ú3 ü6 ű2',
  'ä5.8 ö4.4 ü9.9 ß3.1',
].map((text) => model(text));
// Croatian and Slovene: đ stands beside vowels.
central.push(model('č13 š10 ž7 ć6 đ3', 0, /đ(?![aeiouj])|(?<![aeiounrj])đ|[qwxy]/iu));
central.push(model('ă40 â10 î3 ş15 ţ12', 0, /[kqwy]|ţ[^aeiouăâî]/iu));

/** Its ğ stands behind a vowel. */
const turkish = [model('ç11.5 ğ11 ı51 ö7.8 ş17.8 ü18.5 İ2 â0.3 î0.2', 0, /[wqx]|(?<![aeıioöuüâî])ğ/iu)];

// Lithuanian, Latvian, Estonian.
const baltic = ['ą9 č6 ę3 ė17 į8 š14 ų13 ū6 ž8', 'ā45 č2 ē20 ģ1 ī20 ķ2 ļ5 ņ6 š10 ū6 ž4', 'ä9 ö2 õ10 ü6 š0.3 ž0.3'].map(
  (text) => model(text),
);

/** Russian; Ukrainian and Belarusian; Bulgarian has the letters of the first. Serbian is hardly written so. */
const cyrillic = [
  model(
    'а80 б16 в45 г17 д30 е85 ж9 з17 и74 й12 к35 л44 м32 н67 о110 п28 р47 с55 т63 у26 ф3 х10 ц5 ч14 ш7 щ4 ъ1 ы19 ь17 э3 ю6 я20 ё8',
  ),
  model(
    'а80 б16 в52 г15 д31 е46 ж9 з21 и62 й14 к38 л37 м29 н67 о94 п29 р47 с41 т55 у31 ф2 х11 ц8 ч14 ш7 щ6 ь17 ю9 я20 і57 ї6 є5 ґ0.3',
  ),
  model(
    'а88 б13 в37 г18 д37 е86 ж2 з18 и93 ј31 к37 л33 љ5 м37 н55 њ7 о91 п29 р53 с55 т43 ћ6 ђ2 у43 ф2 х6 ц7 ч10 џ1 ш9',
    -5,
  ),
];

const greek = [
  'α110 ο98 ι79 ε84 τ83 σ49 ν68 η50 υ42 ρ42 π41 κ41 μ33 λ28 ς38 ω19 δ17 γ17 χ12 θ12 φ8 β7 ξ5 ζ3 ψ2 ά22 έ18 ή13 ί27 ό20 ύ11 ώ7',
].map((text) => model(text));
const hebrew = [
  'י110 ה109 ו104 ל74 א63 ר56 ת50 ב47 ש44 ם32 ד26 כ27 נ29 מ46 ע32 ח25 ק21 פ17 צ12 ג13 ט12 ס15 ז13 ן15 ך8 ץ1 ף3',
].map((text) => model(text));
const arabic = [
  'ا125 ل112 ي73 م65 و60 ن64 ر62 ت46 ب40 ع40 د38 س33 ف29 ه34 ك27 ق26 أ23 ح22 ج15 ش13 ط12 ص12 ى10 خ10 إ9 ذ9 ز8 ث7 ض7 ة30 غ5 ئ4 ء4 ظ2 ؤ2 آ2',
  // Persian; in these bytes its last letter is the Arabic one.
  'ا150 ي95 ر75 د70 ن68 ه60 و60 م55 ت45 ب40 س35 ش30 ل30 ك15 ک15 ز25 ف15 گ12 خ12 ق10 ع10 پ10 ج10 ح10 آ8 ص5 ط5 چ4 غ3 ذ3 ض3 ث1 ژ1 ظ1 ئ1',
].map((text) => model(text));

export interface LetterModels {
  readonly languages: readonly LetterModel[];
  /** Frequent in tables. */
  readonly words: ReadonlySet<string>;
  readonly odds: number;
}

/** Encodings of one byte a letter, with the languages that are written so and how much rarer than the others they are. */
export const LETTER_MODELS = {
  'windows-1252': { languages: [...western, icelandic], words: TABLE_WORDS.western, odds: 0 },
  'windows-1251': { languages: cyrillic, words: TABLE_WORDS.cyrillic, odds: 0 },
  'windows-1250': { languages: central, words: TABLE_WORDS.central, odds: -1 },
  'windows-1254': { languages: turkish, words: TABLE_WORDS.turkish, odds: -1.5 },
  'windows-1257': { languages: baltic, words: TABLE_WORDS.baltic, odds: -2 },
  'windows-1253': { languages: greek, words: TABLE_WORDS.greek, odds: -4 },
  'windows-1255': { languages: hebrew, words: TABLE_WORDS.hebrew, odds: -4 },
  'windows-1256': { languages: arabic, words: TABLE_WORDS.arabic, odds: -4 },
  'iso-8859-2': { languages: central, words: TABLE_WORDS.central, odds: -3 },
  // Or a "м" alone would be read as the more common "Л".
  'koi8-r': { languages: cyrillic, words: TABLE_WORDS.cyrillic, odds: -2 },
  ibm866: { languages: cyrillic, words: TABLE_WORDS.cyrillic, odds: -3 },
  'x-mac-cyrillic': { languages: cyrillic, words: TABLE_WORDS.cyrillic, odds: -3.5 },
  // Its capitals are the first bytes of Japanese letters.
  macintosh: { languages: western, words: TABLE_WORDS.western, odds: -10 },
} as const satisfies Readonly<Record<string, LetterModels>>;

export type LetterEncoding = keyof typeof LETTER_MODELS;
