/** The networks of a recipe with their variables, as one thing that is built from graphs and a seed, and disposed. */
import type { VariableSpec } from '../core/variable-spec.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { SheetFit } from '../core/sheet-fit.ts';
import type { Kernels, Slot } from '../engine/kernels.ts';
import { Parameters } from '../engine/parameters.ts';
import type { Graph } from '../nets/node.ts';
import { Network } from '../nets/run.ts';
import type { PreparedState } from '../recipes/prepared-state.ts';
import type { Graphs } from '../recipes/recipe.ts';
import { graphsOf, RECIPES, type RunShape } from '../recipes/recipes.ts';
import type { Networks, PairSampler, RecipeTraining, SampledModel } from '../recipes/recipe-training.ts';
import type { RowConditions } from '../rows/conditions.ts';
import { TRAININGS } from '../recipes/training.ts';
import { stateName } from './state-names.ts';

/** Gives the flat array called as in `training-state.ts`; null for a moment of Adam that starts at zero. */
type ReadState = (name: string, spec: VariableSpec) => Promise<Float32Array | null>;

export class JointGan implements SampledModel {
  readonly recipe: RunConfig['recipe'];
  /** How its recipe computes. */
  readonly training: RecipeTraining;
  readonly graphs: Graphs;
  /** What was measured before they were built; null for a recipe that measures nothing. */
  readonly state: PreparedState | null;
  readonly networks: Networks;
  /** False for a generator alone: the other networks have no variables, and nothing has moments. */
  readonly canTrain: boolean;

  /** As pairs are made from it: `networks.generator`, or where its graph asks for it the average of its weights. */
  readonly generator: Network;

  private constructor(plan: Plan, networks: Networks, kernels: Kernels, canTrain = true) {
    this.recipe = plan.recipe;
    this.training = plan.training;
    this.graphs = plan.graphs;
    this.state = plan.state;
    this.networks = networks;
    this.canTrain = canTrain;
    const { graph, parameters } = networks.generator;
    const isAveraged = canTrain && graph.slots.includes('ema');
    this.generator = isAveraged ? new Network(graph, kernels, parameters.readingSlot('ema')) : networks.generator;
  }

  /**
   * All networks with initial weights; `columns` is the length of an encoded row, `state` what the recipe measured. Owns its
   * tensors until `dispose`.
   */
  static async initial(
    config: RunShape & Pick<RunConfig, 'seed'>,
    columns: number,
    kernels: Kernels,
    state: PreparedState | null = null,
  ): Promise<JointGan> {
    const plan = await planOf(config, columns, state);
    const first = state === null ? {} : (plan.training.first?.(state) ?? {});
    const networks: Record<string, Network> = {};
    for (const [index, [name, graph]] of Object.entries(plan.graphs).entries()) {
      const parameters = Parameters.initial(graph.variables, config.seed, index, graph.slots, first[name]);
      networks[name] = new Network(graph, kernels, parameters);
    }
    return new JointGan(plan, networks as Networks, kernels);
  }

  /** All networks with given numbers. Leaves no tensors when it rejects. */
  static async loaded(
    config: RunShape,
    columns: number,
    kernels: Kernels,
    read: ReadState,
    state: PreparedState | null = null,
  ): Promise<JointGan> {
    const plan = await planOf(config, columns, state);
    const networks: Record<string, Network> = {};
    try {
      for (const [name, graph] of Object.entries(plan.graphs)) {
        const readSlot = (slot: Slot, spec: VariableSpec) => read(stateName(name, slot, spec.name), spec);
        networks[name] = new Network(graph, kernels, await Parameters.loaded(graph.variables, readSlot, graph.slots));
      }
    } catch (error) {
      for (const network of Object.values(networks)) network.dispose();
      throw error;
    }
    return new JointGan(plan, networks as Networks, kernels);
  }

  /** The generator alone, to make pairs: a third of the memory. `read` is asked for values only: those that pairs are made from. */
  static async generatorOnly(
    config: RunShape,
    columns: number,
    kernels: Kernels,
    read: ReadState,
    state: PreparedState | null = null,
  ): Promise<JointGan> {
    const plan = await planOf(config, columns, state);
    const { generator, ...others } = plan.graphs;
    const untrained = generator.variables.map((spec) => ({ ...spec, trainable: false }));
    const parameters = await Parameters.loaded(untrained, (slot, spec) =>
      read(stateName('generator', slot, spec.name), spec),
    );
    const empty = async (graph: Graph): Promise<Network> =>
      new Network(graph, kernels, await Parameters.loaded([], () => Promise.resolve(null)));
    const networks: Record<string, Network> = { generator: new Network(generator, kernels, parameters) };
    for (const [name, graph] of Object.entries(others)) networks[name] = await empty(graph);
    return new JointGan(plan, networks as Networks, kernels, false);
  }

  /** What was found of the patients' ECG sheets; null for a recipe that measures none. */
  get sheetFit(): SheetFit | null {
    return this.state === null ? null : (this.training.sheetFit?.(this.state) ?? null);
  }

  /** Makes pairs from it; the same for the same seed. `conditions` only of a recipe that is `rowFirst`. */
  sampler(seed: number, conditions?: RowConditions): PairSampler {
    return this.training.sampler(this, seed, conditions);
  }

  dispose(): void {
    for (const network of Object.values(this.networks)) network.dispose();
  }
}

interface Plan {
  readonly recipe: RunConfig['recipe'];
  readonly training: RecipeTraining;
  readonly graphs: Graphs;
  readonly state: PreparedState | null;
}

async function planOf(config: RunShape, columns: number, state: PreparedState | null): Promise<Plan> {
  const { recipe } = config;
  if (RECIPES[recipe].prepares !== (state !== null)) {
    throw new Error(`Recipe ${recipe} and what was measured of the patients do not belong together`);
  }
  return { recipe, training: await TRAININGS[recipe](), graphs: graphsOf(config, columns, state), state };
}
