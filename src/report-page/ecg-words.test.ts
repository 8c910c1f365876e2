import { describe, expect, it } from 'vitest';
import { createTexts } from '../i18n/translate.ts';
import {
  detectionLines,
  ecgPrivacyAnswer,
  ecgsAnswer,
  estimateWords,
  fitAnswer,
  imageLines,
  scoreRow,
  someNames,
  useAnswer,
} from './ecg-words.ts';
import { ecgComparison, estimateOf, predictorScores } from './testing/ecg-comparison.ts';

const words = createTexts('en');
const report = ecgComparison();

it('writes intervals, and a dash for what is not known', () => {
  expect(estimateWords(words, estimateOf(0.79, 0.08))).toBe('0.79 (0.71 to 0.87)');
  expect(estimateWords(words, null)).toBe('–');
});

it('names the first columns and counts the others', () => {
  expect(someNames(words, ['a', 'b'])).toBe('a and b');
  expect(someNames(words, ['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

describe('answers', () => {
  it('say what was measured', () => {
    expect(ecgsAnswer(words, report)).toMatch(/78%.*70%.*83%/u);
    expect(fitAnswer(words, report)).toMatch(/0\.69 \(0\.52 to 0\.84\).*age, sex,? and rhythm = AF.*2 columns cannot/u);
    expect(useAnswer(words, report.predictor)).toMatch(/0\.71 \(.*0\.8 \(.*0\.81 \(/u);
    expect(ecgPrivacyAnswer(words, report.privacy)).toMatch(/1\.5%.*0%.*0\.52/u);
  });

  it('call fewer copies than by chance no copies', () => {
    const copies = { value: -0.02, low: -0.05, high: 0.01 };
    const { privacy } = report;
    const answer = ecgPrivacyAnswer(words, { ...privacy, images: { ...privacy.images, copies } });
    expect(answer).toMatch(/^No more synthetic ECGs/u);
  });

  it('leave out what is not known', () => {
    const { images, detection } = report;
    expect(ecgsAnswer(words, { ...report, detection: { ...detection, images: null } })).not.toContain('guessing');
    const nothing = { kid: null, precision: null, recall: null, coverage: null, diversity: null };
    expect(ecgsAnswer(words, { ...report, images: nothing, detection: { ...detection, images: null } })).toMatch(
      /too few/u,
    );
    expect(ecgsAnswer(words, { ...report, images: { ...images, precision: null } })).toMatch(/^Shown/u);
    const { privacy } = report;
    const none = { ...privacy, images: { ...privacy.images, copies: null }, pairs: { copies: null }, membership: null };
    expect(ecgPrivacyAnswer(words, { ...none, reason: 'no-holdout' })).toMatch(/^No patient was put aside/u);
  });

  it('give the reason, and with it what to do', () => {
    expect(fitAnswer(words, { joint: { ...report.joint, score: null, reason: 'no-holdout' } })).toMatch(/Train again/u);
    expect(useAnswer(words, { ...report.predictor, realOnHoldout: null, reason: 'no-targets' })).toMatch(
      /role Target/u,
    );
  });

  it('say when even real patients teach nothing', () => {
    expect(useAnswer(words, { ...report.predictor, realOnHoldout: predictorScores(0.54) })).toMatch(/may be guessing/u);
  });

  it('say that a handful of patients put aside is too few, beside the numbers', () => {
    const answer = useAnswer(words, { ...report.predictor, reason: 'too-few' });
    expect(answer).toMatch(/0\.71 \(.*too few patients put aside/u);
  });

  it('of a visitor’s predictor speak of that predictor', () => {
    const own = { ...report.predictor, source: 'visitor', syntheticOnHoldout: null, augmentedOnHoldout: null } as const;
    expect(useAnswer(words, own)).toMatch(/^Your predictor reaches an AUC of 0\.8 .* 0\.75 /u);
  });
});

it('puts every score beside its ceiling', () => {
  const kid = imageLines(words, report).find((line) => line.key === 'kid');
  expect(kid && scoreRow(words, kid)).toEqual(['Kernel distance (KID)', '0.031', '0.033', '0.001 (-0.006 to 0.009)']);
  const pairs = detectionLines(words, report).at(-1);
  expect(pairs && scoreRow(words, pairs)).toEqual(['By row and ECG together', '0.88', '0.88', '0.5 (0.5 to 0.5)']);
});
