/** Past epochs: the strip, the curve, advice, and going back. */
import type { Message } from '../message.ts';

export const pastEpochTexts = {
  'past.title': 'Past epochs',
  'past.text':
    'A quick score every now and then, always from the same noises; 1 is as real. Columns: how alike each column is spread. ECGs: how alike the average and the spread of the sixteen tiles are. The Compare step measures properly.',
  'past.kept':
    'Up to {most} of these networks are kept while this page is open: the best, the newest, and others spread evenly.',
  'past.kept.few': {
    one: 'This network is so large that beside its last state only {count} earlier one is kept while this page is open: the best.',
    other:
      'This network is large: beside its last state {count} earlier ones are kept while this page is open, the best among them.',
  },
  'past.goBack': 'Once training has ended, choose one to compare and download from it.',
  'past.choose': 'Choose one to compare and download from it; the end of the training is not lost.',
  'past.strip': 'Kept epochs',
  'past.epoch': 'Epoch {epoch}',
  'past.score': 'score {score}',
  'past.noScore': 'not scored',
  'past.best': 'best',
  'past.inUse': 'in use',
  'past.use.label': 'Use epoch {epoch}, {score}',
  'past.use.best': 'Use epoch {epoch}, {score}, the best',
  'past.changing': 'Changing the epoch …',
  'past.notice': 'Epoch {epoch} is in use',
  'past.notice.text':
    'Comparisons, pairs and models are now those of epoch {epoch}, not of the end of the training. Training that goes on goes on from its end.',
  'past.notice.best':
    'Comparisons, pairs and models are those of epoch {epoch}, the best by its score. Training that goes on goes on from its end.',
  'past.text.scored':
    'A score of every epoch by patients that training learns nothing from, always from the same noises; 1 is as real. The Compare step measures properly.',
  'past.last': 'Back to the end of the training',
  'past.notFull': 'Of a past epoch only what makes pairs is kept, so training cannot go on from it.',
  'past.chart': 'Scores of {count} measured epochs; the best is epoch {epoch} with {score}.',
  'past.chart.score': 'score',
  'past.chart.columns': 'columns',
  'past.chart.pictures': 'ECGs',
  'advice.past.discriminator-wins':
    'The discriminator won: over the last {epochs} epochs its loss was {discriminator}, next to nothing, and the generator’s {generator} and did not fall. More patients, a narrower network or another seed help; so may an earlier epoch.',
  'advice.past.tiles-repeat':
    'The tiles had collapsed: they differed from one another by {share} of what real ECGs do, at each of the last {times} measurements. Go back to an earlier epoch, or train again with another seed.',
  'advice.past.improving':
    'It was still improving at the end: the best was epoch {best}, with a score of {score}. More epochs may help.',
  'advice.past.not-improving': {
    one: 'It had not improved for {count} epoch: the best was epoch {best}, with a score of {score}.',
    other: 'It had not improved for {count} epochs: the best was epoch {best}, with a score of {score}.',
  },
  'advice.discriminator-wins':
    'The discriminator is winning: over the last {epochs} epochs its loss was {discriminator}, next to nothing, and the generator’s {generator} and not falling. More patients, a narrower network or another seed help; so may an earlier epoch.',
  'advice.tiles-repeat':
    'The tiles have collapsed: they differ from one another by {share} of what real ECGs do, at each of the last {times} measurements. Go back to an earlier epoch, or train again with another seed.',
  'advice.improving': 'Still improving: the best so far is epoch {best}, with a score of {score}.',
  'advice.not-improving': {
    one: 'It has not improved for {count} epoch: the best was epoch {best}, with a score of {score}.',
    other: 'It has not improved for {count} epochs: the best was epoch {best}, with a score of {score}.',
  },
} as const satisfies Record<string, Message>;
