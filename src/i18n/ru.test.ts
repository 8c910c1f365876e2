import { describe, expect, it } from 'vitest';
import { en as page } from './en.ts';
import { dataCardTexts } from './en/data-card.ts';
import type { Message } from './message.ts';
import { ru as pageInRussian } from './ru.ts';
import { dataCardTexts as dataCardInRussian } from './ru/data-card.ts';
import { tied, withTiedWords } from './tied-words.ts';
import { createTexts } from './translate.ts';

// What is loaded apart is held to the same.
const en = { ...page, ...dataCardTexts };
const ru: Readonly<Record<keyof typeof en, Message>> = { ...pageInRussian, ...withTiedWords(dataCardInRussian) };
const KEYS = Object.keys(en) as (keyof typeof en)[];

const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name))].sort();

/** Names that are the same in every language: products, formats, measures, the names of recipes, files and options. */
const LATIN = new Set(
  `ECG Pair Studio WebGPU WebGL WebAssembly JavaScript Chrome Edge Excel Word PowerPoint OpenDocument REDCap Keras ONNX Runtime Python Java
  TensorFlow js LayersModel GraphModel sigmoid coronarography ai README DATA-CARD report model generator schema pairs manifest onnx
  json html md zip csv xlsx xlsb images CSV JPEG PNG ZIP GIF BMP WebP AVIF SVG TIFF DICOM HEIC JPEG JPEG-LS HTJ2K XL PDF HTML JSON RAR gzip Zip
  EDF SCP-ECG Hz Deflate64 BZip2 LZMA Zstandard XZ WFDB XML GE MUSE HL7 aECG Philips CardioSoft Schiller lossless UTF-8 SHA-256 UTF-16 Windows Windows-1252 Windows-1251 Windows-1250 Windows-1254 Windows-1257
  Windows-1253 Windows-1255 Windows-1256 ISO KOI8-R MacCyrillic Mac Roman DOS GBK Shift-JIS Big5 EUC-KR little-endian big-endian
  AUC KID TRTR TSTR F1 t-SNE SNE p S C paper modern age LAD_st male rhythm AF and or not NAME FILE FOLDER FOLDER_OR_ZIP
  signals SYNTHETIC hea dat ST
  Wi-Fi F12 Mac I Network Headers https localhost
  F P N d Ctrl Z image Backspace strict demo data csv images model resume out report table`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** Latin words of a text, without its places. */
const latinIn = (text: string): string[] =>
  text
    .replaceAll(/\{\w+\}/gu, ' ')
    .match(/[A-Za-z][\w-]*/gu)
    ?.filter((word) => !LATIN.has(word)) ?? [];

it('has every text, and none besides', () => {
  expect(Object.keys(ru).sort()).toEqual([...KEYS].sort());
});

it('has no word that is not Russian, and nothing left as it is in English', () => {
  const foreign = KEYS.flatMap((key) =>
    formsOf(ru[key]).flatMap((text) => latinIn(text).map((word) => `${key}: ${word}`)),
  );
  expect(foreign).toEqual([]);
  const same = KEYS.filter((key) => formsOf(en[key]).some((text) => /[a-z]{3}/u.test(text.replaceAll(/\{\w+\}/gu, ''))))
    .filter((key) => JSON.stringify(ru[key]) === JSON.stringify(en[key]))
    .filter((key) => formsOf(ru[key]).some((text) => !/^[\w\s.,()/=>“”-]+$/u.test(text) || latinIn(text).length > 0));
  expect(same).toEqual([]);
});

it('fills the same places, in every plural form', () => {
  for (const key of KEYS) {
    const wanted = placesIn(formsOf(en[key]).join(' '));
    for (const form of formsOf(ru[key])) {
      // A form says the number itself only where the language wants it.
      const missing = wanted.filter((name) => name !== 'count' && !placesIn(form).includes(name));
      const unknown = placesIn(form).filter((name) => !wanted.includes(name));
      expect([key, missing, unknown]).toEqual([key, [], []]);
    }
  }
});

it('has all four plural forms wherever it has any', () => {
  for (const key of KEYS) {
    const message = ru[key];
    if (typeof message !== 'string')
      expect([key, Object.keys(message).sort()]).toEqual([key, ['few', 'many', 'one', 'other']]);
  }
});

describe('as Russian is written', () => {
  const { t, n } = createTexts('ru', pageInRussian);
  const spaced = (text: string): string => text.replaceAll(/[\u{a0}\u{202f}]/gu, ' ');

  it('chooses the plural form', () => {
    expect([1, 2, 5, 11, 21, 112].map((count) => t('count.patients', { count }))).toEqual([
      '1 пациент',
      '2 пациента',
      '5 пациентов',
      '11 пациентов',
      '21 пациент',
      '112 пациентов',
    ]);
  });

  it('writes numbers, shares, sizes, times and dates', () => {
    expect([n.decimal(0.789), n.score(0.3), n.percent(0.254)].map(spaced)).toEqual(['0,79', '0,30', '25 %']);
    expect([n.bytes(0), n.bytes(256_000_000), n.bytes(1_400_000_000)].map(spaced)).toEqual([
      '0 байт',
      '256 МБ',
      '1,4 ГБ',
    ]);
    expect([n.duration(42), n.duration(150), n.duration(12_000)].map(spaced)).toEqual([
      '42 с',
      '2,5 мин',
      '3 ч 20 мин',
    ]);
    expect(spaced(n.integer(1_500_000))).toBe('1 500 000');
    expect(spaced(n.date('2026-03-05T12:00:00Z'))).toBe('5 марта 2026 г.');
    expect(n.names(['Возраст', 'Рост, см'])).toBe('Возраст и «Рост, см»');
  });

  it('writes the decimal mark of cells, and leaves codes and versions as they are', () => {
    expect(['26.8', '-0.5', '120/80', '1.2.3', 'II', '12'].map(n.cell)).toEqual([
      '26,8',
      '-0,5',
      '120/80',
      '1.2.3',
      'II',
      '12',
    ]);
  });

  it('breaks no line between a number and its unit, nor behind a short word', () => {
    expect(tied('в 95 % и {size} пикс. — от {a} до {b}')).toBe(
      'в\u{a0}95\u{a0}% и\u{a0}{size}\u{a0}пикс.\u{a0}— от\u{a0}{a} до\u{a0}{b}',
    );
    expect(tied('слово на слово, дно не то')).toBe('слово на\u{a0}слово, дно не\u{a0}то');
  });

  it('groups no number without a space that does not break', () => {
    const loose = KEYS.filter((key) => formsOf(ru[key]).some((text) => /\d (?:\d{3})(?!\d)|[\d}] %/u.test(text)));
    expect(loose).toEqual([]);
  });
});
