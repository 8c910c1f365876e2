import { describe, expect, it } from 'vitest';
import type { EcgComparison, JointScores, NoScoreReason, PredictorReport } from '../core/report/ecg-comparison.ts';
import { judgeEcgPrivacy, judgeEcgs, judgeJoint, judgeUse, worstPrivacy } from './ecg-verdict.ts';
import { ceilingOf } from '../report/testing/comparison-report.ts';
import { ecgComparison, estimateOf, predictorScores } from '../report/testing/ecg-comparison.ts';

const report = ecgComparison();
const good = ceilingOf({ low: 0.9, high: 0.98, synthetic: 0.95 });

function withImages(change: Partial<EcgComparison['ceiling']['images']>, detection = 0.5): EcgComparison {
  const images = {
    kid: ceilingOf({ low: -0.01, high: 0.01, synthetic: 0 }),
    precision: good,
    recall: good,
    coverage: good,
    diversity: good,
    ...change,
  };
  const ofImages = ceilingOf({ mean: 0.5, low: 0.5, high: 0.5, synthetic: detection });
  return {
    ...report,
    ceiling: { ...report.ceiling, images, detection: { ...report.ceiling.detection, images: ofImages } },
  };
}

describe('the ECGs', () => {
  it('are as good as real only if every score is', () => {
    expect(judgeEcgs(withImages({}))).toBe('as-real');
    expect(judgeEcgs(withImages({ recall: ceilingOf({ low: 0.9, high: 1, synthetic: 0.86 }) }))).toBe('close');
    expect(judgeEcgs(withImages({}, 0.9))).toBe('apart');
    expect(judgeEcgs(withImages({ diversity: ceilingOf({ low: 0.95, high: 1.05, synthetic: 1.4 }) }))).toBe('apart');
  });
  it('are unusable where a network is always right and hardly a real one has a neighbour', () => {
    const noise = (auc: number, coverage: number, change: Partial<EcgComparison['ceiling']['images']> = {}) => {
      const found = withImages({ coverage: ceilingOf({ low: 0.9, high: 1, synthetic: coverage }), ...change }, auc);
      return judgeEcgs({
        ...found,
        images: { ...found.images, coverage },
        detection: { ...found.detection, images: auc },
      });
    };
    expect([noise(0.98, 0.1), noise(0.97, 0.1), noise(0.98, 0.11)]).toEqual(['unusable', 'apart', 'apart']);
    const few = withImages({});
    const none = { kid: null, precision: null, recall: null, coverage: null, diversity: null };
    const ceiling = {
      ...few.ceiling,
      images: none,
      detection: { rows: null, rowsForest: null, images: null, imagesInk: null, pairs: null },
    };
    const lost = { ...few.images, coverage: 0 };
    expect(judgeEcgs({ detection: { ...few.detection, images: 1 }, images: lost, ceiling })).toBe('unknown');
  });
  it('hold a distance without a scale against the spread of chance', () => {
    const kid = (synthetic: number) => judgeEcgs(withImages({ kid: ceilingOf({ low: -0.01, high: 0.01, synthetic }) }));
    expect([kid(0.01), kid(0.03), kid(0.031)]).toEqual(['as-real', 'close', 'apart']);
  });
});

