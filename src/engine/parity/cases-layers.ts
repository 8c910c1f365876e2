/** Everything between the convolutions: dense layers, biases, activations, dropout, batch norm, losses. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { dropoutMask } from '../dropout-mask.ts';
import type { Activation } from '../kernels.ts';
import { placesOf, type SoftplusLoss, spanOf } from '../softplus-terms.ts';
import { input, normal, positive, type ParityCase, type Tensors } from './parity-case.ts';

const DENSE: readonly (readonly [batch: number, inputs: number, outputs: number])[] = [
  [1, 1, 1],
  [3, 7, 13],
  [7, 100, 512],
  [10, 2048, 52],
  [10, 1031, 25],
  [16, 25, 1],
  [20, 300, 36],
  [37, 64, 35],
];

const denseCases = DENSE.flatMap(([batch, inputs, outputs]): ParityCase[] => [
  {
    name: `dense ${batch}x${inputs} to ${outputs}`,
    inputs: { x: normal(batch, inputs), kernel: normal(inputs, outputs) },
    run: (kernels, t) => ({ y: kernels.dense(input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'kernel')) }),
    truth: (t) => ({ y: tf.matMul(input(t, 'x'), input(t, 'kernel')) }),
  },
  {
    name: `dense, bias and slope ${batch}x${inputs} to ${outputs}`,
    inputs: { x: normal(batch, inputs), kernel: normal(inputs, outputs), bias: normal(outputs) },
    run: (kernels, t) => {
      const finish = { bias: input<Tensor1D>(t, 'bias'), activation: { slope: 0.2, dropout: null } };
      return { y: kernels.dense(input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'kernel'), finish) };
    },
    truth: (t) => ({
      y: tf.tidy(() => tf.leakyRelu(tf.add(tf.matMul(input(t, 'x'), input(t, 'kernel')), input(t, 'bias')), 0.2)),
    }),
  },
  {
    name: `denseInputGradient ${batch}x${inputs} to ${outputs}`,
    inputs: { x: normal(batch, inputs), kernel: normal(inputs, outputs), dy: normal(batch, outputs) },
    run: (kernels, t) => ({ dx: kernels.denseInputGradient(input<Tensor2D>(t, 'dy'), input<Tensor2D>(t, 'kernel')) }),
    truth: (t) => ({ dx: tf.grad((x) => tf.matMul(x, input(t, 'kernel')))(input(t, 'x'), input(t, 'dy')) }),
  },
  {
    name: `denseKernelGradient ${batch}x${inputs} to ${outputs}`,
    inputs: { x: normal(batch, inputs), dy: normal(batch, outputs), weights: positive(batch) },
    run: (kernels, t) => {
      const [x, dy] = [input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'dy')];
      return {
        plain: kernels.denseKernelGradient(x, dy, null),
        weighted: kernels.denseKernelGradient(x, dy, input<Tensor1D>(t, 'weights')),
      };
    },
    truth: (t) =>
      tf.tidy(() => {
        const [x, dy] = [input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'dy')];
        const weighted = tf.mul<Tensor2D>(dy, tf.reshape(input(t, 'weights'), [batch, 1]));
        return { plain: tf.matMul(x, dy, true), weighted: tf.matMul(x, weighted, true) };
      }),
  },
]);

const SHAPES: readonly (readonly number[])[] = [
  [1, 1],
  [7, 13],
  [10, 64],
  [3, 5, 5, 3],
  [2, 8, 13, 8],
];

const ACTIVATIONS: readonly Activation[] = [
  { slope: 1, dropout: null },
  { slope: 0.2, dropout: null },
  { slope: 0.3, dropout: { rate: 0.3, seed: 42, step: 7, layer: 2 } },
  { slope: 1, dropout: { rate: 0.5, seed: 0xffff_fff0, step: 100_000, layer: 5 } },
];

function activate(x: Tensor, bias: Tensor, { slope, dropout }: Activation): Tensor {
  const y = tf.leakyRelu(tf.add(x, bias), slope);
  return dropout === null ? y : tf.mul(y, tf.tensor(dropoutMask(x.size, dropout), x.shape));
}

const biasCases = SHAPES.flatMap((shape) =>
  ACTIVATIONS.flatMap((activation): ParityCase[] => {
    const about = `[${shape.join()}] slope ${activation.slope}, dropout ${activation.dropout?.rate ?? 'none'}`;
    const bias = normal(shape[shape.length - 1] ?? 1);
    return [
      {
        name: `biasActivate ${about}`,
        inputs: { x: normal(...shape), bias },
        run: (kernels, t) => ({ y: kernels.biasActivate(input(t, 'x'), input<Tensor1D>(t, 'bias'), activation) }),
        truth: (t) => ({ y: tf.tidy(() => activate(input(t, 'x'), input(t, 'bias'), activation)) }),
      },
      {
        name: `biasActivateGradients ${about}`,
        inputs: { x: normal(...shape), bias, dy: normal(...shape) },
        run: (kernels, t) => {
          const y = tf.tidy(() => activate(input(t, 'x'), input(t, 'bias'), activation));
          const made = kernels.biasActivateGradients(input(t, 'dy'), y, activation, null);
          y.dispose();
          return made;
        },
        truth: (t) => {
          const f = (x: Tensor, b: Tensor): Tensor => activate(x, b, activation);
          const [dx, dBias] = tf.grads(f)([input(t, 'x'), input(t, 'bias')], input(t, 'dy'));
          return { dx: dx ?? input(t, 'x'), dBias: dBias ?? input(t, 'bias') };
        },
      },
      {
        name: `biasActivateGradient ${about}`,
        inputs: { x: normal(...shape), bias, dy: normal(...shape) },
        run: (kernels, t) => {
          const y = tf.tidy(() => activate(input(t, 'x'), input(t, 'bias'), activation));
          const dx = kernels.biasActivateGradient(input(t, 'dy'), y, activation);
          y.dispose();
          return { dx };
        },
        truth: (t) => ({
          dx: tf.grad((x) => activate(x, input(t, 'bias'), activation))(input(t, 'x'), input(t, 'dy')),
        }),
      },
    ];
  }),
);

const biasGradientCases = [...SHAPES, [3, 30, 31, 5], [2, 40, 40, 32], [100, 7]].flatMap((shape) =>
  [false, true].map((weighted): ParityCase => ({
    name: `biasGradient [${shape.join()}]${weighted ? ', weighted' : ''}`,
    inputs: { dy: normal(...shape), weights: positive(shape[0] ?? 1) },
    run: (kernels, t) => ({
      gradient: kernels.biasGradient(input(t, 'dy'), weighted ? input<Tensor1D>(t, 'weights') : null),
    }),
    truth: (t) => ({
      gradient: tf.tidy(() => {
        const bias = tf.zeros([shape[shape.length - 1] ?? 1]);
        const dy = input(t, 'dy');
        const perSample = tf.reshape(input(t, 'weights'), [shape[0] ?? 1, ...shape.slice(1).map(() => 1)]);
        const x = tf.zerosLike(dy);
        return tf.grad((b) => tf.add(x, b))(bias, weighted ? tf.mul(dy, perSample) : dy);
      }),
    }),
  })),
);

function norm(x: Tensor, gamma: Tensor, beta: Tensor, slope: number): Tensor {
  const { mean, variance } = tf.moments(
    x,
    x.shape.slice(1).map((_, axis) => axis),
  );
  const normal01 = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, NORM.epsilon)));
  return tf.leakyRelu(tf.add(tf.mul(normal01, gamma), beta), slope);
}

const NORM = { epsilon: 1e-3 };

/** Far from zero, where a careless variance loses its digits. */
function shifted(t: Tensors): Tensor {
  return tf.add(input(t, 'x'), 30);
}

