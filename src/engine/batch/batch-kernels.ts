/**
 * What is done to a batch besides layers: sums and comparisons of few numbers, chains of element-wise operations. On a GPU each is
 * one program, on wasm a loop; in tfjs operations it would be ten.
 */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

export interface Scores {
  /** [...] of one sample. */
  readonly mean: Tensor;
  readonly spread: Tensor;
  /** Farther from 0 no score is; null: as far as it may. */
  readonly limit: number | null;
}

export interface Match {
  /** [B, n] */
  readonly features: Tensor2D;
  /** [2·B, n]: of the rows, then of the other rows. */
  readonly embedded: Tensor2D;
}

export interface Modulation {
  /** [B, H, W, C] */
  readonly x: Tensor4D;
  /** [B, 2·C]: scales less 1, then shifts. */
  readonly by: Tensor2D;
}

export interface EnergySides {
  /** [views, m, d] */
  readonly made: Tensor3D;
  /** [views, n, d] */
  readonly real: Tensor3D;
  /** [views]: what distances are measured in. */
  readonly unit: Tensor1D;
}

/** Pictures that were looked at. */
export interface Looked {
  /** [B, S, S, 1] in [−1, 1] */
  readonly image: Tensor4D;
  /** [B, FEATURES] (`look.ts`) */
  readonly features: Tensor2D;
  /** [B, BANDS, 2 · FREQUENCIES]: for the gradient. */
  readonly swings: Tensor3D;
}

/** How looks are compared beside their rows (`kinds.ts`). */
export interface Kinds {
  readonly compared: number;
  readonly rowWeight: number;
  /** [components, readings] */
  readonly kernel: Tensor2D;
  /** [readings]: the number of a row that is read. */
  readonly column: Tensor1D;
}

export interface BatchKernels {
  /**
   * [B, n] → [B, n + 1]: behind every row the mean of the n features' standard deviations over its group of the batch, of which
   * `groups` lie one behind another (Karras et al. 2018, *Progressive Growing of GANs*, section 3).
   */
  withDeviation(x: Tensor2D, groups: number): Tensor2D;
  /** By x, from dy [B, n + 1]. */
  withDeviationGradient(dy: Tensor2D, x: Tensor2D, groups: number): Tensor2D;

  /**
   * [B, 2]: whether a picture goes with its row, and with another one (Miyato & Koyama 2018, *cGANs with projection
   * discriminator*): own [B, 1] + ⟨embedded, features⟩ / √n.
   */
  matched(match: Match, own: Tensor2D): Tensor2D;
  /** By the features, the picture's own logit, and both rows' embeddings, from dy [B, 2]. */
  matchedGradient(
    dy: Tensor2D,
    match: Match,
  ): { readonly dFeatures: Tensor2D; readonly dOwn: Tensor2D; readonly dEmbedded: Tensor2D };

  /** (x − mean) / spread of x [B, …], kept within ± limit. */
  standardised<T extends Tensor>(x: T, scores: Scores): T;
  /** By x, from the result y. */
  standardisedGradient<T extends Tensor>(dy: T, y: T, scores: Scores): T;

  /** leaky(x · (1 + scale) + shift) by each sample's own numbers (Perez et al. 2018, *FiLM*). */
  modulated(modulation: Modulation, slope: number): Tensor4D;
  /** From the result y, which has the sign of what LeakyReLU was given. */
  modulatedGradient(
    dy: Tensor4D,
    y: Tensor4D,
    modulation: Modulation,
    slope: number,
  ): { readonly dx: Tensor4D; readonly dBy: Tensor2D };

  /**
   * A wandering baseline [B, T, 1, S]: softplus(amount) · 8 · (own line + common line), amounts [B, S], lines straight between
   * knots, noise [B, knots · (S + 1)], the last of S + 1 common to all.
   */
  wanders(amounts: Tensor2D, noise: Tensor2D, samples: number): Tensor4D;
  /** By the amounts; noise has no gradient. */
  wandersGradient(dy: Tensor4D, amounts: Tensor2D, noise: Tensor2D): Tensor2D;

  /** Σ deflections [B, T, 1, S], upwards, around places [S] → 16 · places − amplitude · Σ: pixels from the top. */
  laid(deflections: readonly Tensor4D[], places: Tensor1D, amplitude: number): Tensor4D;
  /** By each deflection: the same for all of them. */
  deflectionGradient(dy: Tensor4D, amplitude: number): Tensor4D;

  /**
   * Energy distances (Székely & Rizzo 2013) of every view of made rows from real ones, in units, and the gradient of their mean:
   * `parts` [views, m], whose sums over m are 2 · mean |x − y| − mean |x − x'|, and `gradient` [views, m, d] by the made.
   */
  energy(sides: EnergySides): { readonly parts: Tensor2D; readonly gradient: Tensor3D };

  /** What pictures [B, S, S, 1] look like; the picture stays the caller's. */
  look(image: Tensor4D): Omit<Looked, 'image'>;
  /** By the pictures, from `by` [B, FEATURES]. */
  lookGradient(by: Tensor2D, looked: Looked): Tensor4D;

  /**
   * Looks [B, components] beside rows [B, columns], `whole` [1, B, compared + columns], and what is read (`says` [B, readings])
   * beside the numbers, `beside` [readings, B, 2].
   */
  kindRows(
    sides: { readonly look: Tensor2D; readonly row: Tensor2D; readonly says: Tensor2D },
    kinds: Kinds,
  ): { readonly whole: Tensor3D; readonly beside: Tensor3D };
  /** [B, components]: the gradients of both, times their weights, by the looks. */
  byLook(
    gradients: { readonly byWhole: Tensor3D; readonly byBeside: Tensor3D },
    kinds: Kinds,
    weights: readonly [ofWhole: number, ofReadings: number],
  ): Tensor2D;

  /** x, shortened to `most` where it is longer, plus `more` of the same shape. */
  held<T extends Tensor>(x: T, most: number, more: T): T;
}
