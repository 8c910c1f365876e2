import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../core/app-error.ts';
import { DEFAULT_LANGUAGE, preferredLanguage } from './languages.ts';
import { formatMessage } from './message.ts';
import { numberFormats } from './numbers.ts';
import { decimal, listed, named, percent, say, sentences } from './said.ts';
import { englishTexts } from './english.ts';

const { t, say: write, error, coded } = englishTexts();

it('fills places, writes numbers and chooses the plural form', () => {
  expect(t('count.patients', { count: 1 })).toBe('1 patient');
  expect(t('count.patients', { count: 1234 })).toBe('1,234 patients');
  expect(t('run.epoch', { epoch: 128, epochs: 5000 })).toBe('Epoch 128 of 5,000');
});

it('writes what was kept as data in the same words', () => {
  const kept = say('comparison.between', { value: decimal(0.789), low: decimal(0.7), high: percent(0.86) });
  expect(write(kept)).toBe('0.79 (0.7 to 86%)');
  expect(write(say('count.patients', { count: 1 }))).toBe(t('count.patients', { count: 1 }));
  expect(write(sentences(['a {name}', kept, named(['b, c', 'd']), listed([percent(0.1), 'e'])]))).toBe(
    'a {name} 0.79 (0.7 to 86%) “b, c” and d 10% and e',
  );
});

it('has room for a language with other plurals', () => {
  const forms = {
    one: '{count} пациент',
    few: '{count} пациента',
    many: '{count} пациентов',
    other: '{count} пациента',
  };
  expect([1, 3, 11].map((count) => formatMessage(forms, { count }, 'ru'))).toEqual([
    '1 пациент',
    '3 пациента',
    '11 пациентов',
  ]);
});

it('has a sentence for every error, and loses none for a missing parameter', () => {
  for (const code of ERROR_CODES) {
    const sentence = error({ code, params: {} });
    expect(sentence.length, code).toBeGreaterThan(40);
    expect(sentence, code).toMatch(/\.$/);
  }
  expect(error({ code: 'zip-broken', params: {} })).toContain('…');
  expect(error({ code: 'zip-broken', params: { file: 'a.zip' } })).toContain('a.zip');
});

it('says codes in words, and leaves what is no code as it is', () => {
  const params = { option: 'width', value: '9', expected: 'number', min: 0.01, max: 4 };
  expect(error({ code: 'bad-option', params })).toContain('it must be a number from 0.01 to 4.');
  expect(coded('reason', 'no-webgpu')).toBe('it has no WebGPU');
  expect(coded('reason', 'Dawn: lost')).toBe('Dawn: lost');
});

describe('numbers', () => {
  const n = numberFormats('en');
  it('writes durations in the units that matter', () => {
    expect([0.2, 42, 150, 840, 3600, 12_000, 200_000].map(n.duration)).toEqual([
      '1 sec',
      '42 sec',
      '2.5 min',
      '14 min',
      '1 hr',
      '3 hr 20 min',
      '2 days 8 hr',
    ]);
  });
  it('writes shares', () => {
    expect([n.percent(0.254), n.percent(0.0034), n.percent(0.0034, 1)]).toEqual(['25%', '0%', '0.3%']);
  });
  it('never writes a minus before 0', () => {
    expect([n.decimal(-0.001), n.decimal(-0), n.percent(-0.001), n.decimal(-0.01)]).toEqual(['0', '0', '0%', '-0.01']);
  });
  it('keeps a name with a comma one name', () => {
    expect(n.names(['Age', 'Height, cm'])).toBe('Age and “Height, cm”');
  });
  it('writes sizes', () => {
    expect([0, 999, 256_000_000, 1_400_000_000].map(n.bytes)).toEqual(['0 bytes', '999 bytes', '256 MB', '1.4 GB']);
  });
});

it('falls back to the default language', () => {
  expect(preferredLanguage(['fr-FR'])).toBe(DEFAULT_LANGUAGE);
  expect(preferredLanguage(['fr-FR', 'en-GB'])).toBe('en');
});
