/** How long fitting and drawing take: CPU seconds of this process, at several sizes. */
import { Rng } from '../../src/core/rng.ts';
import { fitRows } from '../../src/rows/fit-rows.ts';
import type { RowColumn, RowTable } from '../../src/rows/row-table.ts';
import { RowSampler } from '../../src/rows/sample-rows.ts';

/** Numbers, yes/no columns and categories that depend on eight hidden factors; some blanks. */
export function factorTable(rows: number, columns: number, seed: number): RowTable {
  const shape = new Rng(9, 954);
  const loads = Array.from({ length: columns }, () =>
    Array.from({ length: 8 }, () => (shape.chance(0.2) ? shape.normal() : 0)),
  );
  const rng = new Rng(seed, 955);
  const factors = Array.from({ length: rows }, () => Array.from({ length: 8 }, () => rng.normal()));
  const made = loads.map((load, c): RowColumn => {
    const latent = factors.map((own) => own.reduce((sum, value, k) => sum + value * (load[k] ?? 0), rng.normal()));
    const isBlank = latent.map(() => c % 10 === 3 && rng.chance(0.1));
    const name = `x${c}`;
    if (c % 8 === 7) {
      const levels = ['a', 'b', 'c', 'd', 'e'];
      const codes = Int32Array.from(latent, (z) => Math.max(0, Math.min(4, Math.floor(z + 2.5))));
      return { name, kind: 'category', levels, codes };
    }
    if (c % 2 === 0) {
      const limit = shape.between(0, 2.2);
      return {
        name,
        kind: 'category',
        levels: ['0', '1'],
        codes: Int32Array.from(latent, (z, i) => (isBlank[i] === true ? -1 : Number(z > limit))),
      };
    }
    const decimals = c % 3;
    const factor = 10 ** decimals;
    const values = Float64Array.from(latent, (z, i) =>
      isBlank[i] === true ? Number.NaN : Math.round((50 + 10 * z) * factor) / factor,
    );
    return { name, kind: 'number', decimals, values };
  });
  return { rows, columns: made, persons: null };
}

/** User time only: what the system does for other processes is not ours. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

export function benchSpeed(): void {
  const sizes = [
    [30, 8],
    [500, 40],
    [500, 40],
    [500, 300],
    [20_000, 40],
    [100_000, 40],
  ] as const;
  for (const [rows, columns] of sizes) {
    const table = factorTable(rows, columns, 1);
    let model = null;
    const fit = cpuSeconds(() => (model = fitRows(table, { seed: 1 })));
    if (model === null) continue;
    const sampler = new RowSampler(model, { seed: 1 });
    sampler.draw(0, 2000);
    const count = columns > 100 ? 20_000 : 200_000;
    const drawn = cpuSeconds(() => {
      // In pieces, as a worker draws them.
      for (let first = 0; first < count; first += 2000) sampler.draw(first, 2000);
    });
    const kilobytes = Math.round(JSON.stringify(model).length / 1000);
    console.log(
      `${rows} x ${columns}: fitted in ${fit.toFixed(2)} s, ${Math.round(count / drawn)} rows a second, ${kilobytes} kB`,
    );
  }
}
