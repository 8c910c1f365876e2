/** The Compare step: the measurements that need trained networks; do the ECGs look right, and does a row fit its ECG. */
import type { EcgComparisonPart, NoScoreReason } from '../../core/report/ecg-comparison.ts';
import type { Message } from '../message.ts';

const parts = {
  'part.image-predictor': 'Training a network that reads real ECGs',
  'part.images': 'Comparing the ECGs',
  'part.joint': 'Reading rows from their ECGs',
  'part.predictor': 'Training lesion predictors on real and on synthetic patients',
  'part.detection': 'Training networks to tell synthetic from real',
  'part.privacy': 'Looking for copies of real patients',
  'part.projections': 'Drawing maps of the ECGs',
} as const satisfies Record<`part.${EcgComparisonPart}`, Message>;

const reasons = {
  'reason.no-holdout':
    'No patient was put aside before the training, so there is nobody to test on. Train again with a share of the patients put aside (Train step, Settings).',
  'reason.too-few':
    'There are too few patients put aside, or too few of them with and without the finding. Add patients, or put a larger share aside (Train step, Settings).',
  'reason.nothing-readable':
    'No column can be read from the real ECGs put aside better than by guessing, so nothing can be asked of synthetic ones. More patients or larger pictures may change that; it may also be that these columns do not show in an ECG.',
  'reason.no-targets':
    'No column is a target. Give the columns that a model should predict (lesions, ischaemia) the role Target on the Check step, and train again.',
} as const satisfies Record<`reason.${NoScoreReason}`, Message>;

