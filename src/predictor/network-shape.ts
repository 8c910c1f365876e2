/**
 * The small network of the comparison as a list of layers and variables, without running it: an optional ECG branch
 * (the picture's profile, and 5 × 5 convolutions of stride 2), an optional row branch (Dense), joined in one embedding
 * layer; the outputs see the embedding and, directly, the row ("wide and deep", Cheng et al. 2016).
 * It is not the article's predictor, of which only the purpose is published; sizes are chosen in `effort.ts`.
 */
import { KERNEL_SIDE, type ConvLayer, type DenseLayer, type VariableSpec } from '../core/network-plan.ts';

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

/**
 * An ECG sheet shows each lead for a quarter of its width (3 × 4), a half or all of it. Where in its panel a beat falls is
 * chance; which panel, and how high in it, is not: so features are averaged over quarters, and heights are kept.
 */
const WINDOWS = 4;

export interface NetworkShape extends NetworkPorts {
  readonly image: readonly ConvLayer[];
  readonly row: readonly DenseLayer[];
  /** What each convolution gives the embedding: its channels, averaged over this many windows of time. */
  readonly pooled: readonly { readonly side: number; readonly windows: number; readonly length: number }[];
  readonly embedding: DenseLayer;
  readonly logits: DenseLayer;
  readonly variables: readonly VariableSpec[];
}

function withBias(name: string, kernel: readonly number[]): VariableSpec[] {
  return [
    { name: `${name}/kernel`, shape: kernel, initial: 'glorot-uniform', trainable: true },
    { name: `${name}/bias`, shape: kernel.slice(-1), initial: 'zeros', trainable: true },
  ];
}

/** Throws where a branch is missing on both sides or the picture cannot be halved often enough. */
export function shapeNetwork(ports: NetworkPorts, widths: NetworkWidths): NetworkShape {
  const { side, profile, columns, outputs } = ports;
  const halvings = widths.convolutions.length;
  if (side === 0 && profile === 0 && columns === 0) throw new Error('A network needs a picture, a row or both');
  if (side % 2 ** halvings !== 0) throw new Error(`A picture of ${side} pixels cannot be halved ${halvings} times`);

  const image: ConvLayer[] = [];
  if (side > 0) {
    widths.convolutions.forEach((channels, i) => {
      image.push({ name: `image_${i + 1}`, inputs: image.at(-1)?.outputs ?? 1, outputs: channels, stride: 2 });
    });
  }
  const row: DenseLayer[] = [];
  if (columns > 0) {
    widths.row.forEach((units, i) => {
      row.push({ name: `row_${i + 1}`, inputs: row.at(-1)?.outputs ?? columns, outputs: units });
    });
  }
  const pooled = image.map(({ outputs: channels }, i) => {
    const levelSide = side / 2 ** (i + 1);
    const windows = Math.min(WINDOWS, levelSide);
    return { side: levelSide, windows, length: levelSide * windows * channels };
  });
  const fromPicture = pooled.reduce((sum, { length }) => sum + length, 0);
  const fromRow = columns === 0 ? 0 : (row.at(-1)?.outputs ?? columns);
  const embedding: DenseLayer = {
    name: 'embedding',
    inputs: fromPicture + profile + fromRow,
    outputs: widths.embedding,
  };
  const logits: DenseLayer = { name: 'logits', inputs: widths.embedding + columns, outputs };
  const variables = [
    ...image.flatMap((layer) => withBias(layer.name, [KERNEL_SIDE, KERNEL_SIDE, layer.inputs, layer.outputs])),
    ...[...row, embedding, logits].flatMap((layer) => withBias(layer.name, [layer.inputs, layer.outputs])),
  ];
  return { side, profile, columns, outputs, image, row, pooled, embedding, logits, variables };
}
