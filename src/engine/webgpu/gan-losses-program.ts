/**
 * Both losses and their derivatives by the logits in one workgroup: cross entropy against 1 is softplus(−l), against 0
 * softplus(l). The sums are a fixed tree over the threads.
 */
import { f32, type GpuProgram } from './gpu-program.ts';

const THREADS = 64;

export function ganLossesProgram(realCount: number, fakeCount: number): GpuProgram {
  return {
    inputs: [{ name: 'logits', element: 'f32' }],
    outputs: [
      { name: 'losses', element: 'f32' },
      { name: 'discriminatorWeights', element: 'f32' },
      { name: 'generatorWeights', element: 'f32' },
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
/** Generator's and discriminator's part. */
var<workgroup> sums: array<vec2<f32>, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread: u32) {
  var sum = vec2<f32>();
  for (var i = thread; i < ${realCount}u; i += ${THREADS}u) {
    let l = logits[i];
    sum.y += softplus(-l) * ${f32(1 / realCount)};
    // σ(l) − 1 = −σ(−l), without cancellation
    discriminatorWeights[i] = -sigmoid(-l) * ${f32(1 / realCount)};
  }
  for (var i = thread; i < ${fakeCount}u; i += ${THREADS}u) {
    let l = logits[${realCount}u + i];
    sum += vec2<f32>(softplus(-l), softplus(l)) * ${f32(1 / fakeCount)};
    discriminatorWeights[${realCount}u + i] = sigmoid(l) * ${f32(1 / fakeCount)};
    generatorWeights[i] = -sigmoid(-l) * ${f32(1 / fakeCount)};
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) {
    losses[0] = sums[0].x;
    losses[1] = sums[0].y;
  }
}`,
  };
}
