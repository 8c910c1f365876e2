/**
 * How many patients it takes until most questions can be answered: a finding is judged where ten patients put aside have it and
 * ten have not, and a fifth is put aside.
 */
export const PATIENTS_TO_JUDGE = 100;
