/** The names of all ops, as graphs have them. */
export const OP_NAMES = [
  'input',
  'dense',
  'convolve',
  'convolve-transposed',
  'norm',
  'reshape',
  'concat',
  'window-averages',
  'minibatch-deviation',
] as const;
export type OpName = (typeof OP_NAMES)[number];
