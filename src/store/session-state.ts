/** The state of a session as the screens see it: plain data, one discriminated union for each thing that can be under way. */
import type { AppErrorData } from '../core/app-error.ts';
import type { ComparisonReport } from '../core/report/comparison.ts';
import type { DataReport, DataSettings } from '../core/data-report.ts';
import type { EcgComparison } from '../core/report/ecg-comparison.ts';
import type { EpochLog } from '../core/epoch-log.ts';
import type { KeptState, RunIncident, SaveNote } from '../core/kept-run.ts';
import type { MachineReport } from '../core/machine.ts';
import type { PairsEstimate } from '../core/pairs-request.ts';
import type { PictureEdits } from '../core/picture-edit.ts';
import type { Progress } from '../core/progress.ts';
import type { ReaderTask } from '../core/report/reader-test.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { ReaderAnswer } from '../reader-test/answers.ts';
import type { Reading } from '../reader-test/reading.ts';
import type { NamedPreset } from './presets.ts';
import type {
  ArchivesProgress,
  ExportResult,
  EpochSnapshots,
  ModelView,
  MatchPoint,
  NearestPairs,
  PairView,
  PastEpoch,
  ReaderSeries,
  TrainOutcome,
  TrainStarted,
} from '../worker/protocol.ts';

export const STEPS = ['data', 'check', 'train', 'compare', 'download'] as const;
export type Step = (typeof STEPS)[number];

export type MachineState =
  | { readonly status: 'measuring' }
  | { readonly status: 'ready'; readonly report: MachineReport }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export type DataState =
  | { readonly status: 'empty' }
  | {
      readonly status: 'loading';
      readonly task: 'files' | 'demo' | 'settings' | 'clear';
      /** What was loaded before, still shown meanwhile. */
      readonly report: DataReport | null;
      readonly progress: Progress | null;
    }
  | { readonly status: 'ready'; readonly report: DataReport }
  /** Loaded, but something stops training; `report.problem` is the same, never null here. */
  | { readonly status: 'problem'; readonly report: DataReport; readonly problem: AppErrorData };

/** Real pairs to look at. The last ones stay while others are fetched. */
export type Samples =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly view: PairView | null }
  | { readonly status: 'ready'; readonly view: PairView }
  | { readonly status: 'failed'; readonly view: PairView | null; readonly error: AppErrorData };

export const SAMPLE_USES = ['check', 'compare'] as const;
export type SampleUse = (typeof SAMPLE_USES)[number];

export interface Grid {
  readonly epoch: number;
  readonly view: PairView;
}

/** A training as far as it has come. */
export interface Live {
  readonly started: TrainStarted;
  /** Epochs finished. */
  readonly epoch: number;
  /** Steps finished in the epoch under way. */
  readonly step: number;
  /** Mean of the last epochs, or estimated from the steps before the first has ended; null before the first step. */
  readonly secondsPerEpoch: number | null;
  /** Sum over the finished epochs. */
  readonly trainedSeconds: number;
  readonly last: EpochLog | null;
  readonly grid: Grid | null;
  /** Under which it is kept on this computer; null: it is not. */
  readonly run: string | null;
  /** The last checkpoint that was written, or why one was not. */
  readonly saved: SaveNote | null;
  /** What interrupted it in this visit, oldest first. */
  readonly incidents: readonly RunIncident[];
  /** How well the columns matched so far, oldest first. */
  readonly matches: readonly MatchPoint[];
  /** All that were measured, oldest first. */
  readonly past: readonly PastEpoch[];
  /** Null before the first was measured. */
  readonly snapshots: EpochSnapshots | null;
}

/** Which epoch of the network makes the pairs. */
export type EpochChoice =
  | { readonly status: 'last' }
  /** `from`: the one in use meanwhile; null: the last. */
  | { readonly status: 'changing'; readonly from: number | null; readonly to: number | 'last' }
  | { readonly status: 'past'; readonly epoch: number }
  | { readonly status: 'failed'; readonly from: number | null; readonly error: AppErrorData };

