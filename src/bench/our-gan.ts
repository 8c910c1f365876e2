/** Ours as a contestant: the networks and the step of the app. */
import * as tf from '@tensorflow/tfjs-core';
import type { Kernels } from '../engine/kernels.ts';
import { JointGan } from '../gan/joint-gan.ts';
import { paperNetworks, paperStep } from '../recipes/paper/step.ts';
import { batches } from './bench-batch.ts';
import { COLUMNS, PRESETS, type BenchBackend, type Preset } from './bench-case.ts';
import type { Contestant } from './contestant.ts';

const SEED = 1;

/** Built on the current backend. */
export async function ourGan(preset: Preset, kernels: Kernels, backend: BenchBackend): Promise<Contestant> {
  const { size, width, batch } = PRESETS[preset];
  const gan = await JointGan.initial({ recipe: 'paper', size, width, seed: SEED }, COLUMNS, kernels);
  const upload = batches({ size, batch, columns: COLUMNS });
  let step = 0;
  return {
    backend,
    step: () => {
      const { images, rows, noise } = upload();
      step += 1;
      const input = { realImages: images, realRows: rows, noise, seed: SEED, step };
      const losses = paperStep(kernels, paperNetworks(gan.networks), input);
      tf.dispose([images, rows, noise]);
      return losses;
    },
    dispose: () => {
      gan.dispose();
    },
  };
}
