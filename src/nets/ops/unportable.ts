/** Of ops that no other program has: files of other programs cannot hold them, and say so. */
import { NotPortable } from '../node.ts';
import type { Op } from './op.ts';

export const UNPORTABLE: Pick<Op, 'keras' | 'onnx'> = {
  keras({ name }) {
    throw new NotPortable(name, 'Keras has no layer for ECGs drawn as lines, or for their critic');
  },
  onnx({ name }) {
    throw new NotPortable(name, 'ECGs drawn as lines, and their critic, are not written as ONNX');
  },
};
