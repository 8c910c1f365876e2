/**
 * In which letters the names of an archive are written that are not marked as UTF-8: one decision over all of them. Systems write the
 * code page of their consoles (866 in Russia, 850 in the West, 852 in Central Europe, 857 in Turkey) or the letters of their files
 * (GBK, Big5, Shift-JIS, EUC-KR, KOI8-R, windows-1251); macOS writes UTF-8 and does not say so. Each reads the words of the names, as
 * those of a table are read; where no reading stands out, nothing is guessed: `null`.
 */
import { LETTER_MODELS } from '../../data/letters/letter-models.ts';
import { joinTokens, looksUnlikely, tokensOf } from '../../data/letters/recognise-letters.ts';
import { PAIR_MODELS, scorePairs } from '../../data/letters/score-pairs.ts';
import { scoreTokens } from '../../data/letters/score-words.ts';

/** What 0x80 … 0xff are in code pages that browsers do not know. A character each, so no two names become one. */
const DOS = {
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  cp857:
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\ufffdÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\ufffd×ÚÛÙìÿ¯´\u00ad±\ufffd¾¶§÷¸°¨·¹³²■\u00a0',
} as const;
type DosPage = keyof typeof DOS;

const MODELS = {
  ibm866: { words: LETTER_MODELS.ibm866, odds: 0 },
  cp850: { words: LETTER_MODELS['windows-1252'], odds: -1 },
  cp852: { words: LETTER_MODELS['windows-1250'], odds: -2 },
  cp857: { words: LETTER_MODELS['windows-1254'], odds: -2.5 },
  'koi8-r': { words: LETTER_MODELS['koi8-r'], odds: -2 },
  'windows-1251': { words: LETTER_MODELS['windows-1251'], odds: -2 },
  gbk: { pairs: PAIR_MODELS.gbk, odds: -1 },
  shift_jis: { pairs: PAIR_MODELS.shift_jis, odds: -1 },
  'euc-kr': { pairs: PAIR_MODELS['euc-kr'], odds: -2 },
  big5: { pairs: PAIR_MODELS.big5, odds: -2 },
} as const;

export type NameLetters = 'utf-8' | keyof typeof MODELS;

/** Bytes → text by a label of the Encoding Standard; null where they are malformed. Pure code has no TextDecoder. */
export type DecodeAs = (bytes: Uint8Array, label: Exclude<NameLetters, DosPage>) => string | null;

/** By so much, as a logarithm, a reading must be likelier than the next one. */
const LEAST_LEAD = 1.5;

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);
const isDos = (letters: NameLetters): letters is DosPage => Object.hasOwn(DOS, letters);

function fromDos(bytes: Uint8Array, page: DosPage): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : DOS[page].charAt(byte - 0x80))).join(
    '',
  );
}

function read(bytes: Uint8Array, letters: NameLetters, decode: DecodeAs): string | null {
  return isDos(letters) ? fromDos(bytes, letters) : decode(bytes, letters);
}

/** A name in letters that were decided; what they cannot read is shown in code page 850, never lost. */
export function decodeName(bytes: Uint8Array, letters: NameLetters, decode: DecodeAs): string {
  return read(bytes, letters, decode) ?? fromDos(bytes, 'cp850');
}

/**
 * Russian words as people write them, capitals only before or behind (`ИвановИИ`), and nothing else beyond ASCII: no other letters
 * come out so by chance. What they mean does not matter then: `Экга` is no word.
 */
function isRussian(text: string): boolean {
  const words = text.split(/[\0-@[-`{-\x7f]+/u).filter((word) => /[^\0-\x7f]/u.test(word));
  return words.every((word) => /^[а-яё]+$|^[А-ЯЁ]+[а-яё]*[А-ЯЁ]*$/u.test(word));
}

interface Reading {
  readonly letters: Exclude<NameLetters, 'utf-8'>;
  readonly text: string;
  readonly score: number;
}

/** `names`: those that are not marked as UTF-8. Null: cannot be told. */
export function lettersOf(names: readonly Uint8Array[], decode: DecodeAs): NameLetters | null {
  const telling = names.filter((name) => !isAscii(name));
  if (telling.every((name) => decode(name, 'utf-8') !== null)) return 'utf-8';
  const tokens = tokensOf(joinTokens(telling));
  const joined = joinTokens(tokens);
  const readings = (Object.keys(MODELS) as Exclude<NameLetters, 'utf-8'>[]).flatMap((letters): Reading[] => {
    const text = read(joined, letters, decode);
    // A name may hold more than the words that are looked at.
    if (text === null || telling.some((name) => read(name, letters, decode) === null)) return [];
    const model = MODELS[letters];
    const score = 'pairs' in model ? scorePairs(tokens, model.pairs) : scoreTokens(text.split('\n'), model.words);
    return !isRussian(text) && looksUnlikely(tokens, text.split('\n'), score, 'pairs' in model)
      ? []
      : [{ letters, text, score: score + model.odds }];
  });
  const [best, ...others] = readings.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return null;
  // Code pages have most letters in common.
  const next = others.find(({ text }) => text !== best.text);
  return next === undefined || best.score - next.score >= LEAST_LEAD ? best.letters : null;
}
