import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { countParameters } from '../../core/variable-spec.ts';
import { Parameters } from '../../engine/parameters.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { trainingCost } from '../../nets/cost.ts';
import { nodeOf, portShape } from '../../nets/graph.ts';
import { Network, type Tensors } from '../../nets/run.ts';
import { CollectingSink } from '../../nets/sinks.ts';
import { modernCritic, modernGenerator, type ModernShape, randomLengths, timeAxis } from './graphs.ts';
import { DISTANCE, SIDES, stripRows, toyGenerator } from './testing/toy-weights.ts';

const SMALL: ModernShape = { size: 64, width: 0.25, columns: 5, strips: 4 };
const SIZES = [64, 128, 200] as const;

function random(shape: readonly number[], index: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(new Rng(2, 95, index).normals(size), [...shape]);
}

/** Random numbers and rows for `batch` pictures. */
function given(shape: ModernShape, batch: number): Tensors {
  const noises = Object.entries(randomLengths(shape)).map(([name, n], i) => [name, random([batch, n], i)]);
  return { ...Object.fromEntries(noises), row: tf.sigmoid(random([batch, shape.columns], 9)) };
}

function toy(shape: ModernShape): Network {
  const graph = modernGenerator(shape);
  return new Network(graph, new ReferenceKernels(), toyGenerator(graph, shape, 1));
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('the generator', () => {
  it.each(SIZES)('draws sheets of %i pixels: dark lines at the strips, beats at the clock’s distance', (size) => {
    const shape = { ...SMALL, size };
    const { image } = toy(shape).infer(given(shape, 2));
    expect(image?.shape).toEqual([2, size, size, 1]);
    const pixels = image?.dataSync<'float32'>() ?? new Float32Array(0);
    expect(pixels.every((x) => x >= -1 && x <= 1)).toBe(true);
    for (let b = 0; b < 2; b++) {
      const at = (row: number, column: number): number => pixels[(b * size + row) * size + column] ?? Number.NaN;
      const inked = (row: number): number =>
        Array.from({ length: size }, (_, column) => at(row, column)).filter((x) => x < 0.6).length;
      // A strip's line lies where its place is, over most of the width; nothing is drawn at the sheet's upper edge.
      for (const row of stripRows(shape)) {
        expect(Math.max(...[-1, 0, 1].map((d) => inked(Math.floor(row) + d)))).toBeGreaterThan(size * 0.3);
      }
      expect(inked(0)).toBeLessThan(size * 0.1);
      // Left and right of the traces there is paper alone.
      for (let row = 0; row < size; row++) expect(at(row, 0)).toBeGreaterThan(0.8);
      // The R waves of the last strip, above its line.
      const above = Math.round((stripRows(shape).at(-1) ?? 0) - 0.07 * size);
      const columns = Array.from({ length: size }, (_, column) => column).filter((column) => at(above, column) < 0.6);
      const beats = columns.filter((column, i) => column > (columns[i - 1] ?? -9) + 2);
      expect(beats.length).toBeGreaterThanOrEqual(5);
      beats.slice(1).forEach((column, i) => {
        expect(Math.abs(column - (beats[i] ?? 0) - DISTANCE * size)).toBeLessThan(0.07 * size);
      });
      expect(Math.min(...beats)).toBeGreaterThanOrEqual(SIDES[0] * size - 1);
    }
  });

  it('moves the beats with the clock’s noise alone, and with nothing else', () => {
    const net = toy(SMALL);
    const inputs = given(SMALL, 1);
    const first = net.infer(inputs)['image']?.dataSync();
    expect(net.infer(inputs)['image']?.dataSync()).toEqual(first);
    const other = net.infer({ ...inputs, clock: random([1, randomLengths(SMALL).clock], 40) })['image']?.dataSync();
    expect(other).not.toEqual(first);
  });

  it('puts a shape’s beat where the clock has it', () => {
    const { shapeLength, shapeBefore, samples } = timeAxis(64);
    const net = toy(SMALL);
    const pass = net.forward(given(SMALL, 1), null, { also: ['beats', 'shapes'] });
    const [beats, shapes] = ['beats', 'shapes'].map((name) => pass.outputs[name]?.dataSync<'float32'>() ?? []);
    const count = (shapes?.length ?? 0) / samples;
    const kernel = net.parameters.get('shapes/kernel').value.dataSync<'float32'>();
    // A response that is known everywhere: shape 0 at every impulse, from its own time on.
    for (let t = 0; t < samples; t++) {
      let expected = 0;
      for (let k = 0; k < shapeLength; k++) {
        const from = t + k - (shapeLength - 1) / 2;
        if (from >= 0 && from < samples) {
          expected += (beats?.[2 * from] ?? 0) * (kernel[2 * k * count] ?? 0);
          expected += (beats?.[2 * from + 1] ?? 0) * (kernel[(2 * k + 1) * count] ?? 0);
        }
      }
      expect(shapes?.[t * count]).toBeCloseTo(expected, 4);
    }
    const { shift } = nodeOf(net.graph, 'beats').attributes as { shift: number };
    expect(shift).toBe((shapeLength - 1) / 2 - shapeBefore - 0.5);
  });

  it('has the gradients that differences have, through all of it', () => {
    const net = toy(SMALL);
    const inputs = given(SMALL, 2);
    const seed = random([2, 64, 64, 1], 20);
    const weights = seed.dataSync<'float32'>();
    const total = (): number => {
      const pass = net.forward(inputs, null);
      const pixels = pass.outputs['image']?.dataSync<'float32'>() ?? new Float32Array(0);
      // In double precision: the steps are short, so that few lines cross a border between pixels.
      const sum = pixels.reduce((before, x, i) => before + x * (weights[i] ?? 0), 0);
      pass.dispose();
      return sum;
    };
    const pass = net.forward(inputs, null);
    const sink = new CollectingSink();
    net.backward(pass, { seeds: { image: seed }, sink });
    const trained = net.graph.variables.filter(({ trainable }) => trainable);
    expect([...sink.gradients.keys()].toSorted()).toEqual(trained.map(({ name }) => name).toSorted());
    // A beat's time moves many ends of lines: a short step, or they cross pixels. A sheet has many numbers, which single
    // precision must still tell apart.
    const STEPS = {
      'amounts/bias': 1e-4,
      'pace/bias': 3e-5,
      'shapes/kernel': 1e-4,
      'texture_2/kernel': 1e-4,
      'traces/places': 1e-4,
      'sheet/paper': 1e-2,
    } as const;
    for (const [name, step] of Object.entries(STEPS)) {
      const parameter = net.parameters.get(name);
      const before = parameter.value;
      const gradient = sink.gradients.get(name) ?? before;
      // Along the gradient, where the slope is its length.
      const length = tf.norm(gradient).dataSync<'float32'>()[0] ?? Number.NaN;
      const at = (by: number): number => {
        parameter.value = tf.add(before, tf.mul(gradient, by / length));
        return total();
      };
      const slope = (at(step) - at(-step)) / (2 * step);
      parameter.value = before;
      expect(length, name).toBeGreaterThan(0);
      expect(Math.abs(slope / length - 1), `${name}: ${length}, measured ${slope}`).toBeLessThan(0.05);
    }
  });
});

describe('the critic', () => {
  it.each(SIZES)('judges a picture of %i pixels with its row and with another', (size) => {
    const shape = { ...SMALL, size };
    const graph = modernCritic(shape);
    expect(portShape(graph, 'logits')).toEqual([2]);
    const net = new Network(graph, new ReferenceKernels(), Parameters.initial(graph.variables, 3, 1));
    const changed = tf.tensor2d([1, -2, 9, 9, 0.9, 0.1, 0, 0, -99, -99, 1, 0], [2, 6]);
    const rows = { row: tf.sigmoid(random([2, 5], 1)), other: tf.sigmoid(random([2, 5], 2)) };
    const inputs = { picture: random([2, size, size, 1], 3), changed, ...rows };
    const logits = net.infer(inputs)['logits']?.arraySync() as number[][];
    const swapped = net.infer({ ...inputs, row: rows.other, other: rows.row })['logits']?.arraySync() as number[][];
    logits.forEach((pair, b) => expect(swapped[b]).toEqual([pair[1], pair[0]]));
    expect(logits[0]?.[0]).not.toBe(logits[0]?.[1]);
    const pass = net.forward(inputs, null);
    const { picture } = net.backward(pass, {
      seeds: { logits: tf.tensor2d([1, 0, 1, 0], [2, 2]) },
      sink: null,
      wanted: { picture: 'all' },
    });
    expect(picture?.shape).toEqual([2, size, size, 1]);
    expect(tf.max(tf.abs(picture ?? tf.scalar(0))).dataSync()[0]).toBeGreaterThan(0);
  });
});

it('is as large and as dear as it was measured: parameters and arithmetic at width 1, 35 columns, 4 strips', () => {
  const counts = SIZES.map((size) => {
    const shape = { size, width: 1, columns: 35, strips: 4 };
    const [generator, critic] = [modernGenerator(shape), modernCritic(shape)];
    const { stepFlop } = trainingCost(generator, [critic], 16);
    return {
      size,
      generator: countParameters(generator.variables, 'trainable'),
      critic: countParameters(critic.variables, 'trainable'),
      gigaflop: Math.round(stepFlop / 1e8) / 10,
    };
  });
  expect(counts).toMatchInlineSnapshot(`
    [
      {
        "critic": 147346,
        "generator": 113621,
        "gigaflop": 1.5,
        "size": 64,
      },
      {
        "critic": 151458,
        "generator": 125909,
        "gigaflop": 2.6,
        "size": 128,
      },
      {
        "critic": 258978,
        "generator": 151125,
        "gigaflop": 6.7,
        "size": 200,
      },
    ]
  `);
});
