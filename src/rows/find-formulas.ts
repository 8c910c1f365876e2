/**
 * Numbers that are computed from other columns: sums (with any coefficients), products of powers (BMI = weight / height²,
 * whatever the units), counts of yes/no columns. A formula holds where the number is what it gives, to the rounding of all
 * that goes in; it may have a few exceptions. Fits are trimmed, so that exceptions do not bend them.
 */
import { knotsOf } from './fit-number.ts';
import type { Formula } from './row-model.ts';
import { firstRows, thinned, valuesAt } from './row-numbers.ts';
import type { RowColumn } from './row-table.ts';
import { selectForward, SlotMoments, type SlotProducts } from './selection.ts';
import { formulaGives, formulaMargin } from '../core/plausibility.ts';
import { solveInPlace } from '../core/maths/cholesky.ts';

/** Rows in which parts are looked for, and in which a formula is held to. */
const SEARCH_ROWS = 1000;
const MOST_ROWS = 2000;
/** Blank share up to which a column is searched with all others at once. */
const MOST_BLANK = 0.05;
const LEAST_ROWS = 25;
/** A formula holds in at least this share of the rows. */
const HOLDS = 0.95;
/** Explained share of the variance from which exactness is tried. */
const NEARLY = 0.85;
const MOST_PARTS = 12;
/** What a formula leaves open must be this many times smaller than what the column varies. */
const SHARPNESS = 8;
const TRIMMED = 0.8;
const TRIMS = 6;
/** Fewer exceptions are not drawn: each would be one patient's. */
const LEAST_EXCEPTIONS = 5;

/** A column as numbers: values, 0/1 for two levels; null for others. */
interface NumericColumn {
  readonly values: Float64Array;
  /** Rows in which it is. */
  readonly known: Uint32Array;
  readonly unit: number;
  readonly isTarget: boolean;
}

function knownRows(values: Float64Array): Uint32Array {
  const out = new Uint32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row] ?? Number.NaN)) out[count++] = row;
  return out.slice(0, count);
}

/** More than two different numbers. */
function hasThree(values: Float64Array): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < values.length && seen.size < 3; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) seen.add(value);
  }
  return seen.size > 2;
}

function numericColumn(column: RowColumn): NumericColumn | null {
  if (column.kind === 'number') {
    return {
      values: column.values,
      known: knownRows(column.values),
      unit: 10 ** -column.decimals,
      isTarget: hasThree(column.values),
    };
  }
  if (column.levels.length !== 2) return null;
  const values = new Float64Array(column.codes.length);
  for (let row = 0; row < values.length; row++)
    values[row] = (column.codes[row] ?? -1) < 0 ? Number.NaN : (column.codes[row] ?? 0);
  return { values, known: knownRows(values), unit: 0, isTarget: false };
}

export interface FoundFormula {
  readonly column: number;
  readonly formula: Formula;
  /** Share of rows that it gives exactly, as written. */
  readonly exact: number;
}

interface Parts {
  readonly kind: Formula['kind'];
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly constant: number;
}

class Search {
  readonly #columns: readonly (NumericColumn | null)[];
  readonly #shared = new Map<Formula['kind'], SlotProducts>();
  readonly #coded = new Map<string, Float64Array>();

  constructor(columns: readonly RowColumn[]) {
    this.#columns = columns.map(numericColumn);
  }

