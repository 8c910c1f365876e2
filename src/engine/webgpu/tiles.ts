/**
 * How a matrix product is cut up. Every output is summed over k in ascending order whatever the tile, so a tile changes
 * the speed only; the order of a sum depends on the shapes alone (`split` in the programs).
 */

export interface Tile {
  /** `shared`: operands go through workgroup memory; `direct`: each thread reads what it needs, for adapters where barriers cost more than loads. */
  readonly kind: 'shared' | 'direct';
  /** Threads of a workgroup along n and m. */
  readonly threadsN: number;
  readonly threadsM: number;
  /** Outputs of a thread, multiples of 4. */
  readonly microM: number;
  readonly microN: number;
  /** Depth of a tile in workgroup memory, a multiple of 4. */
  readonly depth: number;
}

export function tileM(tile: Tile): number {
  return tile.threadsM * tile.microM;
}

export function tileN(tile: Tile): number {
  return tile.threadsN * tile.microN;
}

export function tileKey(tile: Tile): string {
  return `${tile.kind}${tile.threadsN}x${tile.threadsM}x${tile.microN}x${tile.microM}x${tile.depth}`;
}

function shared(threadsN: number, threadsM: number, microN: number, microM: number, depth = 16): Tile {
  return { kind: 'shared', threadsN, threadsM, microM, microN, depth };
}

/** Candidates for wide outputs (n ≥ 48), the first is the default where nothing was measured. */
export const WIDE_TILES: readonly Tile[] = [
  shared(8, 8, 8, 8),
  shared(16, 16, 4, 4),
  shared(8, 16, 8, 8),
  shared(16, 16, 8, 8, 8),
  shared(8, 16, 8, 4),
  shared(8, 8, 4, 4, 32),
];

/** For n ≤ 32, 16 and 8: narrow ones, still many rows a workgroup. */
const NARROW_TILES: readonly (readonly [limit: number, tile: Tile])[] = [
  [8, shared(2, 32, 4, 4)],
  [16, shared(4, 16, 4, 4)],
  [32, shared(4, 16, 8, 4)],
];

function direct(n: number, m: number): Tile {
  const microN = n > 4 ? 8 : 4;
  const threadsN = Math.min(8, Math.ceil(n / microN));
  const threadsM = Math.min(Math.floor(64 / threadsN), Math.ceil(m / 4));
  return { kind: 'direct', threadsN, threadsM, microM: 4, microN, depth: 4 };
}

export interface TileChoice {
  /** Software adapters run `direct` tiles, and reductions without barriers: the one choice that changes the order of sums. */
  readonly kind: 'shared' | 'direct';
  readonly wide: Tile;
  /** Most floating-point operations of one dispatch, so that none blocks a slow GPU for long. */
  readonly flopPerDispatch: number;
  /** Samples a thread of a dense layer keeps sums of, at most 16. */
  readonly denseRows: number;
}

export const DEFAULT_TILES: TileChoice = {
  kind: 'shared',
  wide: shared(8, 8, 8, 8),
  flopPerDispatch: 25e9,
  denseRows: 16,
};

/** Software adapters: no barriers, and small programs, which they compile in milliseconds instead of seconds. */
export const SOFTWARE_TILES: TileChoice = { ...DEFAULT_TILES, kind: 'direct', denseRows: 4 };

/** The tile for outputs of `n` columns (and `m` rows, where they are few). */
export function tileFor(n: number, choice: TileChoice, m = Infinity): Tile {
  if (choice.kind === 'direct') return direct(n, m);
  return NARROW_TILES.find(([limit]) => n <= limit)?.[1] ?? choice.wide;
}
