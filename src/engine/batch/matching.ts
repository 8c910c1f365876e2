/** Whether pictures go with rows: products of their features. On arrays, with the gradient. */

export interface MatchSizes {
  readonly batch: number;
  readonly features: number;
}

export interface MatchArrays {
  /** [B, n] */
  readonly features: Float32Array;
  /** [2·B, n] */
  readonly embedded: Float32Array;
}

export function matched(
  { features, embedded }: MatchArrays,
  own: Float32Array,
  { batch, features: length }: MatchSizes,
  y: Float32Array,
): void {
  const scale = 1 / Math.sqrt(length);
  for (let row = 0; row < 2 * batch; row++) {
    const b = row % batch;
    let sum = 0;
    for (let f = 0; f < length; f++) sum += (embedded[row * length + f] ?? 0) * (features[b * length + f] ?? 0);
    y[2 * b + (row < batch ? 0 : 1)] = sum * scale + (own[b] ?? 0);
  }
}

export interface MatchGradients {
  dFeatures: Float32Array;
  dOwn: Float32Array;
  dEmbedded: Float32Array;
}

export function matchedGradient(
  dy: Float32Array,
  { features, embedded }: MatchArrays,
  { batch, features: length }: MatchSizes,
  { dFeatures, dOwn, dEmbedded }: MatchGradients,
): void {
  const scale = 1 / Math.sqrt(length);
  for (let b = 0; b < batch; b++) {
    const [first, second] = [dy[2 * b] ?? 0, dy[2 * b + 1] ?? 0];
    dOwn[b] = first + second;
    for (let f = 0; f < length; f++) {
      const at = b * length + f;
      const other = at + batch * length;
      dFeatures[at] = scale * (first * (embedded[at] ?? 0) + second * (embedded[other] ?? 0));
      dEmbedded[at] = scale * first * (features[at] ?? 0);
      dEmbedded[other] = scale * second * (features[at] ?? 0);
    }
  }
}
