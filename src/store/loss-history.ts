/**
 * The losses of a training of any length in a fixed amount of memory: at most `capacity` points for the chart.
 * When it is full, neighbours are merged into their mean, so a point stands for 1, 2, 4 … epochs.
 */

export interface LossPoint {
  /** Last epoch that went into the point. */
  readonly epoch: number;
  readonly generator: number;
  readonly discriminator: number;
}

export class LossHistory {
  readonly #epoch: Float64Array;
  readonly #generator: Float64Array;
  readonly #discriminator: Float64Array;
  /** Epochs in each point; only the last may hold fewer than `#stride`. */
  readonly #weight: Float64Array;
  #length = 0;
  #stride = 1;
  #points: LossPoint[] | null = null;

  constructor(capacity = 500) {
    if (capacity < 2 || capacity % 2 !== 0) throw new RangeError('capacity must be even and at least 2');
    this.#epoch = new Float64Array(capacity);
    this.#generator = new Float64Array(capacity);
    this.#discriminator = new Float64Array(capacity);
    this.#weight = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
    this.#stride = 1;
    this.#points = null;
  }

  add(epoch: number, generator: number, discriminator: number): void {
    this.#points = null;
    const last = this.#length - 1;
    if (last >= 0 && (this.#weight[last] ?? 0) < this.#stride) {
      this.#mix(last, epoch, generator, discriminator, 1);
      return;
    }
    if (this.#length === this.#epoch.length) {
      this.#halve();
      this.add(epoch, generator, discriminator);
      return;
    }
    this.#weight[this.#length] = 0;
    this.#mix(this.#length, epoch, generator, discriminator, 1);
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
      generator: this.#generator[i] ?? 0,
      discriminator: this.#discriminator[i] ?? 0,
    }));
    return this.#points;
  }

  /** Adds a value of some weight to point `i`, as a weighted mean. */
  #mix(i: number, epoch: number, generator: number, discriminator: number, weight: number): void {
    const before = this.#weight[i] ?? 0;
    const total = before + weight;
    this.#epoch[i] = epoch;
    this.#generator[i] = ((this.#generator[i] ?? 0) * before + generator * weight) / total;
    this.#discriminator[i] = ((this.#discriminator[i] ?? 0) * before + discriminator * weight) / total;
    this.#weight[i] = total;
  }

  #halve(): void {
    const half = this.#length / 2;
    for (let i = 0; i < half; i++) {
      const [a, b] = [2 * i, 2 * i + 1];
      const [weightA, weightB] = [this.#weight[a] ?? 0, this.#weight[b] ?? 0];
      const second = { epoch: this.#epoch[b] ?? 0, g: this.#generator[b] ?? 0, d: this.#discriminator[b] ?? 0 };
      this.#generator[i] = this.#generator[a] ?? 0;
      this.#discriminator[i] = this.#discriminator[a] ?? 0;
      this.#weight[i] = weightA;
      this.#mix(i, second.epoch, second.g, second.d, weightB);
    }
    this.#length = half;
    this.#stride *= 2;
  }
}
