import { describe, expect, it } from 'vitest';
import { ecgVerdicts, judgeDetection, judgeEcgPrivacy, judgeImages, judgePredictor } from './ecg-verdict.ts';
import { ceilingOf } from './testing/comparison-report.ts';
import { ecgComparison, predictorScores } from './testing/ecg-comparison.ts';
import { studyReport } from './testing/study-report.ts';

const ecgs = ecgComparison();

describe('verdicts of the ECG questions', () => {
  it('images: the worst of the scores, KID by the width of its ceiling', () => {
    const good = { mean: 0.9, low: 0.8, high: 1, n: 40, synthetic: 0.85 };
    const all = {
      kid: ceilingOf({ mean: 0, low: -0.01, high: 0.01, n: 40, synthetic: 0.005 }),
      precision: good,
      recall: good,
      coverage: good,
      diversity: good,
    };
    expect(judgeImages(all)).toBe('as-real');
    expect(judgeImages({ ...all, kid: { ...all.kid, synthetic: 0.02 } })).toBe('close');
    expect(judgeImages({ ...all, kid: { ...all.kid, synthetic: 0.04 } })).toBe('apart');
    expect(judgeImages({ ...all, recall: { ...good, synthetic: 0.5 } })).toBe('apart');
    expect(judgeImages({ kid: null, precision: null, recall: null, coverage: null, diversity: null })).toBe('unknown');
  });

  it('detection: lower is better', () => {
    const found = ceilingOf({ mean: 0.52, low: 0.52, high: 0.52, n: 40, synthetic: 0.5 });
    expect(judgeDetection({ rows: found, images: found, pairs: null })).toBe('as-real');
    expect(judgeDetection({ rows: found, images: { ...found, synthetic: 0.9 }, pairs: null })).toBe('apart');
  });

  it('predictor: synthetic beside real, both on real patients set aside', () => {
    const judged = (synthetic: number) =>
      judgePredictor({ ...ecgs.predictor, syntheticOnHoldout: predictorScores(synthetic) });
    expect([0.8, 0.71, 0.6].map(judged)).toEqual(['as-real', 'close', 'apart']);
    expect(judgePredictor({ ...ecgs.predictor, realOnHoldout: null })).toBe('unknown');
  });

  it('privacy: a warning where chance does not explain it, silence where nothing was measured', () => {
    const { privacy } = ecgs;
    expect(judgeEcgPrivacy(privacy)).toBe('no-sign');
    const copies = { value: 0.05, low: 0.01, high: 0.1 };
    expect(judgeEcgPrivacy({ ...privacy, images: { ...privacy.images, copies } })).toBe('copies');
    expect(judgeEcgPrivacy({ ...privacy, pairs: { copies } })).toBe('copies');
    expect(judgeEcgPrivacy({ ...privacy, membership: { value: 0.6, low: 0.52, high: 0.7 } })).toBe('copies');
    expect(judgeEcgPrivacy({ ...privacy, membership: null, images: { ...privacy.images, copies: null } })).toBe(
      'unknown',
    );
  });

  it('nothing is judged that was not measured', () => {
    const unknown = {
      detection: 'unknown',
      images: 'unknown',
      joint: 'unknown',
      predictor: 'unknown',
      ecgPrivacy: 'unknown',
    };
    expect(ecgVerdicts(studyReport(null))).toEqual(unknown);
    expect(ecgVerdicts(studyReport())).not.toEqual(unknown);
  });
});
