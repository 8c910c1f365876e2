/** Of one sample: `[S, S, channels]` for pictures (NHWC), `[numbers]` for rows. */
export type Shape = readonly number[];
