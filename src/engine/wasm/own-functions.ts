/** What our own WebAssembly exports. */

type Six = [number, number, number, number, number, number];
type Eight = [...Six, number, number];
type Thirteen = [...Eight, number, number, number, number, number];

/** Addresses are bytes; what each number is, the functions in `src/assembly` say. */
export interface OwnModule {
  readonly padPicture: (...numbers: [...Eight, number, number]) => void;
  readonly packFilter: (...numbers: [...Thirteen, number]) => void;
  readonly packFew: (...numbers: [...Thirteen, number]) => void;
  readonly packGradient: (...numbers: Six) => void;
  readonly unpackGradient: (sums: number, to: number, taps: number, run: number, outputs: number) => void;
  /** Returns the groups of four places. */
  readonly layPlaces: (...numbers: Thirteen) => number;
  readonly convolve: (...numbers: Eight) => void;
  readonly convolveFew: (...numbers: Eight) => void;
  readonly filterGradient: (...numbers: Thirteen) => void;
  readonly convolvePart: (job: number, part: number, isFew: number) => void;
  readonly filterGradientPart: (job: number, part: number) => void;
}
