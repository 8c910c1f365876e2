/** Sequences of random numbers of the row model, apart from those of `STREAM` and of the report. Never renumber: rows are repeated by seed. */
export const ROW_STREAM = { rows: 201, simulated: 202, weights: 203, validation: 204, share: 205 } as const;
