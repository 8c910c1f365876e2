/** Energy distances of made rows from real ones and their gradient (`engine/batch/energy.ts`), a workgroup a made row. */
import { type EnergySizes, LEAST_SQUARE, shareOfPairs } from '../../batch/energy.ts';
import { f32, type GpuProgram } from '../gpu-program.ts';

const THREADS = 64;

/** Numbers that a workgroup keeps: of every other row its pull. 16 KiB are what every device has. */
const MOST_ROWS = 3_800;

export function hasRoomFor({ made, real }: EnergySizes): boolean {
  return made + real <= MOST_ROWS;
}

export function energyProgram({ views, made: m, real: n, length }: EnergySizes): GpuProgram {
  const rows = n + m;
  return {
    inputs: ['made', 'real', 'unit'].map((name) => ({ name, element: 'f32' as const })),
    outputs: ['parts', 'gradient'].map((name) => ({ name, element: 'f32' as const })),
    workgroups: [m, views, 1],
    code: `
var<workgroup> pulls: array<f32, ${rows}>;
var<workgroup> sums: array<f32, ${THREADS}>;
fn other(view: u32, j: u32, k: u32) -> f32 {
  if (j < ${n}u) { return real[(view * ${n}u + j) * ${length}u + k]; }
  return made[(view * ${m}u + j - ${n}u) * ${length}u + k];
}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let view = group.y;
  let own = (view * ${m}u + group.x) * ${length}u;
  var distances = 0.0f;
  for (var j = thread; j < ${rows}u; j += ${THREADS}u) {
    var squares = 0.0f;
    for (var k = 0u; k < ${length}u; k++) {
      let apart = made[own + k] - other(view, j, k);
      squares += apart * apart;
    }
    let distance = sqrt(max(squares, ${f32(LEAST_SQUARE)}));
    let isReal = j < ${n}u;
    // Itself it neither draws nor counts. Of two made ones each is drawn by the other: twice the derivative.
    let weight = select(select(${f32(-shareOfPairs(m))}, 0.0f, j == ${n}u + group.x), ${f32(2 / (m * n))}, isReal);
    distances += weight * distance;
    pulls[j] = select(2.0f, 1.0f, isReal) * weight / distance;
  }
  sums[thread] = distances;
  workgroupBarrier();
  let scale = unit[view];
  for (var k = thread; k < ${length}u; k += ${THREADS}u) {
    var pull = 0.0f;
    for (var j = 0u; j < ${rows}u; j++) { pull += pulls[j] * (made[own + k] - other(view, j, k)); }
    gradient[own + k] = pull / (scale * ${f32(views)});
  }
  if (thread == 0u) {
    var all = 0.0f;
    for (var t = 0u; t < ${THREADS}u; t++) { all += sums[t]; }
    parts[view * ${m}u + group.x] = all / scale;
  }
}`,
  };
}
