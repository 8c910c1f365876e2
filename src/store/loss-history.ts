/**
 * The losses of a training of any length in a fixed amount of memory: at most `capacity` points for the chart.
 * When it is full, neighbours are merged into their mean, so a point stands for 1, 2, 4 … epochs.
 */
import type { Losses } from '../core/epoch-log.ts';

export interface LossPoint {
  /** Last epoch that went into the point. */
  readonly epoch: number;
  readonly losses: Losses;
}

/** The losses there are, in the recipe's order. */
export function lossNames(points: readonly LossPoint[]): readonly string[] {
  return Object.keys(points[0]?.losses ?? {});
}

export class LossHistory {
  readonly #epoch: Float64Array;
  /** By name; those of the first epoch that is added. */
  readonly #series = new Map<string, Float64Array>();
  /** Epochs in each point; only the last may hold fewer than `#stride`. */
  readonly #weight: Float64Array;
  #length = 0;
  #stride = 1;
  #points: LossPoint[] | null = null;

  constructor(capacity = 500) {
    if (capacity < 2 || capacity % 2 !== 0) throw new RangeError('capacity must be even and at least 2');
    this.#epoch = new Float64Array(capacity);
    this.#weight = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#series.clear();
    this.#length = 0;
    this.#stride = 1;
    this.#points = null;
  }

  add(epoch: number, losses: Losses): void {
    this.#points = null;
    if (this.#series.size === 0) {
      for (const name of Object.keys(losses)) this.#series.set(name, new Float64Array(this.#epoch.length));
    }
    const last = this.#length - 1;
    if (last >= 0 && (this.#weight[last] ?? 0) < this.#stride) {
      this.#mix(last, epoch, losses, 1);
      return;
    }
    if (this.#length === this.#epoch.length) {
      this.#halve();
      this.add(epoch, losses);
      return;
    }
    this.#weight[this.#length] = 0;
    this.#mix(this.#length, epoch, losses, 1);
    this.#length += 1;
  }

  /** Forgets what came after an epoch; a point that stands for epochs on both sides goes too. */
  cutAfter(epoch: number): void {
    while (this.#length > 0 && (this.#epoch[this.#length - 1] ?? 0) > epoch) this.#length -= 1;
    this.#points = null;
  }

  /** The same array until something is added, so that a chart can tell that nothing changed. */
  points(): LossPoint[] {
    this.#points ??= Array.from({ length: this.#length }, (_, i) => ({
      epoch: this.#epoch[i] ?? 0,
      losses: this.#lossesAt(i),
    }));
    return this.#points;
  }

  #lossesAt(i: number): Losses {
    return Object.fromEntries([...this.#series].map(([name, values]) => [name, values[i] ?? 0]));
  }

  /** Adds values of some weight to point `i`, as a weighted mean. */
  #mix(i: number, epoch: number, losses: Losses, weight: number): void {
    const before = this.#weight[i] ?? 0;
    const total = before + weight;
    this.#epoch[i] = epoch;
    for (const [name, values] of this.#series) {
      values[i] = ((values[i] ?? 0) * before + (losses[name] ?? 0) * weight) / total;
    }
    this.#weight[i] = total;
  }

  #halve(): void {
    const half = this.#length / 2;
    for (let i = 0; i < half; i++) {
      const [a, b] = [2 * i, 2 * i + 1];
      const second = { epoch: this.#epoch[b] ?? 0, losses: this.#lossesAt(b), weight: this.#weight[b] ?? 0 };
      for (const values of this.#series.values()) values[i] = values[a] ?? 0;
      this.#weight[i] = this.#weight[a] ?? 0;
      this.#mix(i, second.epoch, second.losses, second.weight);
    }
    this.#length = half;
    this.#stride *= 2;
  }
}
