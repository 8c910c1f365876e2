/** The Train step. */
import type { Message } from '../message.ts';

const words = {
  'words.starting': 'Just started. The first epochs are noise; that is how it should be.',
  'words.measured':
    'The first ECGs are drawn as your pictures were measured, before any training; each epoch makes them more like yours.',
  'words.both':
    'Both networks are learning. The tiles differ from one another by {share} of what real ECGs do: nothing to change. Whether they look like ECGs yet is for your eyes, and for the Compare step.',
  'words.learning':
    'Both networks are learning: nothing to change. Whether the tiles look like ECGs yet is for your eyes, and for the Compare step.',
  'words.alike':
    'Collapse: the tiles are nearly the same. They differ from one another by only {share} of what real ECGs do. If it stays so for long, stop and train again with another seed.',
  'words.ahead':
    'The discriminator is far ahead: it tells every synthetic pair from a real one. If this lasts, more patients or a narrower network help.',
  'words.behind':
    'The discriminator is guessing. That happens when the pictures are convincing, or when it has stopped learning: let your eyes decide.',
  'words.past.alike':
    'At the end the tiles had collapsed: they differed from one another by only {share} of what real ECGs do. Go back to an earlier epoch, or train again with another seed.',
  'words.past.ahead': 'At the end the discriminator was far ahead: it told every synthetic pair from a real one.',
  'words.past.behind':
    'At the end the discriminator was guessing: the pictures had convinced it, or it had stopped learning.',
  'words.paused': 'Paused. Nothing is computed until you resume.',
} as const satisfies Record<string, Message>;

