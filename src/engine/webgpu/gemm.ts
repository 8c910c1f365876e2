/**
 * The matrix product all convolutions and large dense layers are: out[m, n] = Σₖ A[m, k] · B[k, n], where A and B are
 * read through functions (an image patch, a filter, a transposed matrix), never stored as matrices.
 *
 * Shared kind: a workgroup of threadsM × threadsN computes a tile of (threadsM · microM) × (threadsN · microN); tiles of
 * A and B lie in workgroup memory as [k][m/4] and [k][n/4] vectors, so that a thread's operands of one k are
 * (microM + microN)/4 vector reads for microM · microN multiply-adds. While a tile is used the next one is already
 * being read into registers. A thread's vectors are interleaved with its neighbours', so reads hit different banks.
 *
 * Operand functions, all in WGSL; z is the workgroup's third coordinate (a phase or a part of k):
 *   fn kRange(z: u32) -> vec2<u32>                    first k (a multiple of depth beyond it) and end
 *   fn aRow(m: u32, z: u32) -> vec3<i32>              what can be worked out of m alone …
 *   fn aCol(k: u32, z: u32) -> vec3<i32>              … and of k alone
 *   fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32>   4 values along `aAlong`; zero outside
 *   fn bCol(k: u32, z: u32) -> vec3<i32>
 *   fn bLoad(col: vec3<i32>, n: u32, z: u32) -> vec4<f32>           4 values along `bAlong`; zero outside
 *   fn store(m: u32, n: u32, z: u32, v: vec4<f32>)    4 outputs along n; ignores what lies outside
 */
import { tileM, tileN, type Tile } from './tiles.ts';

export interface GemmOperands {
  /** The direction in which a load's 4 values lie. */
  readonly aAlong: 'k' | 'm';
  readonly bAlong: 'k' | 'n';
  readonly functions: string;
}

const LANES = ['x', 'y', 'z', 'w'] as const;

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function each(count: number, line: (i: number) => string): string {
  return range(count).map(line).join('\n');
}

function each2(rows: number, columns: number, line: (i: number, j: number) => string): string {
  return each(rows, (i) => each(columns, (j) => line(i, j)));
}

/** Four vectors as the columns of the matrix whose rows they were: lane `lane` of each. */
function across(names: readonly string[], lane: number): string {
  return `vec4<f32>(${names.map((name) => `${name}.${LANES[lane] ?? 'x'}`).join(', ')})`;
}

/** acc{r}_{c} += a · b for one k; `a(g)` and `b(c)` name the vectors of row group g and column group c. */
function multiply(tile: Tile, a: (group: number) => string, b: (column: number) => string): string {
  return each2(
    tile.microM,
    tile.microN / 4,
    (r, c) => `acc${r}_${c} += ${a(Math.floor(r / 4))}.${LANES[r % 4] ?? 'x'} * ${b(c)};`,
  );
}

export function gemmCode(tile: Tile, operands: GemmOperands): string {
  const threads = tile.threadsM * tile.threadsN;
  const body = tile.kind === 'shared' ? sharedBody(tile, operands) : directBody(tile, operands);
  return `
${operands.functions}
${body.declarations}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let z = group.z;
  let tx = thread % ${tile.threadsN}u;
  let ty = thread / ${tile.threadsN}u;
  let m0 = (group.x + params.firstGroup) * ${tileM(tile)}u;
  let n0 = group.y * ${tileN(tile)}u;
  let ks = kRange(z);
  ${each2(tile.microM, tile.microN / 4, (r, c) => `var acc${r}_${c} = vec4<f32>();`)}
  ${body.loop}
  ${each2(tile.microM, tile.microN / 4, (r, c) => `store(m0 + ${body.row(r)}, n0 + ${body.column(c)}, z, acc${r}_${c});`)}
}`;
}

interface Body {
  readonly declarations: string;
  readonly loop: string;
  /** Offset in the tile of a thread's row r and column vector c. */
  row(r: number): string;
  column(c: number): string;
}

/** Reads one operand's tile into registers and writes it to workgroup memory. */
interface TileLoader {
  readonly setup: string;
  readonly fetch: string;
  readonly put: string;
}

