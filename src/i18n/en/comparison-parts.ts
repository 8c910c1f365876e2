/** The Compare step: what is measured beside the scores: heart rates, findings one by one, traces alone, copies by epoch. */
import type { Message } from '../message.ts';

export const comparisonPartTexts = {
  'joint.answer.heartRate':
    'The heart rate in {column} differs from the one measured in the picture by {synthetic} beats a minute in the middle; in real patients put aside, by {real}; with the rows of other pairs, by {shuffled}.',
  'joint.answer.noBeats':
    'No heart rate can be measured in the synthetic ECGs: {count} of them show no beats, {compared} could be compared with their rows.',
  'joint.answer.findings': {
    one: 'By finding: {count} has at least 30 patients and can be read; its part is {low}.',
    other: 'By finding: {count} have at least 30 patients and can be read; their parts run from {low} to {high}.',
  },
  'joint.findings.title': 'What is kept of each finding',
  'joint.findings.caption':
    'Of findings that at least 30 real patients have: what a synthetic ECG tells of it, as a share of what a real one tells. 1 = as real, 0 = nothing; with 95% intervals.',
  'joint.findings.asReal': 'as real',
  'joint.findings.share': 'Share of real',
  'joint.findings.positives': 'Real patients with it',
  'joint.rate.title': 'Heart rate of the row, and of the picture',
  'joint.rate.caption':
    'Beats a minute in {column} against those measured in the picture: the middle difference. Real: patients put aside, which is what pictures of this size let measure.',
  'joint.rate.difference': 'Middle difference, beats a minute',
  'joint.rate.compared': 'Pairs compared',
  'joint.rate.withoutBeats': 'Pictures without beats',

  'ecgs.answer.ink':
    'Shown their traces alone, black on white, without paper, contrast or blur, it picks the right one in {auc} of cases.',
  'detection.imagesInk': 'By traces alone',

  'privacy.answer.rowCopies':
    'Of the synthetic rows, {copies} come nearer to a training row than rows of other patients do, after what chance gives is taken away.',
  'privacy.rowCopies': 'Rows nearer to a training row than chance gives',
  'privacy.chart.rows': 'Rows',
  'privacy.epochs.title': 'Copied ECGs at every kept epoch',
  'privacy.epochs.caption':
    'ECGs nearer to a training patient than chance gives, of 192 drawn at each epoch that can be gone back to. A share that grows with the epochs is a network that learns its patients by heart: go back.',
  'privacy.epochs.epoch': 'Epoch',
} as const satisfies Record<string, Message>;
