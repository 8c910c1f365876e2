/** What is said of each kind of node besides its inputs. Plain data. */
import type { Shape } from '../shape.ts';

/** LeakyReLU and dropout behind a layer. */
export interface ActivationAttributes {
  /** Of LeakyReLU below 0; 1 is linear. */
  readonly slope: number;
  /** Rate of dropout while training, and the number that tells its masks from those of other layers. Null: none. */
  readonly dropout: { readonly rate: number; readonly layer: number } | null;
}

/** What follows a layer's product: nothing (a norm comes next), a bias with its activation, and at the end a squashing. */
export interface LayerAttributes {
  readonly bias: ActivationAttributes | null;
  readonly squash: 'tanh' | 'sigmoid' | null;
}

export interface InputAttributes {
  readonly shape: Shape;
}

export interface DenseAttributes extends LayerAttributes {
  readonly units: number;
}

/** `same` padding. */
export interface ConvolveAttributes extends LayerAttributes {
  readonly channels: number;
  /** Height and width. */
  readonly kernel: readonly [number, number];
  readonly stride: 1 | 2;
}

export interface NormAttributes {
  readonly epsilon: number;
  readonly momentum: number;
  /** Of the LeakyReLU that follows. */
  readonly slope: number;
}

export interface ReshapeAttributes {
  readonly shape: Shape;
}

export interface WindowAttributes {
  /** Equal parts of the picture's width. */
  readonly windows: number;
}

/** Of a clock of beats: samples of the sheet's width, and by how many every impulse comes later than its beat. */
export interface ClockAttributes {
  readonly samples: number;
  readonly shift: number;
}

export interface PanelAttributes {
  readonly strips: number;
  readonly panels: number;
}

export interface WanderAttributes {
  readonly samples: number;
}

export interface ModulateAttributes {
  /** Of the LeakyReLU that follows. */
  readonly slope: number;
}

export interface TraceAttributes {
  /** Pixels that a deflection of 1 takes. */
  readonly amplitude: number;
}

export interface DrawingAttributes {
  /** Of the picture, pixels. */
  readonly height: number;
  /** Samples a column. */
  readonly oversampling: number;
}

export interface StandardiseAttributes {
  /** Farther from 0 no result goes; null: as far as it may. */
  readonly limit: number | null;
}

export interface AugmentAttributes {
  /** Half the side of the hidden square, pixels. */
  readonly halfSquare: number;
  /** Pixels that the result has more on every side, so that it can be halved often enough. */
  readonly margin: number;
}

/** Of ops that need nothing said. */
export type NoAttributes = Readonly<Record<never, never>>;

export type Attributes =
  | InputAttributes
  | DenseAttributes
  | ConvolveAttributes
  | NormAttributes
  | ReshapeAttributes
  | WindowAttributes
  | ClockAttributes
  | PanelAttributes
  | WanderAttributes
  | ModulateAttributes
  | TraceAttributes
  | DrawingAttributes
  | StandardiseAttributes
  | AugmentAttributes
  | NoAttributes;