const normCases = [
  [3, 7],
  [10, 512],
  [70, 12],
  [2, 8, 13, 3],
  [3, 5, 8, 32],
  [4, 20, 20, 16],
  [3, 23, 29, 5],
].flatMap((shape) =>
  [1, 0.2].flatMap((slope): ParityCase[] => {
    const channels = shape[shape.length - 1] ?? 1;
    const inputs = { x: normal(...shape), gamma: positive(channels), beta: normal(channels), dy: normal(...shape) };
    const options = { ...NORM, slope };
    const about = `[${shape.join()}] slope ${slope}`;
    return [
      {
        name: `normActivate ${about}`,
        inputs,
        run: (kernels, t) => {
          const x = shifted(t);
          const [gamma, beta] = [input<Tensor1D>(t, 'gamma'), input<Tensor1D>(t, 'beta')];
          const { y, statistics } = kernels.normActivate(x, gamma, beta, options);
          x.dispose();
          return { y, ...statistics };
        },
        truth: (t) =>
          tf.tidy(() => {
            const x = shifted(t);
            const moments = tf.moments(
              x,
              shape.slice(1).map((_, axis) => axis),
            );
            return { y: norm(x, input(t, 'gamma'), input(t, 'beta'), slope), ...moments };
          }),
      },
      {
        name: `normActivateGradient ${about}`,
        inputs,
        run: (kernels, t) => {
          const [x, dy] = [input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'dy')];
          const [gamma, beta] = [input<Tensor1D>(t, 'gamma'), input<Tensor1D>(t, 'beta')];
          const { y, statistics } = kernels.normActivate(x, gamma, beta, options);
          const gradients = kernels.normActivateGradient(dy, x, gamma, beta, statistics, options);
          tf.dispose([y, statistics.mean, statistics.variance]);
          return gradients;
        },
        truth: (t) => {
          const gradients = tf.grads((x, gamma, beta) => norm(x, gamma, beta, slope));
          const [dx, dGamma, dBeta] = gradients([input(t, 'x'), input(t, 'gamma'), input(t, 'beta')], input(t, 'dy'));
          return { ...(dx && { dx }), ...(dGamma && { dGamma }), ...(dBeta && { dBeta }) };
        },
      },
      {
        name: `normActivateInference ${about}`,
        inputs: { ...inputs, mean: normal(channels), variance: positive(channels) },
        run: (kernels, t) => ({
          y: kernels.normActivateInference(
            input(t, 'x'),
            input<Tensor1D>(t, 'gamma'),
            input<Tensor1D>(t, 'beta'),
            { mean: input<Tensor1D>(t, 'mean'), variance: input<Tensor1D>(t, 'variance') },
            options,
          ),
        }),
        truth: (t) => ({
          y: tf.tidy(() => {
            const { mean, variance, gamma, beta } = t;
            if (!mean || !variance || !gamma || !beta) throw new Error('missing input');
            const y = tf.batchNorm(
              input(t, 'x'),
              mean as Tensor1D,
              variance as Tensor1D,
              beta as Tensor1D,
              gamma as Tensor1D,
              NORM.epsilon,
            );
            return tf.leakyRelu(y, slope);
          }),
        }),
      },
    ];
  }),
);