describe('row and ECG', () => {
  const joint = (change: Partial<JointScores>, ceiling: EcgComparison['ceiling']['joint']['score'] = null) =>
    judgeJoint({
      ...report,
      joint: { ...report.joint, ...change },
      ceiling: { ...report.ceiling, joint: { score: ceiling } },
    });
  it('belong together as the ceiling says, or as the interval does', () => {
    const ceiling = ceilingOf({ low: 0.8, high: 1.1, n: 20, synthetic: 0.9 });
    expect(joint({}, ceiling)).toBe('as-real');
    expect(joint({ score: { value: 0.9, low: 0.7, high: 1.05 } })).toBe('as-real');
    expect(joint({ score: { value: 0.8, low: 0.7, high: 0.9 } })).toBe('close');
    expect(joint({ score: { value: 0.3, low: 0.1, high: 0.5 } })).toBe('apart');
  });
  it('cannot be judged by an interval that holds both nothing and all', () => {
    expect(joint({ score: { value: 0.9, low: -0.1, high: 1.9 } })).toBe('unknown');
  });
  it('that may have nothing to do with each other are unusable, if real pairs reach more than the interval', () => {
    const score = { value: 0.2, low: -0.1, high: 0.5 };
    expect(joint({ score })).toBe('unusable');
    expect(joint({ score }, ceilingOf({ low: 0.8, high: 1.1, n: 20, synthetic: 0.2 }))).toBe('unusable');
    expect(joint({ score }, ceilingOf({ low: 0.4, high: 1.1, n: 20, synthetic: 0.2 }))).toBe('unknown');
  });
  it.each<[NoScoreReason, string]>([
    ['too-few', 'unknown'],
    ['nothing-readable', 'none'],
    ['no-holdout', 'none'],
  ])('without a score, because %s: %s', (reason, verdict) => {
    expect(joint({ score: null, reason })).toBe(verdict);
  });
});

describe('use', () => {
  const use = (made: number, change: Partial<PredictorReport> = {}) =>
    judgeUse({ ...report.predictor, syntheticOnHoldout: predictorScores(made), ...change });
  it('is held against the interval of the same network trained on real', () => {
    expect([use(0.75), use(0.7), use(0.6)]).toEqual(['as-real', 'close', 'apart']);
  });
  it('is not judged by a handful of patients, however lucky their numbers', () => {
    expect(use(0.75, { reason: 'too-few' })).toBe('unknown');
  });
  it('is not judged where real patients teach nothing, or a class is missing', () => {
    expect(use(0.5, { realOnHoldout: predictorScores(0.54) })).toBe('unknown');
    const without = predictorScores(0.8);
    expect(use(0.7, { realOnHoldout: { ...without, macro: { ...without.macro, auc: null } } })).toBe('unknown');
    expect(use(0.7, { realOnHoldout: null, reason: 'no-targets' })).toBe('none');
  });
  it('of a visitor’s predictor is what it says of synthetic pairs', () => {
    const visitor = { source: 'visitor', syntheticOnHoldout: null, augmentedOnHoldout: null } as const;
    expect(use(0, { ...visitor, realOnSynthetic: predictorScores(0.78) })).toBe('as-real');
    expect(use(0, { ...visitor, realOnSynthetic: predictorScores(0.55) })).toBe('apart');
  });
});

describe('copies', () => {
  const { privacy } = report;
  const none = { ...privacy, images: { ...privacy.images, copies: null }, membership: null };
  it('are a warning as soon as one measure is beyond chance', () => {
    expect(judgeEcgPrivacy(privacy)).toBe('no-sign');
    expect(judgeEcgPrivacy({ ...privacy, membership: estimateOf(0.7, 0.1) })).toBe('copies');
    expect(judgeEcgPrivacy({ ...privacy, pairs: { copies: { value: 0.1, low: 0.02, high: 0.2 } } })).toBe('copies');
    const copies = { value: 0.09, low: 0.03, high: 0.15 };
    expect(judgeEcgPrivacy({ ...privacy, images: { ...privacy.images, copies } })).toBe('copies');
    expect(judgeEcgPrivacy(none)).toBe('unknown');
  });
  it('of rows and ECGs: a warning stands, the all-clear needs both', () => {
    expect(worstPrivacy('copies', privacy)).toBe('copies');
    expect(worstPrivacy('no-sign', { ...privacy, membership: estimateOf(0.9, 0.1) })).toBe('copies');
    expect(worstPrivacy('unknown', privacy)).toBe('unknown');
    expect(worstPrivacy('no-sign', null)).toBe('no-sign-rows');
    expect(worstPrivacy('no-sign', none)).toBe('no-sign-rows');
    expect(worstPrivacy('no-sign', privacy)).toBe('no-sign');
  });
});
