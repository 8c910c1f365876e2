/** Which simulated patients: the page, the command line and the trained demo network all mean the same ones. */
export interface DemoOptions {
  readonly count: number;
  readonly seed: number;
}

export const DEMO_DEFAULTS: DemoOptions = { count: 500, seed: 20_030_301 };
