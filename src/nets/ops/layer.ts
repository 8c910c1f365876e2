/**
 * What Dense layers and convolutions share: the bias with LeakyReLU and dropout in one kernel, a squashing at the end, and the
 * order of a backward pass (gradient by the input from the old weights, then the variables').
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { VariableSpec } from '../../core/variable-spec.ts';
import type { Activation, Finish } from '../../engine/kernels.ts';
import type { ActivationAttributes, LayerAttributes } from './attributes.ts';
import type { BackwardCall, OpContext, Recorded, Refuse, Wanted } from './op.ts';

/** A kernel and, where the layer has one, its bias. */
export function layerVariables(
  name: string,
  kernel: readonly number[],
  features: number,
  { bias }: LayerAttributes,
): VariableSpec[] {
  const spec = (part: string, shape: readonly number[], initial: VariableSpec['initial']): VariableSpec => ({
    name: `${name}/${part}`,
    shape,
    initial,
    trainable: true,
  });
  const weights = spec('kernel', kernel, 'glorot-uniform');
  return bias === null ? [weights] : [weights, spec('bias', [features], 'zeros')];
}

/** The gradient of a squashing is taken from the output, which no longer shows what LeakyReLU or dropout did before it. */
export function refuseBeforeSquash({ bias, squash }: LayerAttributes, refuse: Refuse): void {
  if (squash !== null && bias !== null && (bias.slope !== 1 || bias.dropout !== null)) {
    throw refuse(`${squash} follows a linear layer without dropout`);
  }
}

function activationOf({ slope, dropout }: ActivationAttributes, seeds: OpContext['dropout']): Activation {
  const isMasked = dropout !== null && dropout.rate > 0 && seeds !== null;
  return { slope, dropout: isMasked ? { ...seeds, rate: dropout.rate, layer: dropout.layer } : null };
}

/** A layer's output; `product` multiplies, and adds the bias where there is one. */
export function finishLayer(
  { node, kernels, parameters, dropout }: OpContext<LayerAttributes>,
  product: (finish: Finish | null) => Tensor,
): Tensor {
  const { bias, squash } = node.attributes;
  const raw = product(
    bias === null ? null : { bias: parameters.vector(`${node.name}/bias`), activation: activationOf(bias, dropout) },
  );
  if (squash === null) return raw;
  const y = squash === 'tanh' ? kernels.tanh(raw) : kernels.sigmoid(raw);
  raw.dispose();
  return y;
}

/**
 * From the gradient by a layer's output to that by its product, a new tensor or `dOutput` itself, and with `sums` to that by its
 * bias.
 */
function unfinish(
  { node, kernels, dropout }: OpContext<LayerAttributes>,
  { output }: Recorded,
  dOutput: Tensor,
  sums: { readonly weights: Tensor1D | null } | null,
): { readonly dRaw: Tensor; readonly dBias: Tensor1D | null } {
  const { bias, squash } = node.attributes;
  const summed = (dRaw: Tensor) => ({ dRaw, dBias: sums === null ? null : kernels.biasGradient(dRaw, sums.weights) });
  if (squash !== null) {
    return summed(squash === 'tanh' ? kernels.tanhGradient(dOutput, output) : kernels.sigmoidGradient(dOutput, output));
  }
  const activation = bias === null ? null : activationOf(bias, dropout);
  if (activation === null || (activation.slope === 1 && activation.dropout === null)) return summed(dOutput);
  if (sums === null) return { dRaw: kernels.biasActivateGradient(dOutput, output, activation), dBias: null };
  const { dx, dBias } = kernels.biasActivateGradients(dOutput, output, activation, sums.weights);
  return { dRaw: dx, dBias };
}

/** The samples of a gradient that are wanted, null for none; a new tensor only where it is a part. */
function narrowed({ kernels }: OpContext, dRaw: Tensor, wanted: Wanted): Tensor | null {
  if (wanted === 'none') return null;
  return wanted === 'all' ? dRaw : kernels.takeSamples(dRaw, wanted.begin, wanted.count, null);
}

/** `byInput`: gradient of the product by the layer's input; `byKernel` hands that by the kernel to the sink. */
export function layerBackward(
  context: OpContext<LayerAttributes>,
  recorded: Recorded,
  call: BackwardCall,
  by: {
    readonly byInput: (dRaw: Tensor) => Tensor;
    readonly byKernel: (dRaw: Tensor) => void;
    /** Kernel and bias together, where the sink takes them so. */
    readonly byBoth?: ((dRaw: Tensor) => void) | null;
  },
): readonly (Tensor | null)[] {
  const { byInput, byKernel, byBoth = null } = by;
  const { node } = context;
  const { dOutput, sink, weights, wanted } = call;
  const hasSums = sink !== null && node.attributes.bias !== null && byBoth === null;
  const { dRaw, dBias } = unfinish(context, recorded, dOutput, hasSums ? { weights } : null);
  const some = narrowed(context, dRaw, wanted[0] ?? 'none');
  const dInput = some === null ? null : byInput(some);
  if (sink !== null) {
    if (byBoth === null) byKernel(dRaw);
    else byBoth(dRaw);
    // Their sums came first, so that the updates of kernel and bias follow each other: on a GPU small ones are then one dispatch.
    if (dBias !== null) sink.take(`${node.name}/bias`, dBias);
  }
  if (some !== null && some !== dRaw) some.dispose();
  if (dRaw !== dOutput) dRaw.dispose();
  return [dInput];
}
