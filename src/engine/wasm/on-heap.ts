/** Operations on arrays, on the numbers where they lie: nothing is copied. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { type ArrayRun, mapped } from '../array-run.ts';
import { floats, newTensor } from './wasm-heap.ts';

export const onHeap: ArrayRun = ({ inputs, outputs, compute }) => {
  // All tensors before any array: making one may move the heap.
  const made = mapped(outputs, (shape: readonly number[]) => newTensor<Tensor>(shape));
  compute(mapped(inputs, floats), mapped(made, floats));
  return made;
};
