/** The live grid: 4 × 4. */
export const PREVIEW_COUNT = 16;