  find(): FoundFormula[] {
    const found: FoundFormula[] = [];
    for (const [column, own] of this.#columns.entries()) {
      if (own === null || !own.isTarget) continue;
      const best = [this.#inSpace(column, 'product'), this.#inSpace(column, 'sum')]
        .flatMap((one) => one ?? [])
        .sort((a, b) => b.exact - a.exact || a.formula.columns.length - b.formula.columns.length)[0];
      if (best !== undefined) found.push(best);
    }
    return found;
  }

  /** Columns that may take part, coded: the number itself or its logarithm. */
  #space(kind: Formula['kind']): readonly number[] {
    return this.#columns.flatMap((column, i) => {
      if (column === null) return [];
      return kind === 'product' && !(column.isTarget && column.values.every((value) => !(value <= 0))) ? [] : [i];
    });
  }

  /** Inner products over the rows in which `target` is known; over all rows, once, where it is hardly ever blank. */
  #productsFor(target: number, kind: Formula['kind'], known: Uint32Array): SlotProducts {
    const values = this.#columns[target]?.values ?? new Float64Array();
    const isShared = known.length > (1 - MOST_BLANK) * values.length;
    const shared = isShared ? this.#shared.get(kind) : undefined;
    if (shared !== undefined) return shared;
    const rows = thinned(isShared ? firstRows(values.length) : known, SEARCH_ROWS);
    const data = this.#space(kind).map((column) => this.#filled(column, kind));
    const products = new SlotMoments(data, rows).all();
    if (isShared) this.#shared.set(kind, products);
    return products;
  }

  #inSpace(target: number, kind: Formula['kind']): FoundFormula | null {
    const space = this.#space(kind);
    const own = this.#columns[target];
    if (own === null || own === undefined || !space.includes(target) || space.length < 2) return null;
    const { known } = own;
    if (known.length < LEAST_ROWS) return null;
    const products = this.#productsFor(target, kind, known);
    const filled = this.#filled(target, kind);
    const y = valuesAt(filled, products.rows);
    const most = kind === 'product' ? 4 : MOST_PARTS;
    const excluded = space.indexOf(target);
    const steps = selectForward(products, y, {
      candidates: space.length,
      excluded,
      enter: 4,
      alone: 4,
      most,
      design: 1,
    });
    const centre = y.reduce((sum, value) => sum + value, 0) / y.length;
    const total = y.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    let left = total;
    const chosen: number[] = [];
    for (const { slot, z2 } of steps) {
      chosen.push(space[slot] ?? 0);
      // z² = gain / (left / (n − k − 1)), so what is left after this step:
      left -= (z2 * left) / (y.length - chosen.length);
      if (left > (1 - NEARLY) * total) continue;
      const formula = this.#exactly(target, kind, chosen, known);
      if (formula !== null) return formula;
    }
    return null;
  }

  /** Blanks take the mean: they are few where a formula can be found at all. */
  #filled(column: number, kind: Formula['kind']): Float64Array {
    const key = `${kind} ${column}`;
    const made = this.#coded.get(key);
    if (made !== undefined) return made;
    const values = this.#columns[column]?.values ?? new Float64Array();
    const coded = kind === 'product' ? values.map((value) => Math.log(value)) : values;
    let sum = 0;
    let known = 0;
    for (const value of coded) {
      if (!Number.isFinite(value)) continue;
      sum += value;
      known += 1;
    }
    const filled = coded.map((value) => (Number.isFinite(value) ? value : sum / Math.max(1, known)));
    this.#coded.set(key, filled);
    return filled;
  }

  #exactly(target: number, kind: Formula['kind'], columns: readonly number[], known: Uint32Array): FoundFormula | null {
    const complete = known.filter((row) =>
      columns.every((column) => !Number.isNaN(this.#columns[column]?.values[row] ?? Number.NaN)),
    );
    const rows = thinned(complete, MOST_ROWS);
    if (rows.length < LEAST_ROWS) return null;
    const raw = this.#trimmedFit(target, kind, columns, rows);
    const parts = this.#simplified(target, raw, rows);
    if (parts === null) return null;
    const share = this.#holds(target, parts, rows);
    const own = this.#columns[target];
    if (own === undefined || own === null || share.holds < HOLDS) return null;
    // Few values: only whole counts, exactly; else what is left open must be small beside what the column varies.
    if (share.sharpness < SHARPNESS) {
      if (share.exact < HOLDS || parts.coefficients.some((value) => !Number.isInteger(value))) return null;
    }
    return { column: target, exact: share.exact, formula: this.#withExceptions(target, parts, complete) };
  }

  #values(parts: Parts, row: number): number {
    const { columns, coefficients, constant, kind: form } = parts;
    return formulaGives({ form, constant, coefficients }, this.#cellsOf(columns, row));
  }

  #cellsOf(columns: readonly number[], row: number): number[] {
    return columns.map((column) => this.#columns[column]?.values[row] ?? Number.NaN);
  }

  #trimmedFit(target: number, kind: Formula['kind'], columns: readonly number[], rows: Uint32Array): Parts {
    const code = (value: number): number => (kind === 'product' ? Math.log(value) : value);
    const width = columns.length + 1;
    const y = Float64Array.from(rows, (row) => code(this.#columns[target]?.values[row] ?? 0));
    const x = new Float64Array(rows.length * width);
    const centres = columns.map((column) => {
      let sum = 0;
      for (const row of rows) sum += code(this.#columns[column]?.values[row] ?? 0);
      return sum / rows.length;
    });
    for (const [i, row] of rows.entries()) {
      x[i * width] = 1;
      for (const [j, column] of columns.entries()) {
        x[i * width + j + 1] = code(this.#columns[column]?.values[row] ?? 0) - (centres[j] ?? 0);
      }
    }
    const centre = y.reduce((sum, value) => sum + value, 0) / y.length;
    const spread = Math.sqrt(y.reduce((sum, value) => sum + (value - centre) ** 2, 0) / y.length);
    let used = firstRows(rows.length);
    let beta = new Float64Array(width);
    for (let trim = 0; trim < TRIMS; trim++) {
      const a = new Float64Array(width * width);
      const b = new Float64Array(width);
      for (const i of used) {
        for (let p = 0; p < width; p++) {
          const xp = x[i * width + p] ?? 0;
          b[p] = (b[p] ?? 0) + xp * (y[i] ?? 0);
          for (let q = 0; q <= p; q++) a[p * width + q] = (a[p * width + q] ?? 0) + xp * (x[i * width + q] ?? 0);
        }
      }
      solveInPlace(a, b);
      beta = b;
      const misses = y.map((value, i) => {
        let sum = 0;
        for (let p = 0; p < width; p++) sum += (beta[p] ?? 0) * (x[i * width + p] ?? 0);
        return Math.abs(value - sum);
      });
      // What is exact already stays: rows trimmed by rounding noise alone would leave a system that says nothing.
      const limit = Math.max(1e-6 * spread, misses.toSorted()[Math.floor(TRIMMED * (misses.length - 1))] ?? 0);
      used = firstRows(rows.length).filter((i) => (misses[i] ?? 0) <= limit);
    }
    const coefficients = [...beta.subarray(1)];
    const constant = (beta[0] ?? 0) - coefficients.reduce((sum, value, j) => sum + value * (centres[j] ?? 0), 0);
    return { kind, columns, coefficients, constant: kind === 'product' ? Math.exp(constant) : constant };
  }

  /** Coefficients and the constant as round as they may be without holding less often. */
  #simplified(target: number, raw: Parts, rows: Uint32Array): Parts | null {
    const steps = raw.kind === 'product' ? [1, 0.5] : [1, 1 / 2, 1 / 3, 1 / 4, 1 / 12, 0.05, 0.01, 0.001];
    const unfitted = { ...raw, constant: this.#constant(target, raw, rows) };
    let best: Parts | null = raw.kind === 'product' ? null : unfitted;
    let exact = best === null ? 0 : this.#holds(target, best, rows).exact;
    for (const step of steps) {
      const rounded = raw.coefficients.map((value) => Math.round(value / step) * step);
      const kept = rounded.flatMap((value, i) => (value === 0 ? [] : [i]));
      if (kept.length === 0) continue;
      const parts: Parts = {
        kind: raw.kind,
        columns: kept.map((i) => raw.columns[i] ?? 0),
        coefficients: kept.map((i) => Number((rounded[i] ?? 0).toPrecision(12))),
        constant: 0,
      };
      const trial = {
        ...parts,
        constant: this.#constant(target, { ...parts, constant: raw.kind === 'sum' ? 0 : 1 }, rows),
      };
      const share = this.#holds(target, trial, rows);
      if (share.holds < HOLDS || share.exact < exact - 0.005) continue;
      best = trial;
      exact = share.exact;
      break;
    }
    return best === null ? null : this.#roundConstant(target, best, rows);
  }

  #constant(target: number, parts: Parts, rows: Uint32Array): number {
    const neutral = { ...parts, constant: parts.kind === 'sum' ? 0 : 1 };
    const values = Float64Array.from(rows, (row) => {
      const own = this.#columns[target]?.values[row] ?? 0;
      const made = this.#values(neutral, row);
      return parts.kind === 'sum' ? own - made : own / made;
    }).sort();
    return values[values.length >> 1] ?? 0;
  }

  #roundConstant(target: number, parts: Parts, rows: Uint32Array): Parts {
    const { exact } = this.#holds(target, parts, rows);
    for (let digits = 1; digits <= 6; digits++) {
      const constant = Number(parts.constant.toPrecision(digits));
      const trial = {
        ...parts,
        constant: parts.kind === 'sum' && digits === 1 && Math.abs(parts.constant) < 0.5 ? 0 : constant,
      };
      if (this.#holds(target, trial, rows).exact >= exact) return trial;
    }
    return parts;
  }

  /** Half a unit of the column, and what half a unit of every part does. */
  #tolerance(target: number, parts: Parts, row: number, made: number): number {
    const { columns, coefficients, constant, kind: form } = parts;
    return formulaMargin({ form, constant, coefficients }, this.#cellsOf(columns, row), {
      made,
      unit: this.#columns[target]?.unit ?? 0,
      units: columns.map((column) => this.#columns[column]?.unit ?? 0),
    });
  }

  #holds(target: number, parts: Parts, rows: Uint32Array): { holds: number; exact: number; sharpness: number } {
    const own = this.#columns[target];
    const unit = own?.unit ?? 1;
    let holds = 0;
    let exact = 0;
    let open = 0;
    let sum = 0;
    let squares = 0;
    for (const row of rows) {
      const value = own?.values[row] ?? 0;
      const made = this.#values(parts, row);
      const tolerance = this.#tolerance(target, parts, row, made);
      if (Math.abs(value - made) <= tolerance) holds += 1;
      if (Math.abs(value - Math.round(made / unit) * unit) < unit / 4) exact += 1;
      open += tolerance;
      sum += value;
      squares += value * value;
    }
    const n = rows.length;
    const spread = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
    return { holds: holds / n, exact: exact / n, sharpness: spread / (open / n) };
  }

  #withExceptions(target: number, parts: Parts, rows: Uint32Array): Formula {
    const own = this.#columns[target];
    const misses: number[] = [];
    for (const row of rows) {
      const made = this.#values(parts, row);
      const miss = (own?.values[row] ?? 0) - made;
      if (Math.abs(miss) > this.#tolerance(target, parts, row, made)) misses.push(miss);
    }
    const residuals = misses.length < LEAST_EXCEPTIONS ? [] : knotsOf(Float64Array.from(misses).sort(), 33);
    return { ...parts, exceptions: misses.length / rows.length, residuals };
  }
}

/** The best formula of every column that has one; cycles are still in it. */
export function findFormulas(columns: readonly RowColumn[]): FoundFormula[] {
  return new Search(columns).find();
}
