/** The Compare step: was anyone copied, by row, by ECG, or by both. */
import type { Message } from '../message.ts';

export const privacyTexts = {
  'privacy.question': 'Was anyone copied?',
  'privacy.answer':
    '{count} of {total} synthetic rows are equal to a real row in every column ({share}). Half of the synthetic rows lie within {distance} of a real row (0 = the same, 1 = different in everything).',
  'privacy.answer.blind':
    '{share} of the patients put aside equal a patient of the training in every column, by chance: copies of rows cannot be told apart from that here.',
  'privacy.rowsCeiling':
    'share {share} of their rows; half of the rows of one lie within {low} to {high} of a row of the other, {mean} on average. Synthetic rows in samples of the same size ({n} rows): {synthetic}.',
  'privacy.direction': 'as far apart as real patients are; nearer is a warning',
  'privacy.limits': 'This is a warning, never a promise of anonymity. No figure proves that nobody can be recognised.',
  'privacy.todo.no-sign':
    'Treat the synthetic patients with the same care as the data they were learned from until someone responsible has decided otherwise.',
  'privacy.todo.no-sign-rows':
    'A row can be new while its ECG is a copy, and the ECGs are not checked. Until they are, treat the synthetic patients as you would the data they were learned from.',
  'privacy.todo.copies':
    'Do not pass these patients on. Look at the closest ECGs below; on the Download step, leave out what is too close. Better: train for fewer epochs or with a narrower network, on more patients, and compare again.',
  'privacy.todo.unknown': 'Treat the synthetic patients with the same care as the data they were learned from.',

  'privacy.table.title': 'How near synthetic rows come to real ones',
  'privacy.table.caption':
    'Gower distance to the closest real row. Compare the last two columns: both are measured on samples of the same size. Below the range means nearer to real patients than real patients are to each other.',
  'privacy.table.measure': 'Measure',
  'privacy.table.all': 'All synthetic rows',

  'privacy.table.holdout': 'Patients held out',
  'privacy.q1': 'Distance of the nearest 1%',
  'privacy.q5': 'Distance of the nearest 5%',
  'privacy.q50': 'Distance of the nearest half',
  'privacy.nndr': 'Nearest over second nearest (lowest 5%)',
  'privacy.identical': 'Rows equal to a real one',
  'privacy.dcrShare': 'Nearer to training than to held-out patients (about 50% is right)',
  'privacy.chart.title': 'Distance to the closest real row',
  'privacy.chart.caption':
    'For the nearest 1%, 5% and half of the rows: the bar is what two halves of the real patients give, the hollow mark is synthetic in samples of the same size. A mark left of its bar is a warning.',

  'privacy.ecgs.title': 'ECGs, pairs and membership',
  'privacy.ecgs.unmeasured': 'The ECGs are not measured yet: this is about the rows only.',
  'privacy.answer.images':
    'Of the synthetic ECGs, {copies} come nearer to a training patient’s ECG than real ECGs of other patients do, after what chance gives is taken away.',
  'privacy.answer.imagesNone':
    'No more synthetic ECGs come close to a training patient’s ECG than chance gives (beyond chance: {copies}).',
  'privacy.answer.pairs': 'In {pairs} of the pairs, row and ECG both point at the same patient.',
  'privacy.answer.membership':
    'Whether somebody was in the training can be told from the synthetic pairs with an AUC of {membership}; 0.5 is guessing.',
  'privacy.images.copies': 'ECGs nearer to a training patient than chance gives',
  'privacy.pairs.copies': 'Pairs whose row and ECG point at the same patient',
  'privacy.membership': 'AUC of guessing who was in the training',
  'privacy.chance': 'By chance',
  'privacy.value': 'Value',
  'privacy.interval': '95% interval',
  'privacy.copies.title': 'Signs of copies',
  'privacy.copies.caption':
    'With 95% intervals. The line is what chance gives; an interval that lies wholly to the right of it is a warning.',
  'privacy.membership.title': 'Who was in the training?',
  'privacy.membership.caption':
    'AUC of the guess “whoever is nearer to a synthetic pair was in the training”, of training patients against patients put aside. The line at 0.5 is guessing; an interval wholly to the right of it means that the synthetic pairs give away who took part.',
  'privacy.chart.pairs': 'Pairs',
  'privacy.chart.images': 'ECGs',
  'privacy.chart.membership': 'Membership',
  'privacy.dcr.title': 'Distance to the nearest training ECG',
  'privacy.dcr.caption':
    'As a network trained on the real ECGs sees them; it has no unit. Synthetic ECGs should not be nearer to training patients than the ECGs of patients put aside are. An ECG nearer than {threshold} counts as a copy.',
  'privacy.dcr.captionNoHoldout':
    'As a network trained on the real ECGs sees them; it has no unit. Without patients put aside there is nothing to hold it against.',
  'privacy.correlation':
    'Pixel by pixel, the most alike training ECG correlates with a synthetic one at {q50} in the middle, {q95} for the nearest 5%, {max} at most (1 = the same picture).',

  'nearest.title': 'The closest ECGs beside their real patients',
  'nearest.text':
    'The {count} synthetic ECGs that come nearest to a real one, nearest first. Look whether it is the same heart or only the same kind of ECG. These pictures are shown here only: they are never part of a file.',
  'nearest.show': 'Show real patients’ ECGs',
  'nearest.list': 'The closest synthetic ECGs. Use the arrow keys to choose one.',
  'nearest.item': 'Synthetic ECG {number} of {count}, correlation {correlation}',
  'nearest.synthetic': 'Synthetic pair {number}',
  'nearest.real': 'Its nearest training patient',
  'nearest.facts': 'Distance {distance}, pixel correlation {correlation}.',
  'nearest.rowToo': 'Its row, too, is nearest to this patient: a sign of a copied pair.',
  'nearest.rowOther': 'Its row is nearer to another patient.',
  'nearest.same': 'same',
  'nearest.sameCount': '{same} of {total} columns have the same value.',
  'nearest.leaveOut':
    'ECGs that come too close can be left out of a download: tick “Leave out ECGs that are too close to a real patient” there.',
  'nearest.toDownload': 'Go to Download',
} as const satisfies Record<string, Message>;
