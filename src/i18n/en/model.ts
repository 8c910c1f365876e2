/** A saved model, opened to make pairs without the patients. */
import type { Message } from '../message.ts';

export const modelTexts = {
  'model.open.title': 'Already have a trained model?',
  'model.open.text':
    'Open a model.zip that this page saved: it makes new pairs, without the patients it was trained on.',
  'model.open.button': 'Open a model',
  'model.open.running': 'Opening {name}',
  'model.open.ask.title': 'Replace the trained network?',
  'model.open.ask.text':
    'The network trained here was not downloaded. Opening {name} replaces it; download it first, unless it is kept on this computer.',
  'model.open.ask.confirm': 'Replace it',
  'model.opened.title': '{name} is open',
  'model.opened.facts':
    'Trained for {epochs} on {patients}, with {size} px ECGs. It runs on {backend}, without its patients.',
  'model.opened.facts.demo':
    'Trained for {epochs} on {patients}, which were SIMULATED, with {size} px ECGs. It runs on {backend}, without its patients.',
  'model.opened.next': 'Make pairs',
  'model.opened.train': 'It can make pairs as it is. To train, bring patients on the Data step: it comes without any.',
  'model.opened.grid': 'Sixteen synthetic ECGs from this model',
  'demo.learnOn': 'Let it learn on',
  'demo.learnOn.text':
    'It can learn on here: the simulated patients it learned from are drawn first, then you watch every epoch.',
  'demo.learnOn.running': 'Getting ready to learn on',
  'model.opened.trainNew': 'Train a new network',
  'model.opened.compare':
    'This network was opened without its patients. To compare, train on the patients here; the computer that trained it can compare too.',
  'model.opened.download': 'This network came from {name}, so you have its file already.',
} as const satisfies Record<string, Message>;