export const trainTexts = {
  ...words,
  'train.title': 'Train',
  'train.title.running': 'Learning from your patients',
  'train.title.demo': 'Learning from the demo patients',
  'train.title.done': 'Training is finished',
  'train.title.stopped': 'Stopped, and kept',
  'train.lead':
    'Choose how thorough. Starting needs no other setting, and you can stop at any time and keep what there is.',
  'train.start': 'Start training',
  'train.again': 'Train again',
  'train.again.title': 'Replace the trained network?',
  'train.again.text':
    'A new training starts from the beginning. The network you have now is lost unless you downloaded it or it is kept on this computer.',
  'train.again.confirm': 'Replace it',
  'train.next': 'Compare with real ones',

  'preset.label': 'How thorough',
  'preset.quick': 'Quick look',
  'preset.quick.text': 'Small pictures, measured from yours and trained for a minute or two.',
  'preset.best': 'Best on this computer',
  'preset.best.text': 'Pictures as large as this computer trains in some minutes; the best epoch is kept.',
  'preset.paper': 'As published',
  'preset.paper.text': 'The article’s networks at full size. Needs a graphics processor with memory to spare.',
  'preset.custom': 'Your settings',
  'preset.custom.text': 'What you chose under Settings.',
  'preset.suggested': 'Suggested for this computer',
  'preset.picture': '{size} × {size} px',
  'time.range': '{from} to {to}',
  'time.tooLong': 'not on this computer: it would take weeks',
  'train.long.title': 'Start a training of weeks?',
  'train.long.text':
    'At the speed measured here these settings take about {time}. Fewer epochs, smaller pictures or a computer with a graphics processor do it sooner.',
  'train.long.confirm': 'Start all the same',
  'preset.perEpoch': '{time} an epoch',
  'preset.memory': '{bytes} of memory',
  'preset.parameters': '{count} parameters',
  'preset.unknown': 'still measuring this computer',
  'preset.noFit': 'Needs {needed} where this computer allows {limit}.',
  'preset.noFitLead': 'These settings do not fit this computer',
  'preset.offer': 'Use {size} px at width {width} instead',
  'preset.fits': 'Fits this computer',

  'settings.title': 'Settings',
  'settings.hide': 'Hide settings',
  'settings.recipe': 'Recipe',
  'settings.recipe.paper': 'As in the article',
  'settings.recipe.paper.why': 'The published method, layer by layer.',
  'settings.recipe.modern': 'Measured sheets',
  'settings.recipe.modern.why':
    'Rows from a model of your table, ECGs drawn as lines on the sheet that your pictures share: readable from the first minute. For 3 × 4 sheets with rhythm strips; other pictures fall back on a plain network.',
  'settings.size': 'Picture size',
  'settings.size.why': '200 px is the article’s. 64 px is about 20 times cheaper and still shows the rhythm.',
  'settings.fit': 'Proportions',
  'settings.fit.keep': 'Kept, white beside the sheet',
  'settings.fit.keep.why': 'An ECG keeps its shape; of a wide sheet the lines above and below it stay white.',
  'settings.fit.stretch': 'Squeezed into the square',
  'settings.fit.stretch.why':
    'As in the article. Of pictures that are not square, time and voltage are squeezed by different amounts: slopes and shapes change.',
  'settings.width': 'Network width',
  'settings.width.why': '1 is the article’s network. Less is faster and needs less memory, and draws less detail.',
  'settings.epochs': 'Epochs',
  'settings.epochs.why':
    'How often every patient is seen. The article used 5,000; you can stop earlier and keep the result.',
  'settings.batch': 'Batch',
  'settings.batch.why':
    'Patients looked at in one step. 10 is the article’s; larger is steadier and needs more memory.',
  'settings.seed': 'Seed',
  'settings.seed.why': 'The same seed on the same computer gives the same run. Change it to try your luck again.',
  'settings.holdout': 'Patients set aside for the comparison',
  'settings.holdout.why':
    'They are never trained on: only against patients it has not seen can one tell whether the network learned or copied.',
  'settings.holdout.means': {
    one: '{count} of {patients} patients is set aside.',
    other: '{count} of {patients} patients are set aside.',
  },
  'settings.holdout.column': 'Several ECGs of one patient stay together, by the column “{column}”.',
  'settings.backend': 'Trains with',
  'settings.backend.why': 'Automatic takes the fastest that works here: {chosen}.',
  'settings.backend.measuring': 'Automatic takes the fastest that works here.',

  'run.epoch': 'Epoch {epoch} of {epochs}',
  'run.before': 'Getting ready',
  'run.preparing': 'Preparing the patients and building the networks',
  'run.step': 'step {step} of {steps}',
  'run.left': 'about {time} left',
  'run.rate': '{time} an epoch',
  'run.trainedFor': 'trained for {time}',
  'run.fit.keep': 'proportions kept',
  'run.fit.stretch': 'squeezed into a square',
  'run.recipe': 'recipe {recipe}, {size} px ({fit}), width {width}, batch {batch}, seed {seed}',
  'run.patients': '{patients}, {columns}',
  'run.setAside': '{count} more set aside for the comparison',
  'run.constant': 'Not learned, because all patients that are trained on have the same value or none: {columns}.',
  'sheet.fits': 'Your ECGs were measured: {layout}. Their traces explain {percent} of the ink of a usual picture.',
  'sheet.odd': {
    one: '{count} of {measured} pictures lies otherwise or is explained less.',
    other: '{count} of {measured} pictures lie otherwise or are explained less.',
  },
  'sheet.elsewhere': {
    one: '{count} more picture has another layout: nothing is learned from it.',
    other: '{count} more pictures have other layouts: this is the largest, and nothing is learned from the others.',
  },
  'sheet.no-strips':
    'No ECG traces were found in your pictures, so a plain network draws them: it knows nothing of ECGs and needs far longer.',
  'sheet.several-layouts':
    '{odd} of {measured} pictures lie otherwise than the rest, so a plain network draws them: it knows nothing of ECGs and needs far longer. Give pictures of one layout for a better result.',
  'sheet.unexplained':
    'Only {percent} of the ink of your pictures could be followed as ECG traces, so a plain network draws them: it knows nothing of ECGs and needs far longer. Upright sheets of one layout (3 × 4, 6 × 2, 12 × 1 …) do better.',

  'run.goOn': 'Go on to epoch {epochs}',
  'run.trainOn': { one: '{count} more epoch', other: '{count} more epochs' },
  'run.pause': 'Pause',
  'run.resume': 'Resume',
  'run.stop': 'Stop and keep',
  'run.stopping': 'Stopping after this step …',
  'run.software': 'Emulated graphics processor: correct, but slow.',
  'run.finished': 'All {count} epochs are done.',
  'run.stopped': 'Stopped after epoch {epoch}. The network is kept and ready to use.',
  'run.settled':
    'It ended by itself after epoch {epoch}: no epoch since {chosen} was better. Pairs are made from epoch {chosen}; with more epochs training can go on.',
  'run.chosen':
    'Of {epoch} epochs, epoch {chosen} was the best: pairs are made from it. Training can go on from the last.',
  'run.notScored':
    'There are too few patients to spare some who say how good an epoch is: all {epochs} epochs are trained, and pairs are made from the last.',
  'run.status': 'How it goes',
  'run.progress': 'Training progress',
  'run.lost': 'Training ended early',

  'stage.full': 'Full screen',
  'stage.leave': 'Leave full screen',
  'stage.keys': 'Keys: F full screen, P pause and go on, N one epoch more.',
  'stage.keys.still': 'Keys: F full screen, arrows choose an ECG.',
  'grid.title': 'Synthetic ECGs after epoch {epoch}',
  'grid.title.measured': 'Synthetic ECGs as measured, before training',
  'grid.waiting': 'The first grid appears after the first epoch.',
  'grid.waiting.simulated': 'Sixteen ECGs, always from the same sixteen noises.',
  'grid.label': 'Sixteen synthetic ECGs. Use the arrow keys to choose one.',
  'grid.tile': 'Synthetic ECG {number} of {count}',
  'grid.stretch': 'Stretch contrast',
  'grid.stretch.on': 'Contrast is stretched to show faint shapes. Saved files are not stretched.',
  'grid.stretch.off': 'Shown exactly as generated.',
  'grid.save': 'Save this grid (PNG)',
  'grid.saveAll': 'Save every epoch’s grid (ZIP)',
  'grid.timeLapse': 'Time-lapse (GIF)',
  'grid.timeLapse.running': 'Drawing the time-lapse',
  'grid.timeLapse.caption': 'Synthetic · epoch {epoch}',
  'tile.title': 'Synthetic patient {number}',
  'tile.row.opened': 'Its row, in the units of the table that this network learned from',
  'tile.row': 'Its row, in the units of your table',
  'real.title': 'Real ones to compare',
  'real.title.simulated': 'Demo patients to compare',
  'real.failed': 'The real ECGs could not be opened.',

  'losses.title': 'Losses',
  'loss.generatorLoss': 'generator',
  'loss.discriminatorLoss': 'discriminator',
  'losses.text': 'How wrong each network is. They pull against each other, so neither should reach zero.',
  'losses.epoch': 'epoch {epoch}',
  'losses.waiting': 'The curve starts after the second epoch.',
  'losses.loading': 'Drawing the chart …',
  'losses.summary': 'Losses up to epoch {epoch}: {losses}.',
  'losses.one': '{name} {loss}',

  'match.title': 'Columns so far',
  'match.text':
    'Each column by itself, the rows made after epoch {epoch} are spread like the real ones to {score} out of 1; two groups of real patients reach {low} to {high}. A quick look at {rows} rows: the Compare step measures properly, and the ECGs too.',

  'leave.title.running': '{percent} · epoch {epoch} of {epochs} · {app}',
  'leave.title.preparing': 'Preparing · {app}',
  'leave.title.paused': 'Paused · epoch {epoch} of {epochs} · {app}',
  'leave.title.finished': 'Done · {app}',
  'leave.title.loading': '{percent} · {stage} · {app}',
} as const satisfies Record<string, Message>;
