/** The blinded test of readers: real or synthetic? */
import type { Message } from '../message.ts';

export const readerTestTexts = {
  'reader.title': 'Real or synthetic?',
  'reader.text':
    'A blinded test for people, alone or as a group in front of a screen: real and synthetic ones appear one by one, mixed by chance, and you say which is which. Half of them are synthetic. The better the network, the nearer the share of right answers comes to a half.',
  'reader.task': 'What is judged',
  'reader.task.ecgs': 'ECGs alone',
  'reader.task.pairs': 'ECGs with their rows',
  'reader.pictures': 'How many',
  'reader.pictures.help': 'Fewer where there are too few patients.',
  'reader.reader': 'Reader',
  'reader.reader.help': 'A number for a person, or for a group that votes. No name is asked.',
  'reader.series': 'Series',
  'reader.series.help': 'The same number gives the same pictures; each reader sees them in another order.',
  'reader.begin': 'Begin the test',
  'reader.seen': 'Reader {reader} has already judged series {series}. Choose another reader or another series.',
  'reader.waiting': 'Possible when the training has ended: a network that still changes cannot be judged.',
  'reader.dealing': 'Mixing real and synthetic',

  'reader.progress': 'Picture {number} of {total}',
  'reader.alt': 'ECG {number}, real or synthetic',
  'reader.row': 'Its row',
  'reader.real': 'Real',
  'reader.synthetic': 'Synthetic',
  'reader.undo': 'Undo',
  'reader.pause': 'Pause',
  'reader.resume': 'Go on',
  'reader.paused': 'Paused: the picture is hidden and the clock stands still.',
  'reader.leave': 'End the test',
  'reader.leave.title': 'End the test now?',
  'reader.leave.text': {
    one: '{count} answer of this reader will not be counted.',
    other: '{count} answers of this reader will not be counted.',
  },
  'reader.leave.keep': 'Go on judging',
  'reader.keys': 'Keys: ← real, → synthetic, Backspace undo, P pause, F full screen.',

  'reader.found': 'Readers told them apart: {share} of the answers are right ({low} to {high}); guessing gives 50%.',
  'reader.obvious':
    'Readers recognised nearly every one: {share} of the answers are right ({low} to {high}); guessing gives 50%.',
  'reader.chance':
    'Readers did no better than guessing: {share} of the answers are right ({low} to {high}). That does not prove real and synthetic alike: with so few answers, {high} could still be the truth.',
  'reader.reversed':
    'Readers saw a difference and named it the wrong way round: only {share} of the answers are right ({low} to {high}); guessing gives 50%. To them, synthetic ones look more real than real ones.',
  'reader.few': {
    one: '{count} answer is too little to say anything; at least {needed} are needed.',
    other: '{count} answers are too few to say anything; at least {needed} are needed.',
  },
  'reader.leans.real': 'When in doubt, the answer was “real” more often.',
  'reader.leans.synthetic': 'When in doubt, the answer was “synthetic” more often.',
  'reader.from.holdout': 'The real ones are patients put aside, from whom the network did not learn.',
  'reader.from.training':
    'The real ones are patients from whom the network learned, since too few were put aside: what it copied would pass for real.',
  'reader.from.loaded':
    'The real ones are the patients that are loaded; whether this network learned from them is not known.',
  'reader.from.simulated': 'The real ones are simulated patients drawn for this test; no network learned from them.',
  'reader.who': {
    one: '{count} reader, {pictures} different pictures. Other readers may see more, or less.',
    other: '{count} readers, {pictures} different pictures. Other readers may see more, or less.',
  },

  'reader.table.title': 'Reader by reader',
  'reader.table.caption':
    'In brackets: the 95% interval; for all together it allows for readers and pictures that come more than once. d′ says how far apart the two kinds are for a reader, in standard deviations: 0 is guessing, 1 about 69% right, 2 about 84%. Leaning is above 0 towards “real” and below 0 towards “synthetic”.',
  'reader.col.reader': 'Reader',
  'reader.col.accuracy': 'Right answers',
  'reader.col.sensitivity': 'Synthetic recognised',
  'reader.col.specificity': 'Real recognised',
  'reader.col.dPrime': 'd′',
  'reader.col.criterion': 'Leaning',
  'reader.col.seconds': 'Time a picture (median)',
  'reader.seconds': '{seconds} s',
  'reader.one': 'Reader {reader}',
  'reader.together': 'All together',
  'reader.review': 'Show the answers',
  'reader.review.help':
    'Each picture with what it is and what was said. Whoever is still to judge this series should not see it.',
  'reader.review.title': 'Reader {reader}, series {series}: mistakes first',
  'reader.review.saidSynthetic': 'said: synthetic',
  'reader.review.saidReal': 'said: real',
  'reader.review.alt': 'Picture {number}: {kind}',
  'reader.csv': 'Save every answer (CSV)',
  'reader.inReport': 'Put the result into the report',
  'reader.inReport.help': 'Into report.html and report.json, also into those that go with pairs.',
  'reader.report.lead':
    'People who were not told which is which judged real and synthetic ones, half of each, in a random order.',
  'reader.demo': 'Can you tell them from real ones?',
} as const satisfies Record<string, Message>;
