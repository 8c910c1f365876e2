/** The networks of a recipe with their variables, as one thing that is built from graphs and a seed, and disposed. */
import type { VariableSpec } from '../core/variable-spec.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { Kernels, Slot } from '../engine/kernels.ts';
import { Parameters } from '../engine/parameters.ts';
import { Network } from '../nets/run.ts';
import type { Graphs } from '../recipes/recipe.ts';
import { graphsOf, type RunShape } from '../recipes/recipes.ts';
import { type NetworkName, stateName } from './state-names.ts';

/** Gives the flat array called as in `training-state.ts`; null for a moment of Adam that starts at zero. */
type ReadState = (name: string, spec: VariableSpec) => Promise<Float32Array | null>;

export class JointGan {
  readonly graphs: Graphs;
  readonly generator: Network;
  readonly discriminator: Network;
  /** False for a generator alone: its discriminator has no variables, and nothing has moments. */
  readonly canTrain: boolean;

  private constructor(graphs: Graphs, generator: Network, discriminator: Network, canTrain = true) {
    this.graphs = graphs;
    this.generator = generator;
    this.discriminator = discriminator;
    this.canTrain = canTrain;
  }

  /** Both networks with initial weights; `columns` is the length of an encoded row. Owns its tensors until `dispose`. */
  static initial(config: RunShape & Pick<RunConfig, 'seed'>, columns: number, kernels: Kernels): JointGan {
    const graphs = graphsOf(config, columns);
    const network = (name: NetworkName, index: number): Network =>
      new Network(
        graphs[name],
        kernels,
        Parameters.initial(graphs[name].variables, config.seed, index, graphs[name].slots),
      );
    return new JointGan(graphs, network('generator', 0), network('discriminator', 1));
  }

  /** Both networks with given numbers. Leaves no tensors when it rejects. */
  static async loaded(config: RunShape, columns: number, kernels: Kernels, read: ReadState): Promise<JointGan> {
    const graphs = graphsOf(config, columns);
    const load = async (name: NetworkName): Promise<Network> => {
      const { variables, slots } = graphs[name];
      const readSlot = (slot: Slot, spec: VariableSpec) => read(stateName(name, slot, spec.name), spec);
      const parameters = await Parameters.loaded(variables, readSlot, slots);
      return new Network(graphs[name], kernels, parameters);
    };
    const generator = await load('generator');
    try {
      return new JointGan(graphs, generator, await load('discriminator'));
    } catch (error) {
      generator.dispose();
      throw error;
    }
  }

  /** The generator alone, to make pairs: a third of the memory. `read` is asked for values only. */
  static async generatorOnly(config: RunShape, columns: number, kernels: Kernels, read: ReadState): Promise<JointGan> {
    const graphs = graphsOf(config, columns);
    const untrained = graphs.generator.variables.map((spec) => ({ ...spec, trainable: false }));
    const parameters = await Parameters.loaded(untrained, (slot, spec) =>
      read(stateName('generator', slot, spec.name), spec),
    );
    const none = await Parameters.loaded([], () => Promise.resolve(null));
    const generator = new Network(graphs.generator, kernels, parameters);
    return new JointGan(graphs, generator, new Network(graphs.discriminator, kernels, none), false);
  }

  dispose(): void {
    this.generator.dispose();
    this.discriminator.dispose();
  }
}
