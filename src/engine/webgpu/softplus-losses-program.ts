/**
 * Losses made of softplus(s · logit) and their derivatives by the logits, s · σ(s · logit), in one workgroup. The sums are a
 * fixed tree over the threads.
 */
import { type SoftplusLoss, spanOf } from '../softplus-terms.ts';
import { f32, type GpuProgram } from './gpu-program.ts';

const THREADS = 64;

export function softplusLossesProgram(losses: readonly SoftplusLoss[]): GpuProgram {
  const terms = losses.map((loss, l) => {
    const { begin: first } = spanOf(loss);
    return loss
      .map(({ begin, count, stride = 1, sign, weight = 1 }) => {
        const signed = sign < 0 ? '-l' : 'l';
        const share = f32(weight / count);
        // σ(l) − 1 = −σ(−l), without cancellation
        const at = stride === 1 ? 'i' : `i * ${stride}u`;
        return `
  for (var i = thread; i < ${count}u; i += ${THREADS}u) {
    let l = logits[${begin}u + ${at}];
    sum[${l}] += softplus(${signed}) * ${share};
    weights${l}[${begin - first}u + ${at}] = ${sign < 0 ? '-' : ''}sigmoid(${signed}) * ${share};
  }`;
      })
      .join('');
  });
  return {
    inputs: [{ name: 'logits', element: 'f32' }],
    outputs: [
      { name: 'losses', element: 'f32' },
      ...losses.map((_, l) => ({ name: `weights${l}`, element: 'f32' as const })),
    ],
    workgroups: [1, 1, 1],
    code: `
/** log(1 + e^x) without overflow; for small e^−|x| the series keeps what 1 + e would round away. */
fn softplus(x: f32) -> f32 {
  let e = exp(-abs(x));
  return max(x, 0.0f) + select(log(1.0f + e), e - 0.5f * e * e, e < 1e-3f);
}
fn sigmoid(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(e, 1.0f, x >= 0.0f) / (1.0f + e);
}
var<workgroup> sums: array<array<f32, ${losses.length}>, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread: u32) {
  var sum = array<f32, ${losses.length}>();
  ${terms.join('')}
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
    if (thread < half) {
      for (var l = 0u; l < ${losses.length}u; l++) { sums[thread][l] += sums[thread + half][l]; }
    }
    workgroupBarrier();
  }
  if (thread == 0u) {
    for (var l = 0u; l < ${losses.length}u; l++) { losses[l] = sums[0][l]; }
  }
}`,
  };
}
