/** Numbers in [−1, 1] → grey levels, four bytes to a word, so that a picture is read back in a quarter of the bytes. */
import { elementFor } from './convolution-shape.ts';
import { flatGrid, flatMain, type GpuProgram } from './gpu-program.ts';

export function greyProgram(size: number): GpuProgram {
  const threads = Math.ceil(size / 4);
  const element = elementFor(size);
  const values =
    element === 'vec4<f32>'
      ? 'x[index]'
      : `vec4<f32>(${[0, 1, 2, 3].map((i) => `x[min(index * 4u + ${i}u, ${size - 1}u)]`).join(', ')})`;
  return {
    inputs: [{ name: 'x', element }],
    outputs: [{ name: 'result', element: 'u32' }],
    workgroups: flatGrid(threads),
    // Not `round`, which takes halves to the even neighbour.
    code: flatMain(
      threads,
      `let level = vec4<u32>(clamp(floor(${values} * 127.5f + 128.0f), vec4<f32>(), vec4<f32>(255.0f)));
  result[index] = level.x | (level.y << 8u) | (level.z << 16u) | (level.w << 24u);`,
    ),
  };
}