/** `side` is the extent along m or n; memory rows hold `stride` vectors. */
interface LoaderShape {
  readonly name: 'a' | 'b';
  readonly side: number;
  readonly stride: number;
  readonly depth: number;
  readonly threads: number;
}

/** The expression that loads 4 values at position `at` (along m or n) and column `col` (of k). */
function loadExpression(name: 'a' | 'b', row: string, at: string, col: string): string {
  return name === 'a' ? `aLoad(${row}, ${col}, z)` : `bLoad(${col}, ${at}, z)`;
}

/** Loads that lie along m or n: one vector each, stored as it is. */
function straightLoader({ name, side, stride, depth, threads }: LoaderShape): TileLoader {
  const across4 = side / 4;
  const vectors = across4 * depth;
  const rounds = Math.ceil(vectors / threads);
  const origin = name === 'a' ? 'm0' : 'n0';
  const guard = (p: number): string => (vectors % threads === 0 ? '' : `if (${name}Id${p} < ${vectors}u) `);
  return {
    setup: each(
      rounds,
      (p) => `
  let ${name}Id${p} = thread + ${p * threads}u;
  let ${name}K${p} = ${name}Id${p} / ${across4}u;
  let ${name}At${p} = ${origin} + (${name}Id${p} % ${across4}u) * 4u;
  ${name === 'a' ? `let aRow${p} = aRow(aAt${p}, z);` : ''}
  var ${name}Next${p} = vec4<f32>();`,
    ),
    fetch: each(
      rounds,
      (p) =>
        `${guard(p)}{ ${name}Next${p} = ${loadExpression(name, `aRow${p}`, `${name}At${p}`, `${name}Col(k0 + ${name}K${p}, z)`)}; }`,
    ),
    put: each(
      rounds,
      (p) => `${guard(p)}{ ${name}Tile[${name}K${p} * ${stride}u + ${name}Id${p} % ${across4}u] = ${name}Next${p}; }`,
    ),
  };
}

/** Loads that lie along k: blocks of 4 × 4, turned in registers. */
function turnedLoader({ name, side, stride, depth, threads }: LoaderShape): TileLoader {
  const deep4 = depth / 4;
  const blocks = (side / 4) * deep4;
  const rounds = Math.ceil(blocks / threads);
  const origin = name === 'a' ? 'm0' : 'n0';
  const guard = (p: number): string => (blocks % threads === 0 ? '' : `if (${name}Id${p} < ${blocks}u) `);
  return {
    setup: each(
      rounds,
      (p) => `
  let ${name}Id${p} = thread + ${p * threads}u;
  let ${name}K${p} = (${name}Id${p} % ${deep4}u) * 4u;
  let ${name}Block${p} = ${name}Id${p} / ${deep4}u;
  ${each(4, (j) =>
    name === 'a'
      ? `let aRow${p}_${j} = aRow(m0 + aBlock${p} * 4u + ${j}u, z); var aNext${p}_${j} = vec4<f32>();`
      : `var bNext${p}_${j} = vec4<f32>();`,
  )}`,
    ),
    fetch: each(
      rounds,
      (p) => `${guard(p)}{
    let col = ${name}Col(k0 + ${name}K${p}, z);
    ${each(4, (j) => `${name}Next${p}_${j} = ${loadExpression(name, `aRow${p}_${j}`, `${origin} + ${name}Block${p} * 4u + ${j}u`, 'col')};`)}
  }`,
    ),
    put: each(
      rounds,
      (p) => `${guard(p)}{
    ${each(
      4,
      (j) =>
        `${name}Tile[(${name}K${p} + ${j}u) * ${stride}u + ${name}Block${p}] = ${across(
          range(4).map((i) => `${name}Next${p}_${i}`),
          j,
        )};`,
    )}
  }`,
    ),
  };
}

