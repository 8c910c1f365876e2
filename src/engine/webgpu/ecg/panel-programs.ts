/** The mixture of `engine/ecg/panels.ts`, a thread for each number that comes out. */
import { type PanelSizes, STEEPNESS } from '../../ecg/panels.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

function edgeFunctions({ samples, panels }: PanelSizes): string {
  return `
fn gate(cut: u32, t: u32) -> f32 {
  return 1.0f / (1.0f + exp(${f32(-STEEPNESS)} * (f32(t) + 0.5f - cuts[cut] * ${f32(samples)})));
}
fn edge(p: u32, t: u32) -> f32 {
  var begun = 1.0f;
  var ended = 0.0f;
  if (p > 0u) { begun = gate(p - 1u, t); }
  if (p + 1u < ${panels}u) { ended = gate(p, t); }
  return begun - ended;
}`;
}

function program(
  sizes: PanelSizes,
  inputs: readonly string[],
  output: string,
  threads: number,
  body: string,
): GpuProgram {
  return {
    inputs: bindings(...inputs),
    outputs: bindings(output),
    workgroups: flatGrid(threads),
    code: `${inputs.includes('cuts') ? edgeFunctions(sizes) : ''}${flatMain(threads, body)}`,
  };
}

/** [B, T, S]. */
export function mixPanelsProgram(sizes: PanelSizes): GpuProgram {
  const { batch, samples, shapes, strips, panels } = sizes;
  return program(
    sizes,
    ['shapes', 'amounts', 'cuts'],
    'result',
    batch * samples * strips,
    `let s = index % ${strips}u;
  let t = (index / ${strips}u) % ${samples}u;
  let b = index / ${strips * samples}u;
  let shape = (index / ${strips}u) * ${shapes}u;
  var sum = 0.0f;
  for (var p = 0u; p < ${panels}u; p++) {
    let share = edge(p, t);
    if (abs(share) > 1e-9f) {
      let amount = ((b * ${panels}u + p) * ${strips}u + s) * ${shapes}u;
      var mixed = 0.0f;
      for (var c = 0u; c < ${shapes}u; c++) { mixed += amounts[amount + c] * shapes[shape + c]; }
      sum += share * mixed;
    }
  }
  result[index] = sum;`,
  );
}

/** [B, T, C]. */
export function shapesGradientProgram(sizes: PanelSizes): GpuProgram {
  const { batch, samples, shapes, strips, panels } = sizes;
  return program(
    sizes,
    ['amounts', 'cuts', 'dy'],
    'result',
    batch * samples * shapes,
    `let c = index % ${shapes}u;
  let row = index / ${shapes}u;
  let t = row % ${samples}u;
  let b = row / ${samples}u;
  var sum = 0.0f;
  for (var p = 0u; p < ${panels}u; p++) {
    let share = edge(p, t);
    if (abs(share) > 1e-9f) {
      for (var s = 0u; s < ${strips}u; s++) {
        sum += share * dy[row * ${strips}u + s] * amounts[((b * ${panels}u + p) * ${strips}u + s) * ${shapes}u + c];
      }
    }
  }
  result[index] = sum;`,
  );
}

/** [B, P, S, C]. */
export function amountsGradientProgram(sizes: PanelSizes): GpuProgram {
  const { batch, samples, shapes, strips, panels } = sizes;
  return program(
    sizes,
    ['shapes', 'cuts', 'dy'],
    'result',
    batch * panels * strips * shapes,
    `let c = index % ${shapes}u;
  let s = (index / ${shapes}u) % ${strips}u;
  let p = (index / ${shapes * strips}u) % ${panels}u;
  let b = index / ${shapes * strips * panels}u;
  var sum = 0.0f;
  for (var t = 0u; t < ${samples}u; t++) {
    let row = b * ${samples}u + t;
    sum += edge(p, t) * dy[row * ${strips}u + s] * shapes[row * ${shapes}u + c];
  }
  result[index] = sum;`,
  );
}

/** By each panel's edge, [T, P]. */
export function edgesGradientProgram(sizes: PanelSizes): GpuProgram {
  const { batch, samples, shapes, strips, panels } = sizes;
  return program(
    sizes,
    ['shapes', 'amounts', 'dy'],
    'result',
    samples * panels,
    `let p = index % ${panels}u;
  let t = index / ${panels}u;
  var sum = 0.0f;
  for (var b = 0u; b < ${batch}u; b++) {
    let row = b * ${samples}u + t;
    for (var s = 0u; s < ${strips}u; s++) {
      let amount = ((b * ${panels}u + p) * ${strips}u + s) * ${shapes}u;
      var mixed = 0.0f;
      for (var c = 0u; c < ${shapes}u; c++) { mixed += amounts[amount + c] * shapes[row * ${shapes}u + c]; }
      sum += dy[row * ${strips}u + s] * mixed;
    }
  }
  result[index] = sum;`,
  );
}

/** [P − 1], from that by the edges. */
export function cutsGradientProgram(sizes: PanelSizes): GpuProgram {
  const { samples, panels } = sizes;
  return program(
    sizes,
    ['byEdge', 'cuts'],
    'result',
    panels - 1,
    `var sum = 0.0f;
  for (var t = 0u; t < ${samples}u; t++) {
    let open = gate(index, t);
    let byGate = byEdge[t * ${panels}u + index + 1u] - byEdge[t * ${panels}u + index];
    sum -= byGate * open * (1.0f - open) * ${f32(STEEPNESS * samples)};
  }
  result[index] = sum;`,
  );
}
