/** The Compare step: are the pairs useful for a lesion predictor. */
import type { PredictorMetric, PredictorRun } from '../../core/report/ecg-comparison.ts';
import type { Message } from '../message.ts';

const metrics = {
  'metric.auc': 'AUC',
  'metric.accuracy': 'Accuracy',
  'metric.precision': 'Precision',
  'metric.recall': 'Recall',
  'metric.f1': 'F1',
  'metric.brier': 'Brier',
} as const satisfies Record<`metric.${PredictorMetric}`, Message>;

const runs = {
  'run-of.realOnHoldout': 'Trained on real, tested on real put aside (TRTR)',
  'run-of.realOnSynthetic': 'Trained on real, applied to synthetic pairs',
  'run-of.syntheticOnHoldout': 'Trained on synthetic, tested on real put aside (TSTR)',
  'run-of.augmentedOnHoldout': 'Trained on both, tested on real put aside',
} as const satisfies Record<`run-of.${PredictorRun}`, Message>;

const shortRuns = {
  'run-short.realOnHoldout': 'Real → real (TRTR)',
  'run-short.realOnSynthetic': 'Real → synthetic',
  'run-short.syntheticOnHoldout': 'Synthetic → real (TSTR)',
  'run-short.augmentedOnHoldout': 'Both → real',
} as const satisfies Record<`run-short.${PredictorRun}`, Message>;

const visitorRuns = {
  'run-of.visitor.realOnHoldout': 'Your predictor, on real patients put aside',
  'run-of.visitor.realOnSynthetic': 'Your predictor, on synthetic pairs',
} as const satisfies Record<string, Message>;

export const usefulnessTexts = {
  ...metrics,
  ...runs,
  ...shortRuns,
  ...visitorRuns,
  'use.question': 'Is it useful?',
  'use.answer':
    'A lesion predictor that learned from synthetic pairs alone reaches an AUC of {synthetic} on {n} real patients it has never seen; one that learned from the real patients, {real}. 0.5 is guessing, 1 is never wrong.',
  'use.answer.givenAway':
    '“{target}” is given away by “{by}” alone, so finding it shows nothing: the mean is over the other targets, if there are any.',
  'use.answer.augmented': 'Learning from both together: {augmented}.',
  'use.answer.visitor':
    'Your predictor reaches an AUC of {real} on {n} real patients put aside, and {synthetic} on the synthetic pairs. The nearer the two, the more the synthetic pairs are like real ones to it.',
  'use.answer.blind':
    'Even the one that learned from real patients may be guessing, so this says little about the synthetic ones.',
  'use.answer.unknown': 'There are too few patients put aside with and without the finding to give a number.',
  'use.ceiling': '{auc}, trained and tested on real patients',
  'use.ceilingName': 'Held against',
  'use.direction': 'AUC, accuracy, precision, recall and F1 higher (1 is best); Brier lower (0 is best)',
  'use.n': '{n} real patients put aside, {targets}',
  'use.targets': { one: '{count} target', other: '{count} targets' },
  'use.todo.as-real':
    'The pairs can stand in for real patients in a model like this one. Always test the final model on real patients.',
  'use.todo.close': 'Good enough to develop with. Train the final model on real patients.',
  'use.todo.apart':
    'Use the pairs for teaching and software tests, not to train a model that is meant to work. Look at the questions above for what is missing.',
  'use.todo.unknown': 'Put more patients aside, or add patients with the finding.',
  'use.todo.none': 'Change what the answer names, then train again.',

  'use.chart.title': 'How well lesions are found',
  'use.chart.caption':
    '{metric} for {target}, with 95% intervals by patient ({n} patients put aside, {positives} with the finding). Left of each arrow: what the predictor learned from; right: what it was tested on. Filled: tested on real patients put aside; hollow and dashed: on synthetic pairs.',
  'use.chart.captionAll':
    'Mean {metric} over all targets, with 95% intervals by patient. Left of each arrow: what the predictor learned from; right: what it was tested on. Filled: tested on real patients put aside; hollow and dashed: on synthetic pairs.',
  'use.choose.target': 'Target',
  'use.choose.metric': 'Measure',
  'use.macro': 'All targets (mean)',
  'use.table.title': 'All measures',
  'use.table.target': '{target}: {positives} of {n} patients put aside have the finding',
  'use.table.caption':
    'Sensitivity is called recall here, positive predictive value precision. AUC counts ties half; the others at a threshold of 0.5. Brier: mean squared error of the probability, lower is better. 95% intervals by bootstrap over patients. A dash: a class is missing.',
  'use.table.run': 'Trained and tested on',
  'use.article': 'Published article, 1,500,000 synthetic patients',
  'use.article.note':
    'The last line is not a goal. It is what an article reports for another network (coronarography.ai), trained on other patients and applied to synthetic ones only: the nearest thing here is “trained on real, applied to synthetic pairs”. A high number there shows that synthetic rows and ECGs agree with what the predictor expects; only the lines tested on real patients show what is worth something in the clinic.',

  'own.title': 'Use my own model',
  'own.text':
    'A TensorFlow.js LayersModel with two inputs (the ECG picture and the row of risk factors) and one output a target: choose model.json and its weight files together. It is used as it is, never trained, and stays on this computer.',
  'own.choose': 'Choose the model’s files',
  'own.back': 'Measure with the built-in predictor again',
  'own.inUse': 'These numbers are of your own model.',
  'own.time': 'Everything about the ECGs is measured again: about {time}.',
} as const satisfies Record<string, Message>;
