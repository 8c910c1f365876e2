import { describe, expect, it } from 'vitest';
import { keptTexts, type PrintedText } from './printed-words.ts';

/** Texts of one line, one behind another with a word's distance. */
function line(...texts: string[]): PrintedText[] {
  let left = 0.05;
  return texts.map((text) => {
    const right = left + 0.008 * text.length;
    const printed = { text, left, right, top: 0.1, bottom: 0.12 };
    left = right + 0.01;
    return printed;
  });
}

const keptOf = (...texts: string[]): string[] => texts.filter((_, i) => keptTexts(line(...texts))[i]);

describe('what of a page’s words is drawn', () => {
  it.each([
    'I', 'II', 'III', 'aVR', 'AVL', 'V1', 'V6', '-aVR', 'V4R',
    '25 mm/s', '25mm/sec', '10 mm/mV', '10.0mm/mV', '50 мм/с', '10 мм/мВ',
    '0.05-150 Hz', '0,5~35Hz', '40 Гц', '~50 Hz', 'Chest: 10.0 mm/mV', 'Limb: 5 mm/mV',
    'PR 160 ms', 'PR interval: 160', 'QRS duration 96 ms', 'QT/QTc 402/431 ms', 'QTcB 431 ms', 'P-R-T axes 45 -12 30', 'Vent. rate 75 BPM',
    'HR 61', '61 bpm', 'ЧСС 75 уд/мин', 'QRS axis -30°', 'ECG',
  ])('%s is', (text) => {
    expect(keptOf(text)).toEqual([text]);
  }); // oxfmt-ignore

  it.each([
    'Zweistein, Erwin', 'ZWEISTEIN', 'Иванов И.И.', 'Ivan', 'Vi', 'ID: 4711', '4711', '123', 'K-4711-08', '12.03.1954', '12/03/54', '1954-03-12', '10:22', '10:22:31',
    'Male 54 yr', '54 years', 'Room 12', 'Dr. T. Weiss', 'Sinus rhythm', 'Confirmed by Dr Li', 'St. Anna Hospital', 'DOB 12-Mar-1954',
    'PR 160 ms  Zweistein', 'HR 6112345', 'QT 12.03.1954', '25 mm/s 12.03.1954', '李明', 'ECG 4711', '\u{1F600}I',
  ])('%s is not', (text) => {
    expect(keptOf(text)).toEqual([]);
  }); // oxfmt-ignore

  it('judges a number by the words beside it', () => {
    expect(keptOf('PR', '160', 'ms')).toEqual(['PR', '160', 'ms']);
    expect(keptOf('Zweistein', '160', '54')).toEqual([]);
    expect(keptOf('ID', '160', 'PR')).not.toContain('160');
  });

  it('puts a word together that is drawn letter by letter', () => {
    const letters = (word: string): PrintedText[] =>
      Array.from(word, (text, i) => ({
        text,
        left: 0.1 + i / 200,
        right: 0.1 + (i + 1) / 200,
        top: 0.1,
        bottom: 0.12,
      }));
    expect(keptTexts(letters('aVR'))).toEqual([true, true, true]);
    // Each alone could be a lead or a wave.
    expect(keptTexts(letters('VITT'))).toEqual([false, false, false, false]);
  });

  it('draws the dots of a grid that are letters, and judges the words between them by themselves', () => {
    const dots = { text: '1'.repeat(50), left: 0.05, right: 0.95, top: 0.1, bottom: 0.12 };
    expect(keptTexts([dots, ...line('aVR', 'Zweistein')])).toEqual([true, true, false]);
    expect(keptOf('1'.repeat(10))).toEqual([]);
  });

  it('does not let a far label speak for a number', () => {
    const far: PrintedText[] = [
      { text: 'PR', left: 0.1, right: 0.12, top: 0.1, bottom: 0.12 },
      { text: '160', left: 0.6, right: 0.63, top: 0.1, bottom: 0.12 },
    ];
    expect(keptTexts(far)).toEqual([true, false]);
  });
});
