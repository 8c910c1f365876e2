/** Of ops that no other program has: files of other programs cannot hold them, and say so. */
import type { Op } from './op.ts';

export const UNPORTABLE: Pick<Op, 'keras' | 'onnx'> = {
  keras({ name }) {
    throw new Error(`${name}: Keras has no layer for ECGs drawn as lines, or for their critic`);
  },
  onnx({ name }) {
    throw new Error(`${name}: ECGs drawn as lines, and their critic, are not written as ONNX`);
  },
};
