/** The two networks with their variables, as one thing that is built from a plan and a seed, and disposed. */
import { planNetworks, type NetworkPlan, type VariableSpec } from '../core/network-plan.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { Kernels } from '../engine/kernels.ts';
import { Discriminator } from './discriminator.ts';
import { Generator } from './generator.ts';
import { Parameters } from '../engine/parameters.ts';
import { type NetworkName, stateName } from './training-state.ts';

export class JointGan {
  readonly plan: NetworkPlan;
  readonly generator: Generator;
  readonly discriminator: Discriminator;
  /** False for a generator alone: its discriminator has no variables, and nothing has moments. */
  readonly canTrain: boolean;

  private constructor(plan: NetworkPlan, generator: Generator, discriminator: Discriminator, canTrain = true) {
    this.plan = plan;
    this.generator = generator;
    this.discriminator = discriminator;
    this.canTrain = canTrain;
  }

  /** Both networks with initial weights; `columns` is the length of an encoded row. Owns its tensors until `dispose`. */
  static initial(config: Pick<RunConfig, 'size' | 'width' | 'seed'>, columns: number, kernels: Kernels): JointGan {
    const plan = planNetworks({ size: config.size, width: config.width, columns });
    const generatorParameters = Parameters.initial(plan.generator.variables, config.seed, 0);
    const discriminatorParameters = Parameters.initial(plan.discriminator.variables, config.seed, 1);
    return new JointGan(
      plan,
      new Generator(plan, kernels, generatorParameters),
      new Discriminator(plan, kernels, discriminatorParameters),
    );
  }

  /**
   * Both networks with given numbers. `read` gives the flat array called as in `training-state.ts`; null for a moment of
   * Adam that starts at zero. Leaves no tensors when it rejects.
   */
  static async loaded(
    config: Pick<RunConfig, 'size' | 'width'>,
    columns: number,
    kernels: Kernels,
    read: (name: string, spec: VariableSpec) => Promise<Float32Array | null>,
  ): Promise<JointGan> {
    const plan = planNetworks({ size: config.size, width: config.width, columns });
    const load = (network: NetworkName): Promise<Parameters> =>
      Parameters.loaded(plan[network].variables, (part, spec) => read(stateName(network, part, spec.name), spec));
    const generator = await load('generator');
    try {
      const discriminator = await load('discriminator');
      return new JointGan(
        plan,
        new Generator(plan, kernels, generator),
        new Discriminator(plan, kernels, discriminator),
      );
    } catch (error) {
      generator.dispose();
      throw error;
    }
  }

  /** The generator alone, to make pairs: a third of the memory. `read` is asked for values only. */
  static async generatorOnly(
    config: Pick<RunConfig, 'size' | 'width'>,
    columns: number,
    kernels: Kernels,
    read: (name: string, spec: VariableSpec) => Promise<Float32Array | null>,
  ): Promise<JointGan> {
    const plan = planNetworks({ size: config.size, width: config.width, columns });
    const untrained = plan.generator.variables.map((spec) => ({ ...spec, trainable: false }));
    const generator = await Parameters.loaded(untrained, (part, spec) =>
      read(stateName('generator', part, spec.name), spec),
    );
    const none = await Parameters.loaded([], () => Promise.resolve(null));
    return new JointGan(plan, new Generator(plan, kernels, generator), new Discriminator(plan, kernels, none), false);
  }

  dispose(): void {
    this.generator.parameters.dispose();
    this.discriminator.parameters.dispose();
  }
}
