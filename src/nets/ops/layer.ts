/**
 * What Dense layers and convolutions share: the bias with LeakyReLU and dropout in one kernel, a squashing at the end, and the
 * order of a backward pass (gradient by the input from the old weights, then the variables').
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { VariableSpec } from '../../core/variable-spec.ts';
import type { Activation } from '../../engine/kernels.ts';
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

/** Of the product of a layer, which it disposes: its output. */
export function finishLayer({ node, kernels, parameters, dropout }: OpContext<LayerAttributes>, raw: Tensor): Tensor {
  const { bias, squash } = node.attributes;
  let y = raw;
  const next = (made: Tensor): void => {
    y.dispose();
    y = made;
  };
  if (bias !== null) {
    next(kernels.biasActivate(y, parameters.vector(`${node.name}/bias`), activationOf(bias, dropout)));
  }
  if (squash !== null) next(squash === 'tanh' ? kernels.tanh(y) : kernels.sigmoid(y));
  return y;
}

/** From the gradient by a layer's output to that by its product: a new tensor, or `dOutput` itself. */
function unfinish(
  { node, kernels, dropout }: OpContext<LayerAttributes>,
  { output }: Recorded,
  dOutput: Tensor,
): Tensor {
  const { bias, squash } = node.attributes;
  if (squash !== null) {
    return squash === 'tanh' ? kernels.tanhGradient(dOutput, output) : kernels.sigmoidGradient(dOutput, output);
  }
  if (bias === null) return dOutput;
  const activation = activationOf(bias, dropout);
  const isLinear = activation.slope === 1 && activation.dropout === null;
  return isLinear ? dOutput : kernels.biasActivateGradient(dOutput, output, activation);
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
  { byInput, byKernel }: { byInput: (dRaw: Tensor) => Tensor; byKernel: (dRaw: Tensor) => void },
): readonly (Tensor | null)[] {
  const { node, kernels } = context;
  const { dOutput, sink, weights, wanted } = call;
  const dRaw = unfinish(context, recorded, dOutput);
  const some = narrowed(context, dRaw, wanted[0] ?? 'none');
  const dInput = some === null ? null : byInput(some);
  if (sink !== null) {
    // First, so that the updates of kernel and bias follow each other: on a GPU small ones are then one dispatch.
    const dBias = node.attributes.bias === null ? null : kernels.biasGradient(dRaw, weights);
    byKernel(dRaw);
    if (dBias !== null) sink.take(`${node.name}/bias`, dBias);
  }
  if (some !== null && some !== dRaw) some.dispose();
  if (dRaw !== dOutput) dRaw.dispose();
  return [dInput];
}