/** The past epoch in use; null: the last. */
export function pastEpochOf(choice: EpochChoice): number | null {
  switch (choice.status) {
    case 'last':
      return null;
    case 'past':
      return choice.epoch;
    case 'changing':
    case 'failed':
      return choice.from;
    default:
      return choice satisfies never;
  }
}

export type TrainingState =
  | { readonly status: 'idle' }
  | { readonly status: 'preparing'; readonly config: RunConfig; readonly progress: Progress | null }
  | { readonly status: 'running'; readonly live: Live; readonly stopping: boolean }
  | { readonly status: 'paused'; readonly live: Live; readonly stopping: boolean }
  | { readonly status: 'finished'; readonly live: Live; readonly outcome: TrainOutcome }
  | { readonly status: 'failed'; readonly live: Live | null; readonly error: AppErrorData };

/** Real and synthetic rows, measured. */
export type ComparisonState =
  /** `isCancelled`: it was ended by the visitor, so it does not start again by itself. */
  | { readonly status: 'idle'; readonly isCancelled: boolean }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'ready'; readonly report: ComparisonReport }
  | { readonly status: 'failed'; readonly error: AppErrorData };

/** Real and synthetic ECGs and pairs, measured with trained networks: minutes of work on a plain processor. */
export type EcgComparisonState =
  | { readonly status: 'idle'; readonly isCancelled: boolean }
  /** `previous`: what was measured before, with another lesion predictor; still shown. */
  | { readonly status: 'running'; readonly progress: Progress | null; readonly previous: EcgComparison | null }
  | { readonly status: 'ready'; readonly report: EcgComparison }
  | { readonly status: 'failed'; readonly error: AppErrorData; readonly previous: EcgComparison | null };

/** The closest synthetic ECGs beside their real patients: fetched when somebody looks. */
export type NearestState =
  | { readonly status: 'none' | 'loading' }
  | { readonly status: 'ready'; readonly pairs: NearestPairs }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export interface ReaderSetup {
  readonly task: ReaderTask;
  /** How many to judge; half of them real. */
  readonly pictures: number;
  readonly seed: number;
  /** A number that stands for whoever reads. */
  readonly reader: number;
}

/** The blinded test of the network there is. */
export interface ReaderTestState {
  readonly phase:
    | { readonly status: 'idle' }
    | { readonly status: 'dealing'; readonly progress: Progress | null }
    | {
        readonly status: 'reading';
        readonly setup: ReaderSetup;
        readonly series: ReaderSeries;
        readonly reading: Reading;
      }
    | { readonly status: 'failed'; readonly error: AppErrorData };
  /** Of those who came to the end, oldest first. */
  readonly answers: readonly ReaderAnswer[];
  readonly isInReport: boolean;
  /** The series that was read to its end last, and what was said of it; null: none yet. */
  readonly last: { readonly series: ReaderSeries; readonly answers: readonly ReaderAnswer[] } | null;
}

export type Job =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'done'; readonly result: ExportResult }
  | { readonly status: 'failed'; readonly error: AppErrorData };

/** An export of several archives. `archives`: what is whole; null before that is known. */
export type ManyPairsState =
  | { readonly status: 'idle'; readonly archives: null }
  | {
      readonly status: 'running';
      readonly isPaused: boolean;
      readonly progress: Progress | null;
      readonly archives: ArchivesProgress | null;
    }
  /** Cancelled; the same export goes on behind what is whole. */
  | { readonly status: 'stopped'; readonly archives: ArchivesProgress }
  | { readonly status: 'done'; readonly archives: ArchivesProgress; readonly isFolder: boolean }
  | { readonly status: 'failed'; readonly archives: ArchivesProgress | null; readonly error: AppErrorData };

export type PairsEstimateState =
  | { readonly status: 'none' }
  | { readonly status: 'measuring' }
  | { readonly status: 'ready'; readonly estimate: PairsEstimate }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export const JOB_NAMES = ['pairs', 'model', 'onnx', 'grid', 'grids', 'timeLapse', 'report'] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** A model's file, or a training that is kept on this computer; `name` is what the visitor calls it. */
export type ModelToOpen = { readonly name: string } & (
  | { readonly file: File }
  | { readonly run: string }
  /** The name of a file beside the page. */
  | { readonly site: string }
);

