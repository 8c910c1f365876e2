/** What a person chooses for one training run, its defaults and its checks. Pure data: recorded in the manifest as it is. */
import { requireChoice, requireLimits } from './option-limits.ts';

export const IMAGE_SIZES = [64, 128, 200] as const;
export type ImageSize = (typeof IMAGE_SIZES)[number];

/** How a picture comes into the square: with white beside it, or squeezed as in the article. */
export const FITS = ['keep', 'stretch'] as const;
export type Fit = (typeof FITS)[number];

/** Whether photographs and scans are straightened before anything learns from them: where they are found to need it, or none. */
export const STRAIGHTEN_CHOICES = ['auto', 'off'] as const;
export type Straighten = (typeof STRAIGHTEN_CHOICES)[number];

export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];
export type BackendChoice = 'auto' | BackendName;

/** `paper` is the published article's method. */
export const RECIPE_NAMES = ['paper', 'modern'] as const;

export interface RunConfig {
  readonly recipe: (typeof RECIPE_NAMES)[number];
  /** Side of the square ECG picture, pixels. */
  readonly size: ImageSize;
  readonly fit: Fit;
  readonly straighten: Straighten;
  /** Scales every hidden width; 1 is the article's network. */
  readonly width: number;
  /** Total number of passes over the patients. */
  readonly epochs: number;
  readonly batch: number;
  readonly seed: number;
  readonly backend: BackendChoice;
  /** Share of the patients put aside before anything is fitted, 0 … 0.5: they are never trained on. */
  readonly holdout: number;
}

/** The article's settings, but for the patients put aside: it had none, and so could not tell copying from learning. */
export const AS_PUBLISHED: RunConfig = {
  recipe: 'paper',
  size: 200,
  fit: 'stretch',
  straighten: 'off',
  width: 1,
  epochs: 5000,
  batch: 10,
  seed: 1,
  backend: 'auto',
  holdout: 0.2,
};

/** Small enough that any office PC shows progress within a minute or two. */
export const QUICK_LOOK: RunConfig = { ...AS_PUBLISHED, size: 64, width: 0.125, epochs: 120 };

/** Fewest pairs worth training on. */
export const MIN_PAIRS = 10;
export const DEFAULT_PAIRS = 1000;
export const JPEG_QUALITY = 0.92;

/** How many patients a share means: rounded, but at least one where any was asked for. */
export function holdOutCount(patients: number, share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(patients * share));
}

const CHECKED = ['width', 'epochs', 'batch', 'seed', 'holdout'] as const;

/** Returns the configuration unchanged, or throws `bad-option` naming the first value that cannot be used. */
export function checkRunConfig(config: RunConfig): RunConfig {
  requireChoice('size', config.size, IMAGE_SIZES);
  requireChoice('fit', config.fit, FITS);
  requireChoice('straighten', config.straighten, STRAIGHTEN_CHOICES);
  for (const option of CHECKED) requireLimits(option, config[option]);
  return config;
}