const CURVES = { tanh: (x: Tensor) => tf.tanh(x), sigmoid: (x: Tensor) => tf.sigmoid(x) };

const curveCases = SHAPES.flatMap((shape): ParityCase[] =>
  (['tanh', 'sigmoid'] as const).flatMap((name): ParityCase[] => [
    {
      name: `${name} [${shape.join()}]`,
      inputs: { x: normal(...shape) },
      // Ten times wider, so that both ends are reached.
      run: (kernels, t) => {
        const x = tf.mul(input(t, 'x'), 10);
        const y = kernels[name](x);
        x.dispose();
        return { y };
      },
      truth: (t) => ({ y: tf.tidy(() => CURVES[name](tf.mul(input(t, 'x'), 10))) }),
    },
    {
      name: `${name}Gradient [${shape.join()}]`,
      inputs: { x: normal(...shape), dy: normal(...shape) },
      run: (kernels, t) => {
        const y = kernels[name](input(t, 'x'));
        const dx = kernels[`${name}Gradient`](input(t, 'dy'), y);
        y.dispose();
        return { dx };
      },
      truth: (t) => ({ dx: tf.grad(CURVES[name])(input(t, 'x'), input(t, 'dy')) }),
    },
  ]),
);

const columnCases = SHAPES.filter((shape) => (shape.at(-1) ?? 0) > 2).map((shape): ParityCase => {
  const width = (shape.at(-1) ?? 0) - 2;
  return {
    name: `takeColumns [${shape.join()}]`,
    inputs: { x: normal(...shape) },
    run: (kernels, t) => ({ y: kernels.takeColumns(input(t, 'x'), 1, width) }),
    truth: (t) => ({ y: tf.split(input(t, 'x'), [1, width, 1], -1)[1] ?? tf.scalar(0) }),
  };
});

