import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEncoding } from '../core/text-format.ts';
import { decodeText } from './decode-text.ts';
import { bytesIn, decode } from '../intake/testing/files.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const TABLE = 'ФИО;Возраст;Пол\nИванов Иван Иванович;63;м\nПетрова Анна Сергеевна;58;ж\n';

// A wrong guess turns every Russian header into nonsense, and no column is recognised any more.
describe('encodings are recognised', () => {
  it.each([
    ['utf-8', utf8(TABLE), false],
    ['utf-8', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(TABLE)), true],
    ['utf-16le', Uint8Array.of(0xff, 0xfe, ...bytesIn(TABLE, 'utf-16le')), true],
    ['utf-16be', Uint8Array.of(0xfe, 0xff, ...bytesIn(TABLE, 'utf-16be')), true],
    ['utf-16le', bytesIn(TABLE, 'utf-16le'), false],
    ['utf-16be', bytesIn(TABLE, 'utf-16be'), false],
    ['windows-1251', bytesIn(TABLE, 'windows-1251'), false],
    ['koi8-r', bytesIn(TABLE, 'koi8-r'), false],
  ] as const)('%s (case %#)', (encoding, bytes, hasBom) => {
    expect(decodeText(bytes, 'auto', decode)).toEqual({ text: TABLE, encoding, hasBom, looksWrong: false });
  });

  it.each(['windows-1251', 'koi8-r'] as const)('%s in capitals, in small letters, in a header only', (encoding) => {
    for (const text of [TABLE.toUpperCase(), TABLE.toLowerCase(), 'Пол;возраст;age\nм;63;1', 'СТЕНОЗ;ИШЕМИЯ\n1;0']) {
      expect(decodeText(bytesIn(text, encoding), 'auto', decode)).toMatchObject({ text, encoding });
    }
  });

  // KOI8-R reads "м" as the more frequent "Л"; the same letter again and again must not decide for the rarer encoding.
  it.each(['м', 'ж'])('a table in English with Russian letters for the sex is windows-1251 (last: %s)', (last) => {
    const text = `sex;age\n${'м;63\n'.repeat(30)}${last};58\n`;
    expect(decodeText(bytesIn(text, 'windows-1251'), 'auto', decode)).toMatchObject({ text });
  });

  it('a damaged byte does not make UTF-8 another encoding', () => {
    const bytes = utf8(TABLE.repeat(3));
    bytes[40] = 0xff;
    expect(decodeText(bytes, 'auto', decode).encoding).toBe('utf-8');
  });

  // A table of 100 MB is decoded in a second or so: once is enough.
  it('UTF-8 is decoded once', () => {
    const decoded: number[] = [];
    decodeText(utf8(TABLE), 'auto', (bytes, label, fatal) => {
      decoded.push(bytes.length);
      return decode(bytes, label, fatal);
    });
    expect(decoded).toEqual([utf8(TABLE).length]);
  });

  it('plain ASCII is UTF-8', () => {
    expect(decodeText(utf8('age;sex\n1;0'), 'auto', decode).encoding).toBe('utf-8');
  });
});

describe('a chosen encoding', () => {
  it('is used whatever the bytes look like', () => {
    const bytes = bytesIn('стеноз', 'koi8-r');
    expect(decodeText(bytes, 'koi8-r', decode).text).toBe('стеноз');
    expect(decodeText(bytes, 'windows-1251', decode).text).not.toBe('стеноз');
  });

  it('drops its own byte order mark and says so; that of another is not its own', () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('age'));
    expect(decodeText(bytes, 'utf-8', decode)).toEqual({
      text: 'age',
      encoding: 'utf-8',
      hasBom: true,
      looksWrong: false,
    });
    expect(decodeText(bytes, 'windows-1251', decode).hasBom).toBe(false);
  });
});

// Better said than silently learned as categories of nonsense.
describe('letters that look wrong', () => {
  const wrong = (bytes: Uint8Array, choice: TextEncoding | 'auto' = 'auto'): boolean =>
    decodeText(bytes, choice, decode).looksWrong;
  const misread = (text: string, as: string): Uint8Array => utf8(decode(utf8(text), as, false));

  it.each([
    ['UTF-8 that was once read as Western letters', misread('Geschlecht;Größe\nmännlich;ä\nö;ü', 'windows-1252')],
    ['UTF-8 that was once read as Russian letters', misread(TABLE, 'windows-1251')],
    ['Russian UTF-8 that was once read as Western letters', misread(TABLE, 'windows-1252')],
    ['question marks where letters were', utf8('???;???????;age\n?;63;1\n????;58;2\n?????? ????;1;2')],
    ['signs for lost letters', utf8(TABLE.replaceAll(/[а-я]/gu, '\uFFFD'))],
    ['an alphabet that is not known here', bytesIn('เพศ;อายุ\nชาย;63\nหญิง;58', 'windows-874')],
  ])('%s', (_, bytes) => {
    expect(wrong(bytes)).toBe(true);
  });

  it('a choice that does not fit', () => {
    const bytes = bytesIn(TABLE, 'windows-1251');
    expect([wrong(bytes, 'windows-1251'), wrong(bytes, 'windows-1252'), wrong(bytes, 'windows-1257')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each([
    'Пол;Возраст\n?;63\nм;?',
    'sex;age\nm;63',
    'Âge;Élevé\n63;Ça',
    'Рік;Вік\nРівне;63\nРіздво;5',
    'T °C;c µmol/l;BSA m²;±\n1;2;3;§',
    'name;x\nÅsa;1\nÑandú;2',
  ])('but not %j', (text) => {
    expect(wrong(utf8(text))).toBe(false);
  });
});

it('never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      (bytes) => typeof decodeText(bytes, 'auto', decode).text === 'string',
    ),
  );
});
