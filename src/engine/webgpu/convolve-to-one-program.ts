/**
 * Transposed convolution to one channel (the generator's last layer; the first discriminator layer's input gradient).
 * As a matrix product it would have one column and waste the rest of its tile; here a thread sums one output pixel.
 * Neighbouring threads have the same phase, so their loops are equally long, and share their inputs in the cache.
 */
import { elementFor, type ConvolutionShape } from './convolution-shape.ts';
import { flatGrid, flatMain, type GpuProgram } from './gpu-program.ts';

export function convolveToOneProgram(s: ConvolutionShape, inputs: number): GpuProgram {
  const element = elementFor(inputs);
  const vectors = element === 'f32' ? inputs : inputs / 4;
  const positions = s.batch * s.smallHeight * s.smallWidth;
  const threads = positions * s.stride * s.stride;
  const product =
    element === 'f32' ? 'image[source + c] * weights[tap + c]' : 'dot(image[source + c], weights[tap + c])';
  // Output y = stride·i + phase gets tap ky from input i + (phase + pad − ky)/stride where that is whole.
  const body = `
  let phase = i32(index / ${positions}u);
  let place = i32(index % ${positions}u);
  let rest = place % ${s.smallHeight * s.smallWidth};
  let first = place - rest;
  let at = vec2<i32>(rest / ${s.smallWidth}, rest % ${s.smallWidth});
  let phases = vec2<i32>(phase / ${s.stride}, phase % ${s.stride});
  let padded = phases + vec2<i32>(${s.padTop}, ${s.padLeft});
  var sum = 0.0f;
  for (var ky = padded.x % ${s.stride}; ky < ${s.side}; ky += ${s.stride}) {
    let y = at.x + (padded.x - ky) / ${s.stride};
    if (y < 0 || y >= ${s.smallHeight}) { continue; }
    for (var kx = padded.y % ${s.stride}; kx < ${s.side}; kx += ${s.stride}) {
      let x = at.y + (padded.y - kx) / ${s.stride};
      if (x < 0 || x >= ${s.smallWidth}) { continue; }
      let source = (first + y * ${s.smallWidth} + x) * ${vectors};
      let tap = (ky * ${s.side} + kx) * ${vectors};
      for (var c = 0; c < ${vectors}; c++) { sum += ${product}; }
    }
  }
  let pixel = at * ${s.stride} + phases;
  result[first * ${s.stride * s.stride} + pixel.x * ${s.width} + pixel.y] = sum;`;
  return {
    inputs: [
      { name: 'image', element },
      { name: 'weights', element },
    ],
    outputs: [{ name: 'result', element: 'f32' }],
    workgroups: flatGrid(threads),
    code: flatMain(threads, body),
  };
}
