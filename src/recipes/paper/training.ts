/** Recipe `paper` at work: it prepares nothing, and its generator makes picture and row together from noise. */
import { NoiseSampler } from '../noise-sampler.ts';
import type { RecipeTraining } from '../recipe-training.ts';
import { paperNetworks, paperStep } from './step.ts';

export const paperTraining: RecipeTraining = {
  begin: ({ kernels, networks }) => {
    const both = paperNetworks(networks);
    return { step: (input) => paperStep(kernels, both, input) };
  },
  sampler: (model, seed) => new NoiseSampler(model, seed),
};
