import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PREDICTOR_METRICS } from '../core/report/ecg-comparison.ts';
import { auc, weightedAuc } from './auc.ts';
import { concordance, weightedConcordance } from './concordance.ts';
import golden from './golden/networks.json' with { type: 'json' };
import { predictorScores } from './predictor-scores.ts';

const small = fc.integer({ min: 0, max: 4 });

describe('AUC and concordance', () => {
  it.each(golden.weightedAuc)(
    'records that count several times: AUC $auc',
    ({ scores, labels, weights, auc: wanted }) => {
      expect(weightedAuc(scores, labels)(weights)).toBeCloseTo(wanted, 12);
    },
  );

  it.each(golden.concordance)('concordance of all pairs, $concordance', (one) => {
    expect(concordance(one.predicted, one.truths)).toBeCloseTo(one.concordance, 12);
    expect(weightedConcordance(one.predicted, one.truths)(one.weights)).toBeCloseTo(one.weighted, 12);
  });

  it('the concordance of a 0 or 1 is its AUC, ties, constants and missing classes included', () => {
    const row = fc.tuple(small, fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const scores = rows.map(([score]) => score);
        const truths = rows.map(([, truth]) => truth);
        const weights = rows.map(([, , weight]) => weight);
        const area = auc(scores, truths);
        if (Number.isNaN(area)) expect(concordance(scores, truths)).toBeNaN();
        else expect(concordance(scores, truths)).toBeCloseTo(area, 12);
        const weighted = weightedAuc(scores, truths)(weights);
        if (Number.isNaN(weighted)) expect(weightedConcordance(scores, truths)(weights)).toBeNaN();
        else expect(weightedConcordance(scores, truths)(weights)).toBeCloseTo(weighted, 12);
      }),
    );
  });

  it('a constant prediction is chance, the truth itself 1, its opposite 0', () => {
    const truths = [3, 1, 1, 8, 5];
    expect(concordance([7, 7, 7, 7, 7], truths)).toBe(0.5);
    expect(concordance(truths, truths)).toBe(1);
    expect(
      concordance(
        truths.map((x) => -x),
        truths,
      ),
    ).toBe(0);
    expect(concordance([1, 2], [4, 4])).toBeNaN();
    expect(concordance([], [])).toBeNaN();
  });
});

describe('predictorScores', () => {
  const { probabilities, truths, targets, macro, intervals } = golden.predictor;
  const predictions = {
    names: ['a', 'b', 'c'],
    probabilities: Float32Array.from(probabilities.flat()),
    truths: Float32Array.from(truths.flat(), (truth) => truth ?? Number.NaN),
    patients: null,
    seed: 4,
  };
  const scores = predictorScores(predictions);

  it('as NumPy has it; unknown truths are left out and not counted', () => {
    for (const [i, wanted] of targets.entries()) {
      const target = scores.targets[i];
      expect(target).toMatchObject({ n: wanted.n, positives: wanted.positives });
      for (const metric of PREDICTOR_METRICS) expect(target?.[metric]?.value).toBeCloseTo(wanted[metric], 6);
    }
    for (const metric of PREDICTOR_METRICS) expect(scores.macro[metric]?.value).toBeCloseTo(macro[metric], 6);
    expect(scores.n).toBe(truths.length);
    // Never called positive.
    expect(scores.targets[2]?.precision?.value).toBe(0);
  });

  it('intervals are those of the bootstrap', () => {
    for (const metric of ['auc', 'accuracy', 'f1', 'brier'] as const) {
      const [low = 0, high = 0] = intervals[metric];
      const found = scores.targets[0]?.[metric];
      const tolerance = 0.12 * (high - low);
      expect(Math.abs((found?.low ?? 9) - low), metric).toBeLessThan(tolerance);
      expect(Math.abs((found?.high ?? 9) - high), metric).toBeLessThan(tolerance);
    }
  });

  it('records of one patient are drawn together: doubling every record changes nothing', () => {
    const twice = predictorScores({
      ...predictions,
      probabilities: Float32Array.from([...predictions.probabilities, ...predictions.probabilities]),
      truths: Float32Array.from([...predictions.truths, ...predictions.truths]),
      patients: Int32Array.from({ length: 2 * truths.length }, (_, row) => 1000 + (row % truths.length)),
    });
    expect(twice.n).toBe(truths.length);
    expect(twice.targets[1]).toMatchObject({ n: targets[1]?.n, positives: targets[1]?.positives });
    for (const metric of PREDICTOR_METRICS) {
      for (const edge of ['value', 'low', 'high'] as const) {
        expect(twice.macro[metric]?.[edge]).toBeCloseTo(scores.macro[metric]?.[edge] ?? 9, 9);
      }
    }
  });

  it('a target of one class has no number and does not count in the mean', () => {
    const none = predictorScores({
      ...predictions,
      truths: predictions.truths.map((truth, i) => (i % 3 === 0 ? truth : 0)),
    });
    expect(none.targets[1]).toMatchObject({ positives: 0, auc: null, accuracy: null, brier: null });
    expect(none.macro.auc).toEqual({ ...none.targets[0]?.auc });
  });

  it.each([0, 1, 2, 3])('%i records: numbers or null, never NaN', (n) => {
    const tiny = predictorScores({
      names: ['a', 'b'],
      probabilities: Float32Array.from({ length: 2 * n }, (_, i) => i / 8),
      truths: Float32Array.from({ length: 2 * n }, (_, i) => (i === 2 ? Number.NaN : i % 4 === 0 ? 1 : 0)),
      patients: null,
      seed: 1,
    });
    const plain = JSON.stringify(tiny, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value,
    );
    expect(plain).not.toContain('NaN');
    expect(tiny.n).toBe(n);
  });

  it('no targets, no scores; predictions that are no numbers are refused', () => {
    const empty = { names: [], probabilities: [], truths: [], patients: null, seed: 1 };
    expect(predictorScores(empty)).toMatchObject({ targets: [], macro: { auc: null, brier: null } });
    expect(() => predictorScores({ ...empty, names: ['a'], probabilities: [Number.NaN], truths: [1] })).toThrow(
      'no number',
    );
  });
});
