import { describe, expect, it } from 'vitest';
import { GraphBuilder, mixesSamples, nodesFor, portShape } from './graph.ts';
import { GraphFault } from './node.ts';

const PLAIN = { bias: null, squash: null } as const;
const CONVOLUTION = { ...PLAIN, channels: 3, kernel: [5, 5], stride: 2 } as const;
const NORM = { epsilon: 1e-3, momentum: 0.9, slope: 0.3 } as const;

function builder(): GraphBuilder {
  const g = new GraphBuilder('critic');
  g.input('picture', [4, 8, 2]);
  g.input('row', [6]);
  return g;
}

/** What a builder says of a node that does not fit. */
function refusal(add: (g: GraphBuilder) => unknown): string {
  try {
    add(builder());
  } catch (error) {
    if (error instanceof GraphFault) return error.message;
    throw error;
  }
  return 'taken';
}

describe('a node that does not fit is refused by name', () => {
  it.each<[string, RegExp, (g: GraphBuilder) => unknown]>([
    [
      'a row where a picture belongs',
      /^critic, image: a convolution/,
      (g) => g.add('convolve', 'image', CONVOLUTION, ['row']),
    ],
    [
      'a picture where a row belongs',
      /^critic, hidden: a Dense layer/,
      (g) => g.add('dense', 'hidden', { ...PLAIN, units: 2 }, ['picture']),
    ],
    [
      'a row under a transposed convolution',
      /^critic, up: a transposed/,
      (g) => g.add('convolve-transposed', 'up', CONVOLUTION, ['row']),
    ],
    ['a picture beside a row', /^critic, both: two rows/, (g) => g.add('concat', 'both', {}, ['picture', 'row'])],
    ['a single row to be joined', /^critic, both: two rows/, (g) => g.add('concat', 'both', {}, ['row'])],
    ['two inputs of a norm', /^critic, normed: a norm takes one/, (g) => g.add('norm', 'normed', NORM, ['row', 'row'])],
    [
      'a size that the stride does not divide',
      /^critic, image: 5 × 8 cannot be divided by 2/,
      (g) => {
        g.input('odd', [5, 8, 1]);
        g.add('convolve', 'image', CONVOLUTION, ['odd']);
      },
    ],
    [
      'a width of 1 at stride 2',
      /^critic, image: 4 × 1 cannot be divided by 2/,
      (g) => {
        g.input('line', [4, 1, 1]);
        g.add('convolve', 'image', CONVOLUTION, ['line']);
      },
    ],
    [
      'numbers that do not fill a picture',
      /^critic, square: \[6\] does not fill \[2, 2, 2\]/,
      (g) => g.add('reshape', 'square', { shape: [2, 2, 2] }, ['row']),
    ],
    [
      'windows that do not divide the width',
      /^critic, means: a width of 8 has no 3/,
      (g) => g.add('window-averages', 'means', { windows: 3 }, ['picture']),
    ],
    [
      'no units',
      /^critic, hidden: \[0\] is no shape/,
      (g) => g.add('dense', 'hidden', { ...PLAIN, units: 0 }, ['row']),
    ],
    ['a name twice', /^critic, row: there is a node/, (g) => g.add('dense', 'row', { ...PLAIN, units: 2 }, ['row'])],
    [
      'an unknown input',
      /^critic, rows: there is no node/,
      (g) => g.add('dense', 'hidden', { ...PLAIN, units: 2 }, ['rows']),
    ],
    ['an input of no size', /^critic, age: a shape of whole numbers/, (g) => g.input('age', [0])],
    ['an output that is no node', /^critic, logits: there is no node/, (g) => g.build({ logit: 'logits' })],
  ])('%s', (_, message, add) => {
    expect(refusal(add)).toMatch(message);
  });
});

it('knows shapes, variables in order, what an output needs, and whether samples mix', () => {
  const g = builder();
  g.add('convolve', 'image', CONVOLUTION, ['picture']);
  g.add('reshape', 'flat', { shape: [24] }, ['image']);
  g.add('dense', 'hidden', { units: 5, bias: { slope: 1, dropout: null }, squash: null }, ['row']);
  g.add('concat', 'both', {}, ['flat', 'hidden']);
  g.add('dense', 'logit', { ...PLAIN, units: 1 }, ['both']);
  const graph = g.build({ logit: 'logit', row: 'hidden' });
  expect(portShape(graph, 'picture')).toEqual([4, 8, 2]);
  expect(graph.nodes.map(({ shape }) => shape)).toEqual([[4, 8, 2], [6], [2, 4, 3], [24], [5], [29], [1]]);
  expect(graph.variables.map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
    'image/kernel 5x5x2x3',
    'hidden/kernel 6x5',
    'hidden/bias 5',
    'logit/kernel 29x1',
  ]);
  expect(nodesFor(graph, ['row']).map(({ name }) => name)).toEqual(['row', 'hidden']);
  expect(nodesFor(graph, ['logit'])).toHaveLength(7);
  expect(mixesSamples(graph)).toBe(false);
  g.add('norm', 'hidden_norm', NORM, ['hidden']);
  expect(mixesSamples(g.build({ row: 'hidden_norm' }))).toBe(true);
});

it('joins several rows, and leaves one alone as it is', () => {
  const g = builder();
  expect(g.join('both', ['row'])).toBe('row');
  expect(g.join('both', ['row', 'row'])).toBe('both');
  expect(g.shapeOf('both')).toEqual([12]);
});