/** Opening a model from a file, or a kept training as it stands. */
export type OpeningState =
  | { readonly status: 'none' }
  /** A trained network that was never saved would be lost: the visitor is asked first. */
  | { readonly status: 'asking'; readonly model: ModelToOpen }
  | { readonly status: 'running'; readonly name: string; readonly progress: Progress | null }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export type Preset = NamedPreset | 'custom';

export interface Session {
  readonly step: Step;
  readonly machine: MachineState;
  readonly data: DataState;
  /** The last thing that went wrong with the data; what was loaded is still in `data`. */
  readonly dataError: AppErrorData | null;
  /** What was decided before each change on the Check step, the latest last: what there is to undo. */
  readonly decided: readonly DataSettings[];
  /** Turns, cuts and masks that are drawn but not applied; null: none. Training waits for them. */
  readonly pictureDraft: PictureEdits | null;
  readonly samples: Readonly<Record<SampleUse, Samples>>;
  readonly config: RunConfig;
  readonly preset: Preset;
  /** False until the visitor chooses: then the suggestion for this computer no longer overrides. */
  readonly isConfigChosen: boolean;
  readonly training: TrainingState;
  /** A trained network that pairs can be made from. */
  readonly hasModel: boolean;
  /** Where that network comes from; null when it was trained here. */
  readonly openedModel: ModelView | null;
  readonly epochChoice: EpochChoice;
  readonly opening: OpeningState;
  readonly comparison: ComparisonState;
  readonly ecgComparison: EcgComparisonState;
  readonly nearest: NearestState;
  readonly readerTest: ReaderTestState;
  readonly jobs: Readonly<Record<JobName, Job>>;
  readonly manyPairs: ManyPairsState;
  readonly pairsEstimate: PairsEstimateState;
  /** What is kept on this computer; null until the worker has said. */
  readonly kept: KeptState | null;
  /** The last thing that went wrong with what is kept. */
  readonly keptError: AppErrorData | null;
}

export function reportOf(data: DataState): DataReport | null {
  return data.status === 'empty' ? null : data.report;
}

export function liveOf(training: TrainingState): Live | null {
  switch (training.status) {
    case 'idle':
    case 'preparing':
      return null;
    case 'running':
    case 'paused':
    case 'finished':
    case 'failed':
      return training.live;
    default:
      return training satisfies never;
  }
}

export function isTraining(training: TrainingState): boolean {
  return training.status === 'preparing' || training.status === 'running' || training.status === 'paused';
}

/** Whether synthetic rows can be made and compared now. A file holds no patients to compare with. */
export function canCompare(session: Session): boolean {
  return session.hasModel && session.training.status === 'finished' && session.openedModel === null;
}

/** Whether the networks of the ECG comparison can be trained now: after the rows, which take seconds. */
export function canCompareEcgs(session: Session): boolean {
  return canCompare(session) && session.comparison.status !== 'running';
}

/** What is known of the ECGs, also while they are measured again. */
export function ecgReportOf(state: EcgComparisonState): EcgComparison | null {
  switch (state.status) {
    case 'idle':
      return null;
    case 'ready':
      return state.report;
    case 'running':
    case 'failed':
      return state.previous;
    default:
      return state satisfies never;
  }
}

/** Whether a step can be opened now. */
export function canOpen(step: Step, session: Session): boolean {
  switch (step) {
    case 'data':
      return true;
    case 'check':
      return (reportOf(session.data)?.table ?? null) !== null;
    case 'train':
      if (isTraining(session.training)) return true;
      return session.pictureDraft === null && (session.data.status === 'ready' || session.training.status !== 'idle');
    case 'compare': {
      // A network from a file brings nobody to stand beside its patients; simulated ones can be drawn.
      const { openedModel } = session;
      const hasPatients =
        openedModel === null || reportOf(session.data) !== null || openedModel.trainedOn.source === 'demo';
      // What is drawn before the first epoch is no network yet.
      return hasPatients && (liveOf(session.training)?.grid?.epoch ?? 0) > 0;
    }
    case 'download':
      return session.hasModel;
    default:
      return step satisfies never;
  }
}
