/** In which units traces are learned. Numbers only: the page counts and writes networks, and has no tfjs. */

/** A strip's place is learned in units of so many pixels: a step of the optimiser moves it as far as it moves the ink. */
export const PLACE_UNIT = 16;

/** Deflections of 1 that an amount of 1 of a wandering baseline stands for. */
export const REACH = 8;
