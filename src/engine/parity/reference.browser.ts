/** The reference kernels on the cpu backend against results worked out independently. */
// Registers the gradients and the cpu backend.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ReferenceKernels } from '../reference-kernels.ts';
import { PARITY_CASES } from './cases.ts';
import { largestError, outcome } from './parity-case.ts';

describe('reference kernels on cpu', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  test.each(PARITY_CASES)('$name', async (parityCase) => {
    const truth = await outcome(parityCase, (inputs) => parityCase.truth(inputs));
    const actual = await outcome(parityCase, (inputs) => parityCase.run(new ReferenceKernels(), inputs));
    expect(largestError(actual, truth)).toBeLessThan(1e-5);
    expect(actual.leaked).toBe(0);
  });
});
