/** What this computer offers for training. */
import type { BackendName } from './run-config.ts';

export interface BackendInfo {
  readonly name: BackendName;
  /** As the browser names it, e.g. "NVIDIA, ampere" or "SwiftShader (software)"; empty where it says nothing. */
  readonly adapter: string;
  /** A graphics interface emulated on the processor: correct but slow; `auto` never takes it. */
  readonly isSoftware: boolean;
  /** Largest single buffer, bytes; null where the backend names no limit. */
  readonly maxBufferBytes: number | null;
  /** All memory together, bytes; null where the backend names no limit. */
  readonly maxTotalBytes: number | null;
}

/** One real training step of the *Quick look* network. */
export interface BackendMeasurement {
  readonly name: BackendName;
  readonly stepMs: number;
}

export interface MachineReport {
  readonly usable: readonly BackendInfo[];
  /** Backends that cannot run here, with a technical reason for a bug report. */
  readonly unusable: readonly { readonly name: BackendName; readonly reason: string }[];
  /** What the asked-for choice stands for; for `auto` the fastest measured. */
  readonly chosen: BackendInfo;
  /** Rough speed of the chosen backend, measured with a small convolution; floating-point operations a second. */
  readonly flops: number;
  /** What `auto` measured; empty for a backend chosen by name. */
  readonly measurements: readonly BackendMeasurement[];
}
