/** Mixtures of beat shapes by our own WebAssembly; `engine/ecg/panels.ts` says what they are, and does what is little. */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { panelSizes } from '../ecg/array-kernels.ts';
import type { Panels } from '../ecg/ecg-kernels.ts';
import { cutGradients, edges } from '../ecg/panels.ts';
import { addressOf, ownModule } from './own-module.ts';
import { floats, newLike, newTensor, wasmMemory } from './wasm-heap.ts';
import { withBlocks } from './work-space.ts';

/** `EcgKernels.mixPanels`. */
export function mixPanels(inputs: Panels, strips: number): Tensor4D {
  const sizes = panelSizes(inputs, strips);
  const { batch, samples, shapes, panels } = sizes;
  const y = newTensor<Tensor4D>([batch, samples, 1, strips]);
  const shares = edges(floats(inputs.cuts), sizes);
  withBlocks([shares.length], (at = 0) => {
    new Float32Array(wasmMemory().buffer, at, shares.length).set(shares);
    const arrays = [addressOf(inputs.shapes), addressOf(inputs.amounts), at, addressOf(y)] as const;
    ownModule().mixPanels(...arrays, batch, samples, shapes, strips, panels);
  });
  return y;
}

/** `EcgKernels.mixPanelsGradient`. */
export function mixPanelsGradient(
  dy: Tensor4D,
  inputs: Panels,
): { readonly dShapes: Tensor4D; readonly dAmounts: Tensor2D; readonly dCuts: Tensor1D } {
  const sizes = panelSizes(inputs, dy.shape[3]);
  const { batch, samples, shapes, strips, panels } = sizes;
  const dShapes = newLike(inputs.shapes);
  const dAmounts = newLike(inputs.amounts);
  const dCuts = newLike(inputs.cuts);
  const shares = edges(floats(inputs.cuts), sizes);
  withBlocks([shares.length, shares.length], (at = 0, byEdge = 0) => {
    new Float32Array(wasmMemory().buffer, at, shares.length).set(shares);
    ownModule().mixPanelsGradient(
      ...([addressOf(dy), addressOf(inputs.shapes), addressOf(inputs.amounts), at] as const),
      ...([addressOf(dShapes), addressOf(dAmounts), byEdge, batch, samples, shapes, strips, panels] as const),
    );
    const byEdges = new Float32Array(wasmMemory().buffer, byEdge, shares.length);
    cutGradients(byEdges, floats(inputs.cuts), sizes, floats(dCuts));
  });
  return { dShapes, dAmounts, dCuts };
}
