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
  'beat-clock',
  'mix-panels',
  'wander',
  'modulate',
  'lay-traces',
  'draw-traces',
  'print-sheet',
  'standardise',
  'augment',
  'match-rows',
] as const;
export type OpName = (typeof OP_NAMES)[number];
