import { describe, expect, it } from 'vitest';
import { readSeveralParts } from './several-parts.ts';

const read = (texts: readonly string[]) => readSeveralParts({ texts, rows: texts.map(() => 1), share: 0.9 });

describe('one number in several parts', () => {
  it.each([
    [['1m75', '1 m 82', '1м60', '1 m 68 cm', '2 m'], 'cm', [175, 182, 160, 168, 200]],
    [[`5'9"`, '5\u20329\u2033', `6'`, '5 ft 11 in', `5'10.5`], 'in', [69, 69, 72, 71, 70.5]],
    [['1 h 20 min', '45 min', '2 h', '1ч 5 мин', '1 hr and 10 mins'], 'min', [80, 45, 120, 65, 70]],
    [['2 min 30 s', '45 s', '10 min', '1 min 5 sec', '0 s'], 's', [150, 45, 600, 65, 0]],
    [['2 days', '1 week', '3 wks', '10 d', '1 week 2 days'], 'd', [2, 7, 21, 10, 9]],
    [['45 y 3 m', '2 years', '6 months', '61 лет 9 мес', '1 y'], 'years', [45.25, 2, 0.5, 61.75, 1]],
    [['08:30', '14:05', '0:00', '9:15 pm', '12:10 a.m.'], 'min', [510, 845, 0, 1275, 10]],
    [['08:30:15', '14:05:00', '23:59:59', '1:00:01', '2:02:02'], 's', [30_615, 50_700, 86_399, 3601, 7322]],
    [['7 lb 3 oz', '8 lbs', '6 lb 15 oz', '120 oz', '7lb 0oz'], 'oz', [115, 128, 111, 120, 112]],
    [['3200 g', '3.4 kg', '2 kg 950 g', '4 kg', '3100 g'], 'g', [3200, 3400, 2950, 4000, 3100]],
    [['31+4', '38+0', '40+6', '29+2', '37+1'], 'd', [221, 266, 286, 205, 260]],
    [['PT3H20M', 'PT45M', 'PT1H', 'PT2H5M', 'PT10M'], 'min', [200, 45, 60, 125, 10]],
    [['0:10:59', '1:07:45', '0:34:31', '1:00:09', '0:02:01'], 's', [659, 4065, 2071, 3609, 121]],
    [['4.8 H', '4.1', '3.2 L', '↑5.9', '4.4'], '', [4.8, 4.1, 3.2, 5.9, 4.4]],
    [['132*', '140', '(150)', '148 (H)', '129 L'].filter((text) => !text.startsWith('(')), '', [132, 140, 148, 129]],
    [
      [
        '14.8 g/dL (12.0 - 16.0)',
        '11.1 g/dL L (12.0 - 16.0)',
        '15 g/dL (13.0 – 17.0)',
        '9.9 g/dL',
        '12 g/dL (12.0-16.0) *',
      ],
      'g/dL',
      [14.8, 11.1, 15, 9.9, 12],
    ],
  ])('%j is in %s: %j', (texts, unit, numbers) => {
    const found = read(texts);
    expect(found?.unit).toBe(unit);
    expect(found?.numbers.map(Number)).toEqual(numbers);
  });

  it.each([
    ['6.5% (48 mmol/mol)', '%', (i: number) => `${5 + i / 4}% (${Math.round(10.93 * (5 + i / 4) - 23.5)} mmol/mol)`],
    ['80 kg / 176 lb', 'kg', (i: number) => `${60 + 3 * i} kg / ${Math.round(2.2046 * (60 + 3 * i))} lb`],
    ['98.6°F (37.0 °C)', '°F', (i: number) => `${97 + i / 2}°F (${((65 + i / 2) / 1.8).toFixed(1)} °C)`],
  ])('that is said twice, in two units: %s', (_, unit, cell) => {
    const found = read([...Array.from({ length: 12 }, (__, i) => cell(i)), cell(3).replace(/ ?[(/].*/u, '')]);
    expect(found?.unit).toBe(unit);
    expect(found?.numbers[12]).toBe(found?.numbers[3]);
    expect(found?.numbers.every((number) => number !== null)).toBe(true);
  });

  it.each([
    ['two different numbers', Array.from({ length: 12 }, (_, i) => `${60 + i} kg / ${(37 * i) % 50} cm`)],
    ['titres', ['1:10', '1:20', '1:40', '1:10', '1:20']],
    ['ratios', ['2:1', '3:1', '4:1', '3:2', '2:1']],
    ['one unit behind every number', ['45 min', '50 min', '70 min', '80 min', '90 min']],
    ['units of different kinds', ['80 kg', '176 lb', '75 kg', '160 lb', '90 kg']],
    ['one digit of centimetres', ['1m7', '1m8', '1m75', '1m6', '1m9']],
    ['words', ['none', 'mild', 'severe', 'none', 'mild']],
    ['rooms', ['12A', '12B', '14C', '3A', '7D']],
    ['one flag alone', ['12', '13', '14*', '15', '16']],
    ['pressures', ['120 (80)', '130 (85)', '110 (90)', '150 (70)', '140 (95)']],
    ['minutes beyond an hour', ['1 h 75 min', '2 h 80 min', '1 h 90 min', '1 h 61 min', '2 h 70 min']],
  ])('is not seen in %s', (_, texts) => {
    expect(read(texts)).toBeNull();
  });
});
