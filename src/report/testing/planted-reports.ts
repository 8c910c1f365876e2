/** Reports that call for one answer each: too few patients, copies, a network that learned nothing, a good one. */
import type { Ceiling } from '../../core/report/comparison.ts';
import type { EcgCeilings, EcgComparison, StudyReport } from '../../core/report/ecg-comparison.ts';
import { ceilingOf } from './comparison-report.ts';
import { ecgComparison, estimateOf, predictorScores } from './ecg-comparison.ts';
import { studyReport } from './study-report.ts';

const good = ceilingOf({ mean: 0.95, low: 0.9, high: 1.05, n: 40, synthetic: 0.97 });
const guessing = ceilingOf({ mean: 0.5, low: 0.5, high: 0.52, n: 40, synthetic: 0.5 });
const IMAGES: EcgCeilings['images'] = {
  kid: ceilingOf({ mean: 0, low: -0.01, high: 0.01, n: 40, synthetic: 0 }),
  precision: good,
  recall: good,
  coverage: good,
  diversity: good,
};

function withEcgs(change: Partial<Omit<EcgComparison, 'ceiling'>>, ceiling: Partial<EcgCeilings> = {}): StudyReport {
  const ecgs = ecgComparison();
  return studyReport({ ...ecgs, ...change, ceiling: { ...ecgs.ceiling, ...ceiling } });
}

function withRows(study: StudyReport, change: Partial<Pick<StudyReport['ceiling'], 'shapesScore' | 'dependence'>>) {
  const meanAbsoluteDifference = ceilingOf({ mean: 0.1, low: 0.05, high: 0.2, synthetic: 0.1 });
  return { ...study, ceiling: { ...study.ceiling, correlation: { meanAbsoluteDifference }, ...change } };
}

/** The numbers of a handful of patients may be lucky: no verdict all the same. */
function tooFew(): StudyReport {
  const few: Ceiling = { ...good, n: 6 };
  const { privacy, predictor } = ecgComparison();
  const study = withEcgs(
    {
      joint: {
        columns: [],
        unreadable: ['age', 'sex'],
        score: null,
        byFinding: [],
        heartRate: null,
        reason: 'too-few',
      },
      predictor: { ...predictor, reason: 'too-few', syntheticOnHoldout: predictorScores(0.82) },
      privacy: { ...privacy, images: { ...privacy.images, copies: null }, membership: null, reason: 'too-few' },
    },
    {
      images: { kid: null, precision: few, recall: few, coverage: few, diversity: few },
      detection: { rows: null, rowsForest: null, images: null, imagesInk: null, pairs: null },
    },
  );
  return withRows(study, { shapesScore: few, dependence: null });
}

function copies(): StudyReport {
  const { privacy } = ecgComparison();
  const study = withEcgs({
    privacy: {
      ...privacy,
      images: { ...privacy.images, copies: { value: 0.3, low: 0.2, high: 0.4 } },
      pairs: { copies: { value: 0.2, low: 0.1, high: 0.3 } },
      membership: estimateOf(0.8, 0.1),
    },
  });
  const dcrShare = ceilingOf({ mean: 0.5, low: 0.44, high: 0.57, synthetic: 0.9 });
  const identicalShare = ceilingOf({ mean: 0, low: 0, high: 0.02, synthetic: 0.25 });
  const rows = { ...study.ceiling.privacy.rows, dcrShare, identicalShare };
  return {
    ...study,
    privacy: {
      ...study.privacy,
      rows: {
        ...study.privacy.rows,
        dcrShare: 0.91,
        identicalShare: 0.25,
        copies: { value: 0.24, low: 0.15, high: 0.33 },
      },
    },
    ceiling: { ...study.ceiling, privacy: { ...study.ceiling.privacy, rows } },
  };
}

/** Noise: every detector is right, no real ECG has a neighbour, and no ECG tells anything about its row. */
function untrained(): StudyReport {
  const { joint, predictor } = ecgComparison();
  const lost = ceilingOf({ mean: 0.95, low: 0.9, high: 1, n: 40, synthetic: 0.01 });
  const told = ceilingOf({ mean: 0.5, low: 0.5, high: 0.52, n: 40, synthetic: 1 });
  return withEcgs(
    {
      detection: { rows: 0.99, rowsForest: 1, images: 1, imagesInk: 1, pairs: 1 },
      images: { kid: 5, precision: 0, recall: 0, coverage: 0, diversity: 0.1 },
      joint: { ...joint, score: { value: 0.02, low: -0.1, high: 0.15 } },
      predictor: { ...predictor, syntheticOnHoldout: predictorScores(0.5) },
    },
    {
      images: { ...IMAGES, precision: lost, recall: lost, coverage: lost },
      detection: { rows: told, rowsForest: told, images: told, imagesInk: told, pairs: told },
    },
  );
}

function asReal(): StudyReport {
  const { joint, predictor } = ecgComparison();
  const study = withEcgs(
    {
      detection: { rows: 0.5, rowsForest: 0.5, images: 0.51, imagesInk: 0.5, pairs: 0.5 },
      images: { kid: 0, precision: 0.95, recall: 0.94, coverage: 0.96, diversity: 1 },
      joint: { ...joint, score: { value: 1, low: 0.9, high: 1.1 } },
      predictor: { ...predictor, syntheticOnHoldout: predictorScores(0.79) },
    },
    {
      images: IMAGES,
      detection: { rows: guessing, rowsForest: guessing, images: guessing, imagesInk: guessing, pairs: guessing },
      joint: { score: good },
    },
  );
  return withRows(study, { shapesScore: good, dependence: good });
}

export const PLANTED = {
  'too few': tooFew(),
  copies: copies(),
  untrained: untrained(),
  'as real': asReal(),
  'as usual': studyReport(),
  'rows alone': studyReport(null),
} as const satisfies Record<string, StudyReport>;
