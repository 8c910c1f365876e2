/**
 * In which letters the names of an archive are written that are not marked as UTF-8: one decision over all of them. A Russian
 * Windows writes code page 866, a Western one 850, a Chinese one GBK, a Japanese one Shift-JIS; macOS writes UTF-8 and does
 * not say so. The evidence: what decodes without an error, into letters of one alphabet a word, and into characters that are
 * common in that language (GB 2312; kana and the first level of JIS X 0208). Where no reading stands out, nothing is
 * guessed: `null`.
 */

export type NameLetters = 'utf-8' | 'ibm866' | 'gbk' | 'shift_jis' | 'cp850';

/** Bytes → text by a label of the Encoding Standard; null where they are malformed. Pure code has no TextDecoder. */
export type DecodeAs = (bytes: Uint8Array, label: Exclude<NameLetters, 'cp850'>) => string | null;

/** What 0x80 … 0xff are in code page 850, which browsers do not know. A character each, so no two names become one. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** So much of the text must be as expected, and so much more than in the next best reading. */
const LEAST_SHARE = 0.8;
const LEAST_LEAD = 0.15;

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

function cp850(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP850.charAt(byte - 0x80))).join('');
}

/** A name in letters that were decided; what they cannot read is shown in code page 850, never lost. */
export function decodeName(bytes: Uint8Array, letters: NameLetters, decode: DecodeAs): string {
  return (letters === 'cp850' ? null : decode(bytes, letters)) ?? cp850(bytes);
}

/** Of the characters beyond ASCII, how many stand in words of which `isWord` says that a person wrote them. */
function shareOfWords(text: string, isWord: (word: string) => boolean): readonly [number, number] {
  let good = 0;
  let all = 0;
  for (const word of text.split(/[\0-@[-`{-\x7f]+/u)) {
    const beyond = word.replaceAll(/[\0-\x7f]/gu, '').length;
    all += beyond;
    if (beyond > 0 && isWord(word)) good += beyond;
  }
  return [good, all];
}

/** No Latin letter within, and capitals only before or behind: `ИвановИИ`. */
const isRussian = (word: string): boolean => /^[а-яё]+$|^[А-ЯЁ]+[а-яё]*[А-ЯЁ]*$/u.test(word);
/** Accents stand among plain letters. */
function isWestern(word: string): boolean {
  const plain = word.replaceAll(/[^a-z]/giu, '').length;
  return /^\p{Script=Latin}+$/u.test(word) && 2 * plain >= word.length;
}

/** Pairs of bytes that are common characters, of all that are beyond ASCII. */
function shareOfPairs(
  bytes: Uint8Array,
  isPair: (lead: number) => boolean,
  isCommon: (lead: number, trail: number) => boolean,
): readonly [number, number] {
  let good = 0;
  let all = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    if (isCommon(lead, bytes[i + 1] ?? 0)) good += 1;
    if (isPair(lead)) i += 1;
  }
  return [good, all];
}

const isCommonChinese = (lead: number, trail: number): boolean => lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1;
/** Of Shift-JIS; the others are half-width katakana, a byte each, and no name's. */
const isJapanesePair = (lead: number): boolean => lead < 0xa0 || lead >= 0xe0;
/** Kana, the mark that lengthens a vowel, and the first level of kanji. */
function isCommonJapanese(lead: number, trail: number): boolean {
  const code = 256 * lead + trail;
  return (
    code === 0x815b ||
    (code >= 0x829f && code <= 0x82f1) ||
    (code >= 0x8340 && code <= 0x8396) ||
    (code >= 0x889f && code <= 0x9872 && trail >= 0x40)
  );
}

/** `names`: those that are not marked as UTF-8. Null: cannot be told. */
export function lettersOf(names: readonly Uint8Array[], decode: DecodeAs): NameLetters | null {
  const telling = names.filter((name) => !isAscii(name));
  if (telling.every((name) => decode(name, 'utf-8') !== null)) return 'utf-8';
  const share = (
    label: Exclude<NameLetters, 'utf-8'>,
    of: (name: Uint8Array, text: string) => readonly [number, number],
  ): { readonly label: NameLetters; readonly share: number } => {
    let [good, all] = [0, 0];
    for (const name of telling) {
      const text = label === 'cp850' ? cp850(name) : decode(name, label);
      if (text === null) return { label, share: 0 };
      const [ours, total] = of(name, text);
      good += ours;
      all += total;
    }
    return { label, share: all === 0 ? 0 : good / all };
  };
  const [best, next] = [
    share('ibm866', (_, text) => shareOfWords(text, isRussian)),
    share('cp850', (_, text) => shareOfWords(text, isWestern)),
    share('gbk', (name) => shareOfPairs(name, () => true, isCommonChinese)),
    share('shift_jis', (name) => shareOfPairs(name, isJapanesePair, isCommonJapanese)),
  ].toSorted((a, b) => b.share - a.share);
  if (best === undefined || next === undefined) return null;
  return best.share >= LEAST_SHARE && best.share - next.share >= LEAST_LEAD ? best.label : null;
}
