/** The paper of a sheet at another size than it was learned at. */
import { between } from './trace-signals.ts';
import type { SheetModel } from './sheet-model.ts';

/** Grey bytes [side, side] of `paper` [size, size]: cubic along both ways. */
export function enlargePaper(paper: Float32Array, { size }: Pick<SheetModel, 'size'>, side: number): Uint8Array {
  const wide = new Float32Array(size * side);
  const last = size - 1;
  const place = (x: number): number => ((x + 0.5) * size) / side - 0.5;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < side; x++) wide[y * side + x] = between((k) => paper[y * size + k] ?? 0, place(x), 0, last);
  }
  const made = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const grey = between((k) => wide[k * side + x] ?? 0, place(y), 0, last);
      made[y * side + x] = Math.max(0, Math.min(255, Math.round(grey)));
    }
  }
  return made;
}
