/** Names of files as systems pack them: misread, no row finds its picture. */
import { describe, expect, it } from 'vitest';
import { bytesIn } from '../testing/files.ts';
import { decodeName, lettersOf, type DecodeAs, type NameLetters } from './name-letters.ts';

const decodeAs: DecodeAs = (bytes, label) => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Bytes of a code page that no decoder knows, by decoding each of them. */
function packed(name: string, letters: NameLetters): Uint8Array {
  if (!letters.startsWith('cp')) return bytesIn(name, letters);
  const page = Array.from({ length: 256 }, (_, byte) => decodeName(Uint8Array.of(byte), letters, decodeAs));
  return Uint8Array.from(name.normalize('NFC'), (character) => page.indexOf(character));
}

const numbered = (name: string): string[] => Array.from({ length: 8 }, (_, i) => `${name}_${i + 1}.jpg`);

describe('letters of the names in an archive', () => {
  it.each<[NameLetters, string[]]>([
    ['ibm866', numbered('ЭКГ/Иванова')],
    ['ibm866', ['снимки/файл_1.jpg', 'пациенты.csv']],
    ['ibm866', Array.from('абвгдежзиклм', (letter) => `Экг${letter}.jpg`)],
    ['ibm866', ['ИвановИИ.jpg', 'ПетровАС.jpg', 'ЪЫЩ.jpg']],
    ['koi8-r', ['снимки/файл_1.jpg', 'пациенты.csv']],
    ['koi8-r', ['Иванова_1.jpg', 'Петров_2.jpg', 'Сидоров_3.jpg']],
    ['windows-1251', ['снимки/файл_1.jpg', 'пациенты.csv']],
    ['cp850', numbered('Größe/Überweisung')],
    ['cp850', numbered('Größe/Bild ä')],
    ['cp850', ['électro/âge_1.jpg', 'électro/élevé_2.jpg']],
    ['cp852', numbered('łódź/zdjęcie')],
    ['cp852', ['snímky/žena_1.jpg', 'snímky/muž_2.jpg', 'přehled.csv']],
    ['cp857', numbered('görüntü/şekil')],
    ['gbk', numbered('心电图/患者')],
    ['big5', numbered('心電圖/患者')],
    ['shift_jis', numbered('心電図/患者')],
    ['shift_jis', numbered('心電図データ/かんじゃ')],
    ['euc-kr', numbered('심전도/환자')],
  ])('%s: %o', (letters, names) => {
    const bytes = names.map((name) => packed(name, letters));
    const found = lettersOf(bytes, decodeAs);
    expect(bytes.map((name) => decodeName(name, found ?? 'cp850', decodeAs))).toEqual(names);
    expect(found).not.toBeNull();
  });

  it('macOS writes UTF-8 and does not say so', () => {
    expect(
      lettersOf(
        numbered('ЭКГ').map((name) => bytesIn(name, 'utf-8')),
        decodeAs,
      ),
    ).toBe('utf-8');
  });

  it('nothing is guessed where no reading makes sense', () => {
    expect(lettersOf([Uint8Array.of(0xff, 0xfd, 0xb0, 0xdb, 0xf9, 0xfe, 0xb2, 0xff)], decodeAs)).toBeNull();
  });
});
