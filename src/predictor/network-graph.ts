/**
 * The small network of the comparison: an optional ECG branch (the picture's profile, and 5 × 5 convolutions of stride 2), an
 * optional row branch (Dense), joined in one embedding layer; the outputs see the embedding and, directly, the row ("wide and
 * deep", Cheng et al. 2016). It is not the article's predictor, of which only the purpose is published; sizes are chosen in
 * `effort.ts`.
 */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { type Graph } from '../nets/node.ts';
import { GraphBuilder } from '../nets/graph.ts';
import type { ActivationAttributes } from '../nets/ops/attributes.ts';

/** What goes in and out. */
export interface NetworkPorts {
  /** Side of the square picture, 0 without an ECG branch. */
  readonly side: number;
  /** Features of the picture's profile, 0 without one. */
  readonly profile: number;
  /** Numbers in a row, 0 without a row branch. */
  readonly columns: number;
  readonly outputs: number;
}

/** Hidden widths. */
export interface NetworkWidths {
  /** Channels of the convolutions, each of which halves the picture. */
  readonly convolutions: readonly number[];
  /** Units of the Dense layers of the row. */
  readonly row: readonly number[];
  readonly embedding: number;
}

/** Rates of dropout while training, after a convolution and after a Dense layer. */
export interface DropoutRates {
  readonly convolution: number;
  readonly dense: number;
}

export interface NetworkInput {
  /** [B, side, side, 1]; null without an ECG branch. */
  readonly picture: Tensor4D | null;
  /** [B, profile]: what `profile.ts` measures of the picture; null without one. */
  readonly profile: Tensor2D | null;
  /** [B, columns]; null without a row branch. */
  readonly row: Tensor2D | null;
}

/** Names of what the network gives: [outputs] each, and the layer in front of them. */
export const LOGITS = 'logits';
export const EMBEDDING = 'embedding';

const LEAKY_SLOPE = 0.1;
const KERNEL = [5, 5] as const;

/**
 * An ECG sheet shows each lead for a quarter of its width (3 × 4), a half or all of it. Where in its panel a beat falls is
 * chance; which panel, and how high in it, is not: so features are averaged over quarters, and heights are kept.
 */
const WINDOWS = 4;

/** Refuses ports without any branch, and a picture that cannot be halved often enough. */
export function comparisonGraph(ports: NetworkPorts, widths: NetworkWidths, rates: DropoutRates): Graph {
  const { side, profile, columns, outputs } = ports;
  if (side === 0 && profile === 0 && columns === 0) throw new Error('A network needs a picture, a row or both');
  const g = new GraphBuilder('comparison');
  let masks = 0;
  const bias = (rate: number): ActivationAttributes => ({ slope: LEAKY_SLOPE, dropout: { rate, layer: masks++ } });
  const picture = side === 0 ? null : g.input('picture', [side, side, 1]);
  const measured = profile === 0 ? null : g.input('profile', [profile]);
  const row = columns === 0 ? null : g.input('row', [columns]);

  const parts: string[] = [];
  if (picture !== null) {
    let layer = picture;
    widths.convolutions.forEach((channels, i) => {
      const attributes = { channels, kernel: KERNEL, stride: 2, bias: bias(rates.convolution), squash: null } as const;
      layer = g.add('convolve', `image_${i + 1}`, attributes, [layer]);
      const windows = Math.min(WINDOWS, g.shapeOf(layer)[1] ?? 1);
      parts.push(g.add('window-averages', `image_${i + 1}_means`, { windows }, [layer]));
    });
  }
  if (measured !== null) parts.push(measured);
  if (row !== null) {
    let layer = row;
    widths.row.forEach((units, i) => {
      layer = g.add('dense', `row_${i + 1}`, { units, bias: bias(rates.dense), squash: null }, [layer]);
    });
    parts.push(layer);
  }
  const joined = g.join('both', parts);
  const units = { units: widths.embedding, bias: bias(rates.dense), squash: null };
  const embedding = g.add('dense', EMBEDDING, units, [joined]);
  const last = g.join('wide_and_deep', row === null ? [embedding] : [embedding, row]);
  const linear = { units: outputs, bias: { slope: 1, dropout: null }, squash: null };
  return g.build({ [LOGITS]: g.add('dense', LOGITS, linear, [last]), [EMBEDDING]: embedding });
}

/** What a graph takes of an input. */
export function inputsOf({ picture, profile, row }: NetworkInput): Readonly<Record<string, Tensor>> {
  return {
    ...(picture === null ? {} : { picture }),
    ...(profile === null ? {} : { profile }),
    ...(row === null ? {} : { row }),
  };
}
