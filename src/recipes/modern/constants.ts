/** The numbers of recipe `modern`'s networks. They were found by trying, but where a reason stands beside them. */

/** Standard normal numbers that say which of the patients of a row it is. */
export const NOISE_LENGTH = 64;
/** Of the mapping of noise and row, and of the critic's features. */
export const STYLE_UNITS = 64;
export const FEATURES = 64;
export const LEAKY_SLOPE = 0.2;
/** A row's numbers are standardised and kept within so many standard deviations. */
export const ROW_LIMIT = 2.5;

/** Most beats that a sheet can have: 150 a minute in ten seconds, and the one before its edge. */
export const BEATS = 26;
/** Beat shapes at width 1. */
export const SHAPES = 32;
/** A shape's length, of the sheet's width (ten seconds: one), and the part of it before the beat. */
export const SHAPE_LENGTH = 0.1;
export const SHAPE_BEFORE = 0.4;
/** Leads of a strip side by side, before anything is measured. */
export const PANELS = 4;
/** A deflection of 1, of the picture's height. */
export const AMPLITUDE = 0.04;
/** Between which a wandering baseline is straight. */
export const KNOTS = 10;

/** What beats do not explain: a small convolution over shapes and noise. */
export const TEXTURE = { noise: 8, channels: 16, kernel: 7 } as const;
export const NORM = { epsilon: 1e-5, momentum: 0.9, slope: 1 } as const;

/** The critic's channels at width 1. */
export const CRITIC_CHANNELS = 16;
/** The hidden square's half side, of the picture's. */
export const HIDDEN_PART = 1 / 6;

/** Adam of both networks, and over how many steps the generator's grows to its rate. */
export const ADAM = { beta1: 0.5, beta2: 0.99, epsilon: 1e-8 } as const;
export const RATES = { generator: 2e-4, discriminator: 1e-3, warmUp: 150 } as const;
/**
 * Energy distances beside the critic (`kind-term.ts`): their weights, how much a row's numbers count beside the components of a
 * look and how many of these are compared, and the most that the critic's gradient by the pictures of a batch may be long. It
 * grows twentyfold while the critic learns; Adam would leave nothing of the rest.
 */
export const KIND = { look: 3, reading: 3, row: 0.5, components: 32, critic: 0.06 } as const;
/** How much a real picture with another patient's row counts. */
export const MISMATCH = 0.5;
/** Of the averaged weights; less at the start, where they would lag behind. */
export const DECAY = 0.995;
/** What a critic sees is moved by up to so much of the side, in contrast and brightness. */
export const CHANGE = { shift: 1 / 16, contrast: 0.25, brightness: 0.3 } as const;

/** Where strips lie on the measured sheet, in the prepared state; absent where no sheet was measured. */
export const STRIP_PLACES = 'sheet.strips';
/** A usual patient's amounts of every shape in every panel of every strip, there too. */
export const USUAL_AMOUNTS = 'sheet.weights.mean';
