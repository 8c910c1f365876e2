/** What a training will cost on this computer, before it starts: pure arithmetic on the network plan and a measured speed. */
import type { BackendInfo, MachineReport } from '../core/machine.ts';
import { countParameters, planNetworks, trainingCost } from '../core/network-plan.ts';
import { AS_PUBLISHED, IMAGE_SIZES, type RunConfig } from '../core/run-config.ts';

/** Assumed before any data is loaded: the demo patients, and the article's columns. */
export const TYPICAL_DATA = { patients: 500, columns: 35 } as const;

export interface DataShape {
  readonly patients: number;
  /** Length of an encoded row. */
  readonly columns: number;
}

export interface RunEstimate {
  readonly stepsPerEpoch: number;
  readonly secondsPerEpoch: number;
  readonly totalSeconds: number;
  readonly memoryBytes: number;
  readonly parameters: number;
  readonly largestBufferBytes: number;
}

export function estimateRun(config: RunConfig, data: DataShape, flops: number): RunEstimate {
  const plan = planNetworks({ size: config.size, width: config.width, columns: Math.max(1, data.columns) });
  const cost = trainingCost(plan, config.batch);
  const stepsPerEpoch = Math.max(1, Math.ceil(data.patients / config.batch));
  const secondsPerEpoch = (stepsPerEpoch * cost.stepFlop) / flops;
  return {
    stepsPerEpoch,
    secondsPerEpoch,
    totalSeconds: secondsPerEpoch * config.epochs,
    memoryBytes: cost.stateBytes + cost.workBytes,
    parameters: countParameters(plan.generator.variables) + countParameters(plan.discriminator.variables),
    largestBufferBytes: cost.largestBufferBytes,
  };
}

/** The backend that a choice means on this computer; undefined where it cannot run. */
export function backendOf(config: RunConfig, machine: MachineReport): BackendInfo | undefined {
  if (config.backend === 'auto') return machine.chosen;
  return machine.usable.find((b) => b.name === config.backend);
}

/** Null when it fits, or when the backend names no limit. */
export function misfit(
  config: RunConfig,
  data: DataShape,
  machine: MachineReport,
): { readonly needed: number; readonly limit: number } | null {
  const limit = backendOf(config, machine)?.maxBufferBytes ?? null;
  if (limit === null) return null;
  const needed = estimateRun(config, data, machine.flops).largestBufferBytes;
  return needed > limit ? { needed, limit } : null;
}

const WIDTHS = [1, 0.75, 0.5, 0.375, 0.25, 0.125, 0.0625];

/** The most capable configuration, no larger than the one asked for, that fits; null if none does. */
export function largestFitting(config: RunConfig, data: DataShape, machine: MachineReport): RunConfig | null {
  const candidates = IMAGE_SIZES.filter((size) => size <= config.size)
    .flatMap((size) => WIDTHS.filter((w) => w <= config.width).map((width) => ({ ...config, size, width })))
    .filter((candidate) => misfit(candidate, data, machine) === null)
    .map((candidate) => ({ candidate, cost: estimateRun(candidate, data, machine.flops).parameters * candidate.size }));
  return candidates.toSorted((a, b) => b.cost - a.cost)[0]?.candidate ?? null;
}

/** From here on a graphics processor finishes the published training in a day or so. */
const STRONG_FLOPS = 2e12;

/** *As published* only for a real graphics processor that is strong enough and has room for it. */
export function suggestPreset(machine: MachineReport, data: DataShape): 'quick' | 'paper' {
  const { chosen, flops } = machine;
  const isReal = (chosen.name === 'webgpu' || chosen.name === 'webgl') && !chosen.isSoftware;
  return isReal && flops >= STRONG_FLOPS && misfit(AS_PUBLISHED, data, machine) === null ? 'paper' : 'quick';
}
