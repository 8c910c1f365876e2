/** Of ops that another program's files cannot hold; they say so. */
import { NotPortable } from '../node.ts';
import type { Op } from './op.ts';

export const NO_KERAS: Pick<Op, 'keras'> = {
  keras({ name }) {
    throw new NotPortable(name, 'Keras has no layer for ECGs drawn as lines, or for their critic');
  },
};

/** Of a critic: only generators are written as ONNX. */
export const NO_FILES: Pick<Op, 'keras' | 'onnx'> = {
  ...NO_KERAS,
  onnx({ name }) {
    throw new NotPortable(name, 'only generators are written as ONNX');
  },
};
