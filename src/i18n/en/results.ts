/** The Compare and Download steps. */
import type { Message } from '../message.ts';

export const resultTexts = {
  'compare.title': 'Side by side',
  'compare.lead':
    'Real patients and synthetic ones, after epoch {epoch}. Look for what only one kind has: a rhythm, a shape, a habit of the pen.',
  'compare.real.note': '{count} drawn at random from {total}',
  'compare.real.fresh': '{count} drawn for this look; no network learned from them',
  'compare.synthetic.note': '{count} from the network’s fixed noise',
  'compare.rows': 'Their rows',
  'compare.rows.text': 'Choose an ECG on either side; its row appears here.',
  'compare.column': 'Column',
  'compare.pick.real': 'Real patient {number}',
  'compare.pick.synthetic': 'Synthetic patient {number}',
  'compare.others': 'Show others',
  'compare.honest':
    'This is a look, not a measurement: sixteen pairs cannot show whether the columns match or whether anyone was copied. The measurements are below.',
  'compare.next': 'Download synthetic pairs',
  'compare.backToTraining': 'Back to training',

  'download.title': 'Take the synthetic patients with you',
  'download.lead': 'Each pair is a row in the units of your table and the ECG that belongs to it.',
  'download.pairs': 'How many pairs',
  'download.pairs.help': 'Up to {max}. More than {each} come as several archives, each complete by itself.',
  'download.seed': 'Seed',
  'download.seed.help': 'The same network and seed give the same pairs.',
  'download.csv': 'Table (pairs.csv)',
  'download.csv.programs': 'For programs',
  'download.csv.excel': 'For Excel',
  'download.csv.programs.help': 'UTF-8, comma between cells, decimal point, names as in your table.',
  'download.csv.excel.help':
    'Opens by itself in a spreadsheet: “{separator}” between cells, “{decimal}” in numbers, limits in the headings (≥ 50).',
  'download.size': 'About {bytes}',
  'download.sizeMeasuring': 'Weighing a sample …',
  'download.forecast': 'in about {time}, judged by a few pairs made for it.',
  'download.forecast.archives': {
    one: '{count} archive of at most {each} pairs.',
    other: '{count} archives of at most {each} pairs each.',
  },
  'download.where': 'Which patients (optional)',
  'download.where.placeholder': 'age > 60 and LAD_st = 1',
  'download.where.help':
    'Comparisons (= != < <= > >=) joined by and, or, not and parentheses; names with spaces in "double quotes". The others are left out, so their numbers are missing.',
  'download.where.share': 'About {percent} of synthetic patients fit (of {tried} tried).',
  'download.where.none':
    'None of {tried} synthetic patients tried fits. Widen the condition; making pairs stops if too few are found.',
  'download.where.rare':
    'Only {fitting} of {tried} synthetic patients tried fit. Making many will take long, and stops if too few are found.',
  'download.fix': 'Fixed values (optional)',
  'download.fix.help': 'Every patient has these; the rest of the row is made to belong to them. Join several by and.',
  'download.shares': 'Shares (optional)',
  'download.shares.help':
    'How often something comes: half of the patients with it, half without. Of other values: rhythm = AF = 0.3.',
  'download.cohort.share': 'About {percent} of the rows drawn are as asked for; no ECG is drawn for the others.',
  'download.cohort.near': 'Numbers near the fixed ones are taken and set to them: exactly they hardly ever come.',
  'download.cohort.weights':
    'Too few are as asked for, so patients come as they do, and the column {column} says how much each counts.',
  'download.archives': '{done} of {of} archives are whole ({bytes}).',
  'download.many.pause': 'Pause',
  'download.many.resume': 'Go on',
  'download.many.paused': 'Paused',
  'download.many.stopped': 'Cancelled. Continue with the same settings to go on behind the last whole archive.',
  'download.many.continue': { one: 'Continue ({count} pair)', other: 'Continue ({count} pairs)' },
  'download.many.done.folder': {
    one: '{count} pair is in the folder.',
    other: '{count} pairs are in the folder.',
  },
  'download.many.done.downloads': {
    one: '{count} pair was handed to the browser’s downloads.',
    other: '{count} pairs were handed to the browser’s downloads.',
  },
  'download.button': { one: 'Download {count} pair', other: 'Download {count} pairs' },
  'download.running': 'Making synthetic pairs',
  'download.done': {
    one: '{count} pair saved as {name} ({bytes}).',
    other: '{count} pairs saved as {name} ({bytes}).',
  },
  'download.again': 'Save it again',
  'download.leaveOut': 'Leave out ECGs that are too close to a real patient',
  'download.leaveOut.help':
    'An ECG is too close when it is nearer to a training patient’s than 99% of the ECGs of patients put aside are. Pairs keep their numbers, so gaps remain. This lowers a risk; it makes nobody anonymous.',
  'download.leaveOut.unknown':
    'Measure the ECGs on the Compare step first, with some patients put aside: only then is it known what too close means.',
  'download.leftOut': {
    one: '{count} pair was left out for being too close to a real patient.',
    other: '{count} pairs were left out for being too close to a real patient.',
  },
  'download.needsStop': 'Training is still running. Stop it (the network is kept) to make pairs from it.',
  'download.contents.title': 'What is in the archive',
  'download.contents.csv': 'pairs.csv',
  'download.contents.csv.text':
    'One row a patient, with the names and units of your table; the first column names the picture.',
  'download.contents.images': 'images/',
  'download.contents.images.text': '{size} × {size} px greyscale JPEG, numbered like the rows.',
  'download.contents.manifest': 'manifest.json',
  'download.contents.manifest.text': 'The recipe, settings, seed and versions: what it takes to make them again.',
  'download.contents.card': 'DATA-CARD.md',
  'download.contents.card.text': 'How they were made and what their limits are, in plain words.',
  'download.contents.report': 'report.html',
  'download.contents.report.text': 'Everything that was measured, with charts; it stands alone and prints.',
  'download.measured.title': 'What was measured of this network',
  'download.measured.none': 'Nothing yet: the data card will say so.',
  'download.measured.go': 'Compare with the real patients first',
  'download.measured.goOn': 'Measure the rest',
  'download.limits.title': 'What they are for, and what not',
  'download.limits.synthetic': 'These patients are synthetic. Say so wherever you show or share them.',
  'download.limits.diagnosis': 'Not for diagnosis, treatment or any decision about a real person.',
  'download.limits.privacy':
    'Rows and ECGs can be checked for copies on the Compare step; that is a warning, never a promise. Treat the files with the same care as the data they were learned from.',
  'download.limits.simulated': 'They were learned from simulated demo patients, so they say nothing about real ones.',
  'download.model.title': 'The trained network',
  'download.model.text':
    'To open again on this page, or to make pairs elsewhere: networks with Keras layers, the columns, and how all was made.',
  'download.model.full': 'With everything needed to train on (discriminator and optimizer state)',
  'download.model.button': 'Download model.zip',
  'download.model.running': 'Packing the network',
  'download.onnx.button': 'Download generator.onnx',
  'download.onnx.text':
    'The generator alone for ONNX Runtime, which runs from Python, C++, Java and others; the column schema is inside.',
  'download.onnx.running': 'Writing the ONNX file',
  'download.model.done': '{name} saved ({bytes}).',
} as const satisfies Record<string, Message>;
