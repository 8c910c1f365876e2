/** Tensors as what they are: kernels take matrices and pictures, records hold tensors of any rank. */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

function isMatrix(x: Tensor): x is Tensor2D {
  return x.rank === 2;
}

function isPicture(x: Tensor): x is Tensor4D {
  return x.rank === 4;
}

export function matrix(x: Tensor | undefined): Tensor2D {
  if (x === undefined || !isMatrix(x)) throw new Error(`[B, numbers] is needed, not [${x?.shape.join(', ') ?? ''}]`);
  return x;
}

export function picture(x: Tensor | undefined): Tensor4D {
  if (x === undefined || !isPicture(x)) throw new Error(`[B, H, W, C] is needed, not [${x?.shape.join(', ') ?? ''}]`);
  return x;
}
