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

  private constructor(plan: NetworkPlan, generator: Generator, discriminator: Discriminator) {
    this.plan = plan;
    this.generator = generator;
    this.discriminator = discriminator;
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

  dispose(): void {
    this.generator.parameters.dispose();
    this.discriminator.parameters.dispose();
  }
}
