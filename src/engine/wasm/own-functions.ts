/** What our own WebAssembly exports. */

type Six = [number, number, number, number, number, number];
type Eight = [...Six, number, number];
type Thirteen = [...Eight, number, number, number, number, number];

/** Addresses are bytes; what each number is, the functions in `src/assembly` say. */
export interface OwnModule {
  /** Places, or inputs, that a product takes at once; it depends on the build. */
  readonly tileRows: () => number;
  readonly padPicture: (...numbers: [...Eight, number, number]) => void;
  readonly packFilter: (...numbers: [...Thirteen, number]) => void;
  readonly packFew: (...numbers: [...Thirteen, number]) => void;
  readonly packGradient: (...numbers: Six) => void;
  readonly interleave: (phases: number, to: number, lines: number, width: number, channels: number) => void;
  readonly unpackGradient: (sums: number, to: number, taps: number, run: number, outputs: number) => void;
  /** Returns the groups of four places. */
  readonly layPlaces: (...numbers: Thirteen) => number;
  readonly filterGradient: (...numbers: Thirteen) => void;
  readonly padRows: (dy: number, to: number, samples: number, outputs: number) => void;
  readonly adam: (...numbers: Six) => void;
  readonly blend: (to: number, from: number, count: number, momentum: number, rest: number) => void;
  readonly biasActivate: (...numbers: [...Six, number]) => void;
  readonly biasActivateDrop: (...numbers: [...Eight, number, number, number, number]) => void;
  readonly activateGradient: (...numbers: [...Six, number]) => void;
  readonly biasGradient: (...numbers: [...Six, number]) => void;
  readonly moments: (...numbers: Six) => void;
  readonly normActivate: (...numbers: [...Eight, number, number, number]) => void;
  readonly normActivateGradient: (...numbers: [...Thirteen, number]) => void;
  readonly tanh: (x: number, y: number, count: number) => void;
  readonly mixPanels: (...numbers: [...Eight, number]) => void;
  readonly mixPanelsGradient: (...numbers: [...Eight, number, number, number, number]) => void;
  readonly printSheet: (...numbers: [...Eight, number]) => void;
  readonly printSheetGradient: (...numbers: [...Eight, number, number, number, number]) => void;
  readonly augment: (...numbers: [...Eight, number]) => void;
  readonly greyLevels: (x: number, to: number, count: number) => void;
  readonly densePart: (job: number, part: number) => void;
  readonly denseInputGradientPart: (job: number, part: number) => void;
  readonly adamDensePart: (job: number, part: number) => void;
  readonly convolvePart: (job: number, part: number) => void;
  readonly convolveFewPart: (job: number, part: number) => void;
  readonly filterGradientPart: (job: number, part: number) => void;
}
