/** Adam and moving averages, in place, by our own WebAssembly. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { correctedRate, momentsOf, type AdamStep, type Parameter } from '../kernels.ts';
import { addressOf, ownModule } from './own-module.ts';
import { forgetPacked, isShared, wasmMemory } from './wasm-heap.ts';
import { withBlocks } from './work-space.ts';

/** Floats of a step's numbers. */
export const ADAM_NUMBERS = 6;

/** Whether the parameter's arrays are its own; a clone held by someone else must keep its numbers. */
export function canUpdateInPlace({ value, slots }: Parameter): boolean {
  return [value, ...Object.values(slots)].every((tensor) => !isShared(tensor));
}

/** Writes the numbers of a step to `address`, in the order of `src/assembly/adam.ts`. */
export function writeStep(address: number, step: AdamStep): void {
  const { beta1, beta2, epsilon } = step;
  new Float32Array(wasmMemory().buffer, address, ADAM_NUMBERS).set([
    beta1,
    1 - beta1,
    beta2,
    1 - beta2,
    correctedRate(step),
    epsilon,
  ]);
}

export function adamInPlace(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
  const { m, v } = momentsOf(parameter);
  withBlocks([ADAM_NUMBERS], (numbers = 0) => {
    writeStep(numbers, step);
    ownModule().adam(
      addressOf(parameter.value),
      addressOf(m),
      addressOf(v),
      addressOf(gradient),
      gradient.size,
      numbers,
    );
  });
  forgetPacked(parameter.value);
}

export function blendInPlace(parameter: Parameter, batch: Tensor, momentum: number): void {
  ownModule().blend(addressOf(parameter.value), addressOf(batch), batch.size, momentum, 1 - momentum);
  forgetPacked(parameter.value);
}