export const ecgComparisonTexts = {
  ...parts,
  ...reasons,
  'measure.title': 'The ECGs are not measured yet',
  'measure.text':
    'Do the ECGs look right? Does a row fit its ECG? Was anyone’s ECG copied? Are the pairs useful? To answer, this page trains small networks of its own on this computer. Nothing leaves it, and you can cancel at any time.',
  'measure.run': 'Measure the ECGs (about {time} on this computer)',
  'measure.noHoldout':
    'No patient was put aside in this training. Likeness and variety can be measured; fit, copies and use need patients the network has never seen.',
  'measure.rowsFirst': 'This can start when the rows are compared.',
  'measure.running': 'Measuring the ECGs',

  'ecgs.question': 'Do the ECGs look right?',
  'ecgs.answer.likeness':
    'Of the synthetic ECGs, {precision} lie where real ones lie (precision); {coverage} of the real ones have a synthetic one close by (coverage).',
  'ecgs.answer.aside':
    'Their kernel distance (KID) from the ECGs trained on is {synthetic}; that of the ECGs of patients set aside is {aside}.',
  'ecgs.answer.detection':
    'Shown one real and one synthetic ECG, a network trained for it picks the right one in {auc} of cases; 50% is guessing.',
  'ecgs.answer.others':
    'By the row alone, a classifier picks the right one in {rows} of cases; by row and ECG together, in {pairs}.',
  'ecgs.answer.none': 'There are too few patients to compare the ECGs.',
  'ecgs.direction': 'precision, recall and coverage higher; diversity near 1; distance and detection lower',
  'ecgs.score': 'Precision {precision}, recall {recall}, coverage {coverage}, diversity {diversity}',
  'ecgs.ceiling': 'reach a coverage of {coverage}. Synthetic ECGs in samples of the same size ({n}): {synthetic}.',
  'ecgs.n': '{train} real ECGs trained on, {synthetic} synthetic ones',
  'ecgs.todo.as-real': 'Nothing. Look at the maps for single real shapes that are never made.',
  'ecgs.todo.close': 'A longer training may close the gap. The chart shows which score is short.',
  'ecgs.todo.apart':
    'Train longer, or with a wider network or larger pictures. High detection with good precision often means a texture that only the network’s pictures have; low coverage or diversity means too few kinds of ECG.',
  'ecgs.todo.unknown': 'Add patients: each half needs enough ECGs to be compared.',

  'ecgs.scores.title': 'Scores of the ECGs',
  'ecgs.scores.caption':
    'The bar is what two halves of the real ECGs reach against each other; the hollow mark is synthetic in samples of the same size. Precision: synthetic ECGs that lie among real ones. Recall: real ECGs that lie among synthetic ones. Coverage: real ECGs with a synthetic neighbour. Diversity: how unlike one another synthetic ECGs are, real = 1; a mark left of its bar means less variety. All but diversity as a network trained on the real ECGs sees them.',
  'ecgs.precision': 'Precision',
  'ecgs.recall': 'Recall',
  'ecgs.coverage': 'Coverage',
  'ecgs.diversity': 'Diversity',
  'ecgs.kid': 'Kernel distance (KID)',
  'ecgs.kid.aside': 'Beside patients set aside',
  'ecgs.kid.title': 'Distance between the two groups of ECGs',
  'ecgs.kid.caption':
    'Kernel distance (KID) between real and synthetic ECGs, as a network trained on the real ones sees them. It has no unit: 0 means no difference, and the bar is what two halves of the real ECGs give by chance.',
  'ecgs.kid.caption.aside':
    'In the second line the bar is how far ECGs of patients set aside lie from those trained on: no less can be asked.',
  'ecgs.table.measure': 'Measure',
  'ecgs.table.all': 'All synthetic ECGs',

  'detection.title': 'Can a network tell them apart?',
  'detection.caption':
    'AUC of networks trained to tell real from synthetic: 0.5 is guessing, 1 never wrong; lower is better. The bar is the same between two groups of real patients; the hollow mark is synthetic. Pairs much higher than rows and ECGs each by themselves: rows and ECGs do not fit each other.',
  'detection.rows': 'By rows alone',
  'detection.rowsForest': 'By rows alone, a random forest',
  'detection.images': 'By ECGs alone',
  'detection.pairs': 'By row and ECG together',
  'detection.guessing': 'guessing',

  'joint.question': 'Does the row fit its ECG?',
  'joint.answer':
    'What a real ECG tells about its row, a synthetic one tells to {score} ({low} to {high}): 0 means that row and ECG have nothing to do with each other, 1 that they belong together as in real patients.',
  'joint.answer.columns': {
    one: 'Asked of {count} column that can be read from real ECGs: {columns}.',
    other: 'Asked of {count} columns that can be read from real ECGs: {columns}.',
  },
  'joint.answer.unreadable': {
    one: '{count} column cannot be read from real ECGs, so nothing is asked of it.',
    other: '{count} columns cannot be read from real ECGs, so nothing is asked of them.',
  },
  'joint.ceiling':
    'reach {low} to {high}, {mean} on average, when real pairs put aside take the place of synthetic ones.',
  'joint.ceilingName': 'Real pairs',
  'joint.n': '{holdout} real patients put aside, {synthetic} synthetic pairs',
  'joint.todo.as-real': 'Nothing: rows and ECGs can be studied together, as far as these columns show.',
  'joint.todo.close': 'A longer training may close the gap. The chart shows which column is weaker than in real.',
  'joint.todo.apart':
    'Do not study relations between rows and ECGs on these pairs. Train longer or with a wider network; larger pictures show finer signs.',
  'joint.todo.unknown': 'Put more patients aside: the interval is too wide to say.',
  'joint.todo.none': 'Change what the answer names, then train again.',
  'joint.ruler': 'real pairs put aside',
  'joint.chart.title': 'What an ECG tells about its row',
  'joint.chart.caption':
    'How well each column is read from the ECG by a network trained on real ones: 0.5 is guessing, 1 is never wrong, with 95% intervals. Synthetic should be where real is. Shuffled is the control: the same synthetic ECGs with the rows of other patients. It must come out near 0.5; if synthetic is no better than shuffled, the row does not fit its ECG.',
  'joint.shuffled': 'Shuffled (control)',
  'joint.unreadable':
    'Not readable from real ECGs put aside (no better than guessing, or too few patients): {columns}. That is no fault of the synthetic patients.',
} as const satisfies Record<string, Message>;