function sharedBody(tile: Tile, operands: GemmOperands): Body {
  const threads = tile.threadsM * tile.threadsN;
  // One vector of padding keeps the turned stores of neighbouring threads in different banks.
  const aStride = tileM(tile) / 4 + (operands.aAlong === 'k' ? 1 : 0);
  const bStride = tileN(tile) / 4 + (operands.bAlong === 'k' ? 1 : 0);
  const common = { depth: tile.depth, threads };
  const a = (operands.aAlong === 'k' ? turnedLoader : straightLoader)({
    ...common,
    name: 'a',
    side: tileM(tile),
    stride: aStride,
  });
  const b = (operands.bAlong === 'k' ? turnedLoader : straightLoader)({
    ...common,
    name: 'b',
    side: tileN(tile),
    stride: bStride,
  });
  return {
    declarations: `
var<workgroup> aTile: array<vec4<f32>, ${aStride * tile.depth}>;
var<workgroup> bTile: array<vec4<f32>, ${bStride * tile.depth}>;`,
    // Round t reads tile t into registers, uses tile t − 1, then stores tile t; so the source has one copy of each.
    loop: `
  ${a.setup}
  ${b.setup}
  let rounds = (max(ks.y, ks.x) - ks.x + ${tile.depth - 1}u) / ${tile.depth}u;
  for (var t = 0u; t <= rounds; t++) {
    let k0 = ks.x + t * ${tile.depth}u;
    if (t < rounds) {
      ${a.fetch}
      ${b.fetch}
    }
    if (t > 0u) {
      for (var k = 0u; k < ${tile.depth}u; k++) {
        ${each(tile.microM / 4, (i) => `let a${i} = aTile[k * ${aStride}u + ty + ${i * tile.threadsM}u];`)}
        ${each(tile.microN / 4, (c) => `let b${c} = bTile[k * ${bStride}u + tx + ${c * tile.threadsN}u];`)}
        ${multiply(
          tile,
          (g) => `a${g}`,
          (c) => `b${c}`,
        )}
      }
    }
    workgroupBarrier();
    ${a.put}
    ${b.put}
    workgroupBarrier();
  }`,
    row: (r) => `(ty + ${Math.floor(r / 4) * tile.threadsM}u) * 4u + ${r % 4}u`,
    column: (c) => `(tx + ${c * tile.threadsN}u) * 4u`,
  };
}

function directBody(tile: Tile, operands: GemmOperands): Body {
  const row = (r: number): string => `ty * ${tile.microM}u + ${r}u`;
  const column = (c: number): string => `tx * ${tile.microN}u + ${c * 4}u`;
  const columns = tile.microN / 4;
  if (operands.aAlong === 'm') {
    const groups = tile.microM / 4;
    return {
      declarations: '',
      row,
      column,
      loop: `
  ${each(groups, (g) => `let aRow${g} = aRow(m0 + ${row(g * 4)}, z);`)}
  for (var k = ks.x; k < ks.y; k++) {
    let aColumn = aCol(k, z);
    let bColumn = bCol(k, z);
    ${each(groups, (g) => `let a${g} = aLoad(aRow${g}, aColumn, z);`)}
    ${each(columns, (c) => `let b${c} = bLoad(bColumn, n0 + ${column(c)}, z);`)}
    ${multiply(
      tile,
      (g) => `a${g}`,
      (c) => `b${c}`,
    )}
  }`,
    };
  }
  const loadB =
    operands.bAlong === 'n'
      ? each2(4, columns, (j, c) => `let b${j}_${c} = bLoad(bCol(k + ${j}u, z), n0 + ${column(c)}, z);`)
      : `let bColumn = bCol(k, z);
    ${each2(columns, 4, (c, i) => `let t${c}_${i} = bLoad(bColumn, n0 + ${column(c)} + ${i}u, z);`)}
    ${each2(
      4,
      columns,
      (j, c) =>
        `let b${j}_${c} = ${across(
          range(4).map((i) => `t${c}_${i}`),
          j,
        )};`,
    )}`;
  return {
    declarations: '',
    row,
    column,
    loop: `
  ${each(tile.microM, (r) => `let aRow${r} = aRow(m0 + ${row(r)}, z);`)}
  for (var k = ks.x; k < ks.y; k += 4u) {
    let aColumn = aCol(k, z);
    ${each(tile.microM, (r) => `let a${r} = aLoad(aRow${r}, aColumn, z);`)}
    ${loadB}
    ${each(4, (j) => each2(tile.microM, columns, (r, c) => `acc${r}_${c} += a${r}.${LANES[j] ?? 'x'} * b${j}_${c};`))}
  }`,
  };
}