const sampleCases = SHAPES.filter(([batch = 0]) => batch > 1).flatMap((shape) =>
  [false, true].map((weighted): ParityCase => {
    const count = (shape[0] ?? 1) - 1;
    return {
      name: `takeSamples [${shape.join()}]${weighted ? ', weighted' : ''}`,
      inputs: { x: normal(...shape), weights: normal(count) },
      run: (kernels, t) => ({
        y: kernels.takeSamples(input(t, 'x'), 1, count, weighted ? input<Tensor1D>(t, 'weights') : null),
      }),
      truth: (t) => ({
        y: tf.tidy(() => {
          const taken = tf.gather(
            input(t, 'x'),
            Array.from({ length: count }, (_, i) => i + 1),
          );
          const perSample = tf.reshape(input(t, 'weights'), [count, ...shape.slice(1).map(() => 1)]);
          return weighted ? tf.mul(taken, perSample) : taken;
        }),
      }),
    };
  }),
);

/** Cross entropy of logits against a constant label, as Keras has it: mean of max(l,0) − l·label + log(1 + e^−|l|). */
function crossEntropy(logits: Tensor, label: number): Tensor {
  const smooth = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
  return tf.mean(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, label)), smooth));
}

/** A loss by its definition: Σ weight · cross entropy of some samples against 1 (sign −1) or 0. */
function softplusLoss(logits: Tensor, terms: SoftplusLoss): Tensor {
  return terms
    .map((term) => {
      const some = tf.gather(logits, tf.tensor1d([...placesOf(term)], 'int32'));
      return tf.mul(crossEntropy(some, term.sign < 0 ? 1 : 0), term.weight ?? 1);
    })
    .reduce((sum, term) => tf.add(sum, term));
}

/** Generator and discriminator of so many real and fake samples, a weighted one of all but the first, and every other one apart. */
function lossesOf(real: number, fake: number): readonly SoftplusLoss[] {
  const fakes = { begin: real, count: fake };
  const weighted = { begin: 1, count: real + fake - 1, sign: 1, weight: 0.3 } as const;
  return [
    [{ ...fakes, sign: -1 }],
    [
      { begin: 0, count: real, sign: -1 },
      { ...fakes, sign: 1 },
    ],
    [weighted],
    [0, 1].map((begin) => ({
      begin,
      stride: 2,
      count: Math.ceil((real + fake - begin) / 2),
      sign: begin === 0 ? -1 : 1,
      weight: 1 + begin,
    })),
  ];
}

const lossCases = [
  [1, 1, 1],
  [3, 5, 4],
  [10, 10, 30],
  [90, 70, 1],
].map(([real = 1, fake = 1, scale = 1]): ParityCase => {
  const losses = lossesOf(real, fake);
  const byLoss = (weights: readonly Tensor[]) =>
    Object.fromEntries(weights.map((tensor, i) => [`weights${i}`, tensor]));
  return {
    name: `softplusLosses ${real} real, ${fake} fake, logits × ${scale}`,
    inputs: { logits: normal(real + fake, 1) },
    run: (kernels, t) => {
      const logits = tf.mul<Tensor2D>(input<Tensor2D>(t, 'logits'), scale);
      const made = kernels.softplusLosses(logits, losses);
      logits.dispose();
      return { losses: made.losses, ...byLoss(made.weights) };
    },
    truth: (t) =>
      tf.tidy(() => {
        const logits = tf.reshape(tf.mul(input(t, 'logits'), scale), [real + fake]);
        const slopes = losses.map((terms) => {
          const { begin, count } = spanOf(terms);
          return tf.slice(tf.grad((x: Tensor) => softplusLoss(x, terms))(logits), begin, count);
        });
        return { losses: tf.stack(losses.map((terms) => softplusLoss(logits, terms))), ...byLoss(slopes) };
      }),
  };
});

export const LAYER_CASES: readonly ParityCase[] = [
  ...denseCases,
  ...biasCases,
  ...biasGradientCases,
  ...normCases,
  ...curveCases,
  ...sampleCases,
  ...columnCases,
  ...lossCases,
];
