/**
 * How likely it is that bytes are Chinese, Japanese or Korean text of two bytes a character: by what the sets of common characters
 * are (GB 2312, Big5 and JIS X 0208 level 1, kana, the syllables of KS X 1001). As logarithms a character.
 */

/** Of the common set; of the rest of the standard; of what was added later and names have; signs, wide digits and letters. */
const COMMON = -7;
const RARE = -10.5;
const ADDED = -14;
const SIGN = -7.5;
/** There are fewer of them. */
const KANA = -4.5;
const SYLLABLE = -6.2;
/** A byte that is no character. */
const NONE = -14;
/** A katakana of one byte. */
const HALF = -7;

/** Characters that tables of patients have and hardly anything else: man, woman, is, has, not. */
const IN_TABLES = -4;
const CHINESE = new Set([0xc4d0, 0xc5ae, 0xcac7, 0xb7f1, 0xd3d0, 0xcede, 0xd0d4]);
const JAPANESE = new Set([0x926a, 0x8f97, 0x974c, 0x96b3, 0x90ab]);
const TAIWANESE = new Set([0xa86b, 0xa46b, 0xac4f, 0xa75f, 0xa6b3, 0xb54c, 0xa9ca]);
const KOREAN = new Set([0xb3b2, 0xbfa9, 0xbcba]);

const isOf = (set: ReadonlySet<number>, lead: number, trail: number): boolean => set.has(256 * lead + trail);

type Score = (lead: number, trail: number) => { readonly score: number; readonly length: 1 | 2 };

const isHigh = (byte: number): boolean => byte >= 0xa1 && byte <= 0xfe;
const pair = (score: number): { readonly score: number; readonly length: 2 } => ({ score, length: 2 });
const none = { score: NONE, length: 1 } as const;

export const PAIR_MODELS = {
  gbk: {
    odds: -1,
    score: (lead, trail) => {
      if (lead < 0x81 || trail < 0x40 || trail === 0x7f || trail === 0xff) return none;
      if (isOf(CHINESE, lead, trail)) return pair(IN_TABLES);
      if (!isHigh(trail) || lead < 0xa1) return pair(ADDED);
      if (lead < 0xb0) return pair(lead <= 0xa3 ? SIGN : ADDED);
      return pair(lead <= 0xd7 ? COMMON : lead <= 0xf7 ? RARE : ADDED);
    },
  },
  shift_jis: {
    odds: -1,
    score: (lead, trail) => {
      if (lead >= 0xa1 && lead <= 0xdf) return { score: HALF, length: 1 };
      if (lead < 0x81 || lead > 0xfc || trail < 0x40 || trail === 0x7f || trail > 0xfc) return none;
      if (isOf(JAPANESE, lead, trail)) return pair(IN_TABLES);
      if (lead === 0x82 || lead === 0x83) return pair(KANA);
      if (lead === 0x81) return pair(trail === 0x5b ? KANA : SIGN);
      return pair(lead >= 0x88 && lead <= 0x97 ? COMMON : lead <= 0xea ? RARE : ADDED);
    },
  },
  'euc-kr': {
    odds: -2,
    score: (lead, trail) => {
      if (lead < 0x81 || trail < 0x41 || trail === 0xff) return none;
      if (isOf(KOREAN, lead, trail)) return pair(IN_TABLES);
      if (!isHigh(trail) || lead < 0xa1) return pair(ADDED);
      if (lead >= 0xb0 && lead <= 0xc8) return pair(SYLLABLE);
      return pair(lead < 0xb0 ? SIGN - 2 : RARE);
    },
  },
  big5: {
    odds: -2,
    score: (lead, trail) => {
      if (lead < 0x81 || trail < 0x40 || (trail > 0x7e && trail < 0xa1) || trail === 0xff) return none;
      if (isOf(TAIWANESE, lead, trail)) return pair(IN_TABLES);
      if (lead >= 0xa4 && lead <= 0xc6) return pair(COMMON);
      return pair(lead >= 0xa1 && lead <= 0xa3 ? SIGN : lead >= 0xc9 && lead <= 0xf9 ? RARE : ADDED);
    },
  },
} as const satisfies Readonly<Record<string, { readonly score: Score; readonly odds: number }>>;

export type PairEncoding = keyof typeof PAIR_MODELS;

/** A small letter of ours beside a character: `曳e` was `âge`. */
const BESIDE_SMALL = -5;
const isSmall = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x61 && byte <= 0x7a;

/** The logarithm of how likely the bytes beyond ASCII are. */
export function scorePairs(tokens: readonly Uint8Array[], { score }: { readonly score: Score }): number {
  let sum = 0;
  for (const token of tokens) {
    let end = 0;
    for (let i = 0; i < token.length; i++) {
      const lead = token[i] ?? 0;
      if (lead < 0x80) continue;
      const found = score(lead, token[i + 1] ?? 0);
      sum += found.score;
      // The byte before may be the second of another character.
      if (isSmall(token[i + found.length]) || (i > end && isSmall(token[i - 1]))) sum += BESIDE_SMALL;
      end = i + found.length;
      i = end - 1;
    }
  }
  return sum;
}
