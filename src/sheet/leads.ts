/** The twelve standard leads by name. Not how they are derived from one another: that is whoever measures or simulates them. */

export const LEADS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;
export type LeadName = (typeof LEADS)[number];

/** Millivolts over time, equally long. */
export type TwelveLeads = Readonly<Record<LeadName, Float64Array>>;
