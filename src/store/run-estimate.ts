/** What a training will cost on this computer, before it starts: pure arithmetic on the network plan and a measured speed. */
import { hasRoom, largestWithRoom } from '../recipes/memory-room.ts';
import type { BackendInfo, MachineReport } from '../core/machine.ts';
import { graphsOf, runCost } from '../recipes/recipes.ts';
import { countParameters } from '../core/variable-spec.ts';
import { QUICK_LOOK, type RunConfig } from '../core/run-config.ts';

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

/** How fast a computer trains: arithmetic, and what each step takes besides, which dominates small networks. */
export interface Speed {
  readonly flops: number;
  readonly stepOverheadSeconds: number;
}

/** Handing work to the processor and fetching the losses, where it was not measured. */
const TYPICAL_OVERHEAD_SECONDS = 0.03;

/** The overhead is what a measured *Quick look* step took beyond its arithmetic. */
export function speedOf(machine: MachineReport): Speed {
  const { flops, chosen, measurements } = machine;
  const measured = measurements.find((m) => m.name === chosen.name);
  if (measured === undefined) return { flops, stepOverheadSeconds: TYPICAL_OVERHEAD_SECONDS };
  const arithmetic = runCost(QUICK_LOOK, TYPICAL_DATA.columns).stepFlop / flops;
  return { flops, stepOverheadSeconds: Math.max(0, measured.stepMs / 1000 - arithmetic) };
}

/** One short measurement, on a computer that also does other things, is right within these factors. */
export const LIKELY = { least: 0.6, most: 1.8 } as const;

const WEEK_SECONDS = 7 * 86_400;

/** Nobody waits for weeks: such a training is nothing for this computer, and is not begun by one press. */
export function isTooLong(seconds: number): boolean {
  return seconds >= WEEK_SECONDS;
}

export function estimateRun(config: RunConfig, data: DataShape, speed: Speed): RunEstimate {
  const columns = Math.max(1, data.columns);
  const cost = runCost(config, columns);
  const graphs = Object.values(graphsOf(config, columns));
  const stepsPerEpoch = Math.max(1, Math.ceil(data.patients / config.batch));
  const secondsPerEpoch = stepsPerEpoch * (cost.stepFlop / speed.flops + speed.stepOverheadSeconds);
  return {
    stepsPerEpoch,
    secondsPerEpoch,
    totalSeconds: secondsPerEpoch * config.epochs,
    memoryBytes: cost.stateBytes + cost.workBytes,
    parameters: graphs.reduce((sum, { variables }) => sum + countParameters(variables), 0),
    largestBufferBytes: cost.largestBufferBytes,
  };
}

/** The backend that a choice means on this computer; undefined where it cannot run. */
export function backendOf(config: RunConfig, machine: MachineReport): BackendInfo | undefined {
  if (config.backend === 'auto') return machine.chosen;
  return machine.usable.find((b) => b.name === config.backend);
}

/** What is too large for the backend, in bytes; null when the configuration fits. */
export function misfit(
  config: RunConfig,
  data: DataShape,
  machine: MachineReport,
): { readonly needed: number; readonly limit: number } | null {
  const backend = backendOf(config, machine);
  if (backend === undefined || hasRoom(config, Math.max(1, data.columns), backend)) return null;
  const cost = estimateRun(config, data, speedOf(machine));
  const { maxBufferBytes, maxTotalBytes } = backend;
  return maxBufferBytes !== null && cost.largestBufferBytes > maxBufferBytes
    ? { needed: cost.largestBufferBytes, limit: maxBufferBytes }
    : { needed: cost.memoryBytes, limit: maxTotalBytes ?? 0 };
}

/** The most capable smaller configuration that fits; null if none does. */
export function largestFitting(config: RunConfig, data: DataShape, machine: MachineReport): RunConfig | null {
  const backend = backendOf(config, machine);
  const shape = backend === undefined ? undefined : largestWithRoom(config, Math.max(1, data.columns), backend);
  return shape === undefined ? null : { ...config, ...shape };
}
