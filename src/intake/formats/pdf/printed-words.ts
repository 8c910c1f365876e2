/**
 * What of the words printed on a page of an ECG may be drawn: names of leads, speed, gain, filters and measurements. All other text
 * may tell who somebody is - names, ids, dates, ages, hospitals, remarks - and is left away. Whatever is not known is left away.
 */

/** Text of one drawing operation; its box from the upper left corner, in pixels or any other unit. */
export interface PrintedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Heights of the text: words further apart do not belong to each other. */
const FARTHEST = 7;
/** So many of one and the same letter are no word: carts print the dots of a grid as letters of a font of their own. */
const RULING = 16;
/** Letters nearer than this are one word. */
const TOUCHING = 0.15;

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
/** No part of a date, a time or an id. */
const NUMBER = String.raw`(?<![\d.,:/])(?<!\d[-–])[-−+]?\d{1,3}(?:[.,]\d{1,3})?(?![\d]|[.:/-]\d)`;
const FEW = String.raw`(?<![\d.,:/])(?<!\d[-–])[-−+]?\d{1,3}(?:[.,]\d{1,2})?(?:\s*[/\s]\s*[-−+]?\d{1,3}){0,2}(?![\d]|[.:/-]\d)`;
const LEAD = String.raw`-?(?:aV[RLF]|V[1-9]R?|III?|I)`;
const MEASURED = String.raw`(?:ventricular|vent\.?|heart|atrial|rate|HR|VR|AR|HF|FC|P-?R(?:-T)?|P-?Q|QRSD?|QTc?[BFHd]?|Q-T[cC]?|QTC|R-?R|P-?P|P|QRS-T|T|ST|RV[56]|SV[12]|axis|axes|interval|duration|dur\.?|int\.?|ЧСС|ЭОС|ось|ритм)`;
const PRINTED = String.raw`(?:ECG|EKG|ЭКГ|leads?|speed|gain|filters?|fltr|limb|chest|prec\.?|rhythm strip|скорость|усиление|фильтр|отведени[ея])`;

const KEPT: readonly RegExp[] = [
  `${START}${LEAD}(?:\\s*[-–+]\\s*${LEAD})*${END}`,
  // Speed, gain, filters.
  `${NUMBER}\\s*(?:mm|мм)\\s*/\\s*(?:s|sec|mV|с|сек|мВ)${END}`,
  String.raw`(?<![\d.,:/-])\d{1,3}(?:[.,]\d{1,3})?\s*(?:[-~–÷]\s*\d{1,3}(?:[.,]\d{1,3})?\s*)?k?(?:Hz|Гц)${END}`,
  // Measurements, with their unit or behind their name.
  `${FEW}\\s*(?:ms|msec|мс|bpm|beats/min|/\\s?min|уд\\.?/мин|°|deg|mV|мВ)(?![\\p{L}\\d])`,
  `${START}(?:${MEASURED}[\\s./:=-]*)+(?:${FEW})?${END}`,
  `${START}${PRINTED}${END}`,
].map((pattern) => new RegExp(pattern, 'giu'));

const isRuling = (text: string): boolean => text.length >= RULING && text === text.charAt(0).repeat(text.length);

/** One line: its texts from left to right. */
type Line = number[];

function linesOf(texts: readonly PrintedText[]): Line[] {
  const lines: { top: number; bottom: number; readonly texts: Line }[] = [];
  const words = texts.flatMap(({ text }, i) => (isRuling(text) ? [] : [i]));
  const order = words.sort((a, b) => (texts[a]?.top ?? 0) - (texts[b]?.top ?? 0));
  for (const i of order) {
    const { top, bottom } = texts[i] ?? { top: 0, bottom: 0 };
    const line = lines.find((one) => {
      const shared = Math.min(one.bottom, bottom) - Math.max(one.top, top);
      return shared > 0.5 * Math.min(one.bottom - one.top, bottom - top);
    });
    if (line === undefined) lines.push({ top, bottom, texts: [i] });
    else line.texts.push(i);
  }
  return lines.map((line) => line.texts.sort((a, b) => (texts[a]?.left ?? 0) - (texts[b]?.left ?? 0)));
}

/** Which letters and digits of a line are known; marks and blanks always are. */
function knownLetters(line: string): boolean[] {
  const known = Array.from(line, (letter) => !/[\p{L}\p{N}]/u.test(letter));
  // Positions of the patterns are in units of UTF-16: a line with others is not one of an ECG's.
  if (known.length !== line.length) return known;
  for (const pattern of KEPT) {
    for (const found of line.matchAll(pattern)) known.fill(true, found.index, found.index + found[0].length);
  }
  return known;
}

/** For each text whether it may be drawn. A text with one word that is not known is left away whole. */
export function keptTexts(texts: readonly PrintedText[]): boolean[] {
  const kept = texts.map(() => true);
  for (const line of linesOf(texts)) {
    let joined = '';
    const places: { readonly text: number; readonly from: number }[] = [];
    let end = Number.NEGATIVE_INFINITY;
    for (const i of line) {
      const { text, left, right, top, bottom } = texts[i] ?? { text: '', left: 0, right: 0, top: 0, bottom: 0 };
      const gap = (left - end) / (bottom - top);
      if (places.length > 0) joined += gap > FARTHEST ? '\n' : gap > TOUCHING ? ' ' : '';
      places.push({ text: i, from: joined.length });
      joined += text;
      end = Math.max(end, right);
    }
    // A line's pieces that are far apart are judged apart.
    const known = joined.split('\n').flatMap((piece, n) => (n === 0 ? [] : [true]).concat(knownLetters(piece)));
    for (const { text, from } of places) {
      const length = texts[text]?.text.length ?? 0;
      kept[text] = known.slice(from, from + length).every(Boolean);
    }
  }
  return kept;
}
