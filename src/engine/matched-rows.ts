/**
 * Whether a picture goes with a row (Miyato & Koyama 2018, *cGANs with projection discriminator*): the picture's own logit plus
 * ⟨row · kernel, features⟩ / √n, for its row and for another one, from the same features. In tfjs ops, on every backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

export interface MatchInputs {
  /** [B, n] */
  readonly features: Tensor2D;
  /** [B, 1] */
  readonly own: Tensor2D;
  /** [2·B, n]: of the rows, then of the other rows. */
  readonly embedded: Tensor2D;
}

/** [B, 2]: logits with the row and with the other row. */
export function matched({ features, own, embedded }: MatchInputs): Tensor2D {
  return tf.tidy(() => {
    const [batch, length] = features.shape;
    const products = tf.mul(tf.reshape(embedded, [2, batch, length]), features);
    const dots = tf.div(tf.sum<tf.Tensor2D>(products, 2), Math.sqrt(length));
    return tf.add(tf.transpose(dots), own);
  });
}

/** By the features, the picture's own logit, and both rows' embeddings. */
export function matchedGradient(
  dy: Tensor2D,
  { features, embedded }: Omit<MatchInputs, 'own'>,
): { readonly dFeatures: Tensor2D; readonly dOwn: Tensor2D; readonly dEmbedded: Tensor2D } {
  return tf.tidy(() => {
    const [batch, length] = features.shape;
    const by = tf.reshape(tf.div(tf.transpose(dy), Math.sqrt(length)), [2, batch, 1]);
    return {
      dFeatures: tf.sum<Tensor2D>(tf.mul(by, tf.reshape(embedded, [2, batch, length])), 0),
      dOwn: tf.sum<Tensor2D>(dy, 1, true),
      dEmbedded: tf.reshape<tf.Rank.R2>(tf.mul(by, features), [2 * batch, length]),
    };
  });
}
