/** The glossary in English: the source of its terms. */
import type { GlossaryEntry } from './entry.ts';

export const glossary = {
  epoch: {
    term: 'Epoch',
    pattern: 'epochs?',
    text: 'One pass through all patients the network learns from.',
  },
  batch: {
    term: 'Batch',
    pattern: 'batch(?:es)?',
    text: 'How many patients the network looks at before it corrects itself once.',
  },
  seed: {
    term: 'Seed',
    pattern: 'seeds?',
    text: 'A number that chance starts from: the same seed gives the same result again.',
  },
  generator: {
    term: 'Generator',
    pattern: 'generators?',
    text: 'The network that makes synthetic ECGs out of random numbers.',
  },
  discriminator: {
    term: 'Discriminator',
    pattern: 'discriminators?|critics?',
    text: 'The network that learns to tell synthetic ECGs from real ones, and so teaches the generator.',
  },
  loss: {
    term: 'Loss',
    pattern: 'loss(?:es)?',
    text: 'How far a network is from its aim; the lower, the better it does. The two networks have opposite aims, so neither loss falls to nothing.',
  },
  collapse: {
    term: 'Collapse',
    pattern: 'collapsed?',
    text: 'The generator makes nearly the same ECG again and again, whatever it starts from.',
  },
  width: {
    term: 'Network width',
    pattern: 'network width|wider network|narrower network',
    text: 'How many features each layer of a network has. A wider one can learn more, takes longer, and copies sooner.',
  },
  setAside: {
    term: 'Set aside',
    pattern: '(?:set|put) aside|hold-?out',
    text: 'Patients the network never sees, so that learning can be told from copying.',
  },
  ceiling: {
    term: 'Ceiling',
    pattern: 'ceilings?|two halves of the real patients',
    text: 'The same measurement between two groups of real patients: no synthetic ones can do better.',
  },
  detection: {
    term: 'Detection',
    pattern: 'detection',
    text: 'How often a network that was trained for it tells synthetic from real. 50% is guessing: they cannot be told apart.',
  },
  coverage: {
    term: 'Coverage',
    pattern: 'coverage',
    text: 'The share of real patients that have a synthetic one like them.',
  },
  precision: {
    term: 'Precision',
    pattern: 'precision',
    text: 'The share of synthetic patients that look like some real one.',
  },
  embedding: {
    term: 'Embedding',
    pattern: 'embeddings?',
    text: 'What a network makes of an ECG: a list of numbers in which similar ECGs are near each other.',
  },
  auc: {
    term: 'AUC',
    pattern: 'AUC',
    text: 'How well two groups are told apart: 0.5 is guessing, 1 is always right.',
  },
  ks: {
    term: 'Kolmogorov–Smirnov',
    pattern: 'Kolmogorov–Smirnov',
    text: 'The largest difference between two distributions of a number: 0 is none, 1 is nothing in common.',
  },
  variation: {
    term: 'Total variation',
    pattern: 'total variation',
    text: 'The difference between two distributions of values: the share that would have to change to make them equal.',
  },
  bootstrap: {
    term: 'Bootstrap',
    pattern: 'bootstrap',
    text: 'An interval found by drawing patients again and again, with replacement.',
  },
  correlation: {
    term: 'Correlation',
    pattern: 'correlations?',
    text: 'How closely two columns go together, from −1 to 1; 0: not at all.',
  },
  interval: {
    term: '95% interval',
    pattern: String.raw`95\s?% intervals?`,
    text: 'Where the true value lies with 95% certainty; the fewer patients, the wider.',
  },
  dPrime: {
    term: 'd′',
    pattern: 'd′',
    text: 'How well a reader tells synthetic from real, whatever he tends to answer: 0 is guessing, above 2 is nearly always right.',
  },
  webgpu: {
    term: 'WebGPU',
    pattern: 'WebGPU',
    text: 'How the page computes on the graphics processor of this computer.',
  },
  wasm: {
    term: 'WebAssembly',
    pattern: 'WebAssembly',
    text: 'How the page computes on the ordinary processor, nearly as fast as a program does.',
  },
  onnx: {
    term: 'ONNX',
    pattern: 'ONNX',
    text: 'A file format for networks that programs in many languages can run.',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type Glossary = Readonly<Record<keyof typeof glossary, GlossaryEntry>>;
