/**
 * Every message between the page and the studio worker, and nothing else: plain data, no tensors, no tfjs types.
 * A command is answered once (`reply` or `failure`); the events that it names come in between. Big arrays are transferred
 * (`transfers.ts`).
 */
import type { Rectangle } from '../core/picture-edit.ts';
import type { TrainedOn } from '../core/trained-on.ts';
import type { AppErrorData } from '../core/app-error.ts';
import type { CohortColumn } from '../core/cohort.ts';
import type { CsvFormat } from '../core/csv-format.ts';
import type { ComparisonReport } from '../core/report/comparison.ts';
import type { DataReport, DataSettings, PairLine } from '../core/data-report.ts';
import type { EcgComparison } from '../core/report/ecg-comparison.ts';
import type { EpochLog } from '../core/epoch-log.ts';
import type { KeptState, Keeping, RunIncident, SaveNote } from '../core/kept-run.ts';
import type { BackendInfo, MachineReport } from '../core/machine.ts';
import type { CohortRequest, DrawnAs, PairsEstimate, PairsRequest } from '../core/pairs-request.ts';
import type { EpochScore } from '../core/past-epochs.ts';
import type { SheetFit } from '../core/sheet-fit.ts';
import type { MeasuredFacts } from '../core/report/measured-facts.ts';
import type { Progress } from '../core/progress.ts';
import type { RealSource } from '../core/report/reader-test.ts';
import type { BackendChoice, ImageSize, RunConfig } from '../core/run-config.ts';
import type { ExamplePairs } from '../core/report/example-pairs.ts';
import type { StudyFacts } from '../core/report/study-facts.ts';

export interface SourceFile {
  /** Path relative to what was dropped, with `/`. */
  readonly path: string;
  readonly file: File;
}

/** Pictures with the rows that belong to them, ready to show. */
export interface PairView {
  readonly size: ImageSize;
  readonly count: number;
  /** [count, size, size] greyscale bytes. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** As `shownName` writes them. */
  readonly columns: readonly string[];
  /** One list of texts a pair, in original units, in the order of `columns`. */
  readonly rows: readonly (readonly string[])[];
}

/** Photographs beside what becomes of them, in the same order. */
export interface StraightenedView {
  readonly before: PairView;
  readonly after: PairView;
}

/** A picture to mark a crop or a mask on. */
export interface PictureToEdit {
  /** Names it in `PictureEdits.own`. */
  readonly sha256: string;
  /** As it was given, upright, at most 1,400 px. */
  readonly image: Blob;
  /** What the networks see now. */
  readonly result: { readonly size: ImageSize; readonly pixels: Uint8Array<ArrayBuffer> };
  /** Pictures there are. */
  readonly total: number;
  /** Where lines are printed above its traces, which may name somebody; null: nowhere, or it was drawn from signals. */
  readonly printed: Rectangle | null;
}

export interface TrainStarted {
  readonly backend: BackendInfo;
  readonly config: RunConfig;
  /** Pairs trained on, and pairs of the patients put aside. */
  readonly patients: number;
  /** As in `PairCounts`. */
  readonly persons?: number;
  readonly setAside: number;
  /** Of `patients`: those that only say how good an epoch is. */
  readonly validation: number;
  /** Columns that are not learned because all patients trained on have the same value. */
  readonly constant: readonly string[];
  /** Columns that are learned. */
  readonly columns: number;
  readonly stepsPerEpoch: number;
  /** What was found of the ECG sheets; null for a recipe that measures none. */
  readonly sheet: SheetFit | null;
}

/** How well the columns of a few synthetic rows match, while training: a quick figure, not the report's. */
export interface MatchPoint {
  readonly epoch: number;
  /** Mean of 1 − ks or 1 − tv over the columns; 1 = as real. */
  readonly score: number;
  /** Synthetic rows, and real rows they were held against. */
  readonly rows: number;
  /** The same between disjoint real rows of that number: mean and the central 95 %. */
  readonly real: { readonly mean: number; readonly low: number; readonly high: number };
}

/** An epoch that was measured. */
export interface PastEpoch extends EpochScore {
  /** Its 4×4 grid as a PNG file. */
  readonly grid: Blob;
}

/** What can be gone back to. */
export interface EpochSnapshots {
  /** Whose generators are kept, in order; the last state of the run is always there besides. */
  readonly epochs: readonly number[];
  /** How many there can be: fewer for large networks. */
  readonly most: number;
}

/** The generator that pairs are made from now. */
export interface EpochInUse {
  readonly epoch: number;
  /** The state in which the run ended, which may be some steps into the next epoch. */
  readonly isLast: boolean;
  readonly grid: PairView;
}

export interface TrainOutcome {
  /** Last finished epoch. */
  readonly epoch: number;
  /** `completed`: all epochs; `settled`: its score no longer improved; `stopped`: the visitor kept what there was. */
  readonly end: 'completed' | 'settled' | 'stopped';
  /** The epoch that pairs are made from, the best by the recipe's own score; null: the last. */
  readonly chosen: number | null;
}

export interface ExportRequest extends Partial<CohortRequest>, DrawnAs {
  /** How many pairs, at most 10,000: larger exports are several archives. */
  readonly pairs: number;
  /** Index of the first pair; 0 unless this is one of several archives. */
  readonly first?: number;
  readonly seed: number;
  /** As in `PairsRequest`. */
  readonly measured?: MeasuredFacts | null;
  readonly csv?: CsvFormat;
  readonly language?: string;
  /** Leaves out pairs whose ECG is nearer to a training patient's than `privacy.images.threshold`: gaps in the numbers. */
  readonly leaveOutCopies?: boolean;
}

export interface ExportResult {
  readonly name: string;
  readonly blob: Blob;
  readonly pairs: number;
  /** Number of the candidate behind the last one looked at; only where pairs were made. */
  readonly next?: number;
  /** Pairs left out for being too close to a real patient; absent when nobody asked for that. */
  readonly leftOut?: number;
}

/** How far a large export is: what is finished. */
export interface ArchivesProgress {
  readonly archives: number;
  readonly of: number;
  readonly pairs: number;
  readonly bytes: number;
  readonly candidates: number;
}

/** Synthetic pairs, each with the training patient at the same position. To look at, never part of a file. */
export interface NearestPairs {
  readonly synthetic: PairView;
  readonly real: PairView;
}

/** Real and synthetic pairs, mixed, for readers who are not told which is which. To look at, never part of a file. */
export interface ReaderSeries {
  readonly view: PairView;
  /** [view.count]: half of them. */
  readonly isSynthetic: readonly boolean[];
  readonly real: RealSource;
  readonly seed: number;
}

/** A model opened from a file. */
export interface ModelView {
  /** Of the file. */
  readonly name: string;
  /** That makes the pairs now. */
  readonly backend: BackendInfo;
  /** As it was trained. */
  readonly config: RunConfig;
  readonly epoch: number;
  /** Training could go on from it. */
  readonly full: boolean;
  /** It was kept on this computer: there is no file of it. */
  readonly isKept?: boolean;
  /** It lies beside the page: trained on simulated patients that can be drawn again. */
  readonly isDemo?: boolean;
  readonly trainedOn: TrainedOn;
  /** Numbers of an encoded row. */
  readonly columns: number;
  /** As in `TrainStarted`. */
  readonly sheet: SheetFit | null;
  readonly grid: PairView;
}

/** What a command takes, what it answers, and the events that may come before its answer. */
interface Command<Input, Output, Event extends StudioEvent = never> {
  readonly input: Input;
  readonly output: Output;
  readonly event: Event;
}

/** By its name, every command. */
export interface Commands {
  /** What this computer can do, and what this choice of backend would take. */
  probe: Command<{ readonly backend: BackendChoice }, MachineReport>;
  /** Whether a file is a saved model, whole or not. */
  isModel: Command<{ readonly file: File }, boolean>;
  /** Opens a saved model in place of the network there is; the patients stay. */
  openModel: Command<{ readonly file: File; readonly backend: BackendChoice }, ModelView, WorkEvent>;
  /** Adds files to what is loaded (a CSV first, pictures later is fine). A model is none: `files-are-model`. */
  addFiles: Command<{ readonly files: readonly SourceFile[] }, DataReport, WorkEvent>;
  /** Replaces everything by simulated patients. */
  loadDemo: Command<{ readonly count: number; readonly seed: number }, DataReport, WorkEvent>;
  /** Reads the same files again with other settings. Never loses a file. */
  configureData: Command<DataSettings, DataReport, WorkEvent>;
  /** One picture, counted in natural order (beyond the last it begins again). */
  pictureToEdit: Command<{ readonly position: number } & Pick<RunConfig, 'fit' | 'straighten'>, PictureToEdit>;
  /** Photographs as they were given and straightened, by their places in natural order. */
  straightened: Command<{ readonly positions: readonly number[] }, StraightenedView>;
  /** Every pair by line and file name, in the order of `pairing.pairs`, with nothing that tells who somebody is. */
  listPairs: Command<null, readonly PairLine[]>;
  /** Forgets all files and rows. */
  clearData: Command<null, DataReport>;
  /**
   * Real pairs to look at: positions in `pairing.pairs`. Of an opened network that learned from simulated patients, while nobody is
   * loaded: as many that no network learned from. Personal columns are not among `columns`.
   */
  realPairs: Command<
    { readonly positions: readonly number[] } & Pick<RunConfig, 'size' | 'fit' | 'straighten'>,
    PairView
  >;
  /** Runs until all epochs are done or `stop`. */
  train: Command<RunConfig, TrainOutcome, TrainEvent>;
  /** What is kept on this computer. */
  keptRuns: Command<null, KeptState>;
  /**
   * Goes on with a kept run up to `epochs` in all, null: as many as it was begun with. Its patients must be loaded, unless
   * they are kept with it; they are compared by a fingerprint.
   */
  continueRun: Command<{ readonly run: string; readonly epochs: number | null }, TrainOutcome, TrainEvent>;
  /** Goes on with the training of a full model from a file, with the patients that are loaded; `epochs` as above. */
  resumeModel: Command<
    { readonly file: File; readonly epochs: number | null; readonly backend: BackendChoice },
    TrainOutcome,
    TrainEvent
  >;
  /** Opens a kept run to make pairs as it stands, in place of the network there is; `name` is how the page calls it. */
  openKept: Command<{ readonly run: string; readonly name: string }, ModelView>;
  /** Null: all that no tab is training. */
  eraseRuns: Command<{ readonly run: string | null }, KeptState>;
  /** What may be kept from now on; what is no longer allowed is erased. */
  setKeeping: Command<Keeping, KeptState>;
  /** A checkpoint of the run under way as soon as its step is done. */
  saveSoon: Command<null, null>;
  pause: Command<null, null>;
  resume: Command<null, null>;
  /** Ends training after the current step and keeps the model. */
  stop: Command<null, null>;
  /**
   * From now on pairs, comparisons and models are those of an epoch in `EpochSnapshots`, or of the last one again. The run itself
   * is left as it is, so a training that goes on goes on from its end. Throws `busy` while training, `epoch-gone`.
   */
  useEpoch: Command<{ readonly epoch: number | 'last' }, EpochInUse>;
  /** The 4×4 grid of one epoch as a PNG file. */
  gridPng: Command<{ readonly epoch: number | 'last' }, Blob>;
  /** Every epoch's grid as PNGs in one ZIP. */
  allGrids: Command<null, ExportResult, WorkEvent>;
  /**
   * The grids of this visit's epochs, at most 60 of them, as an animated GIF. `caption`: written under every frame, with
   * `{epoch}` where the number belongs.
   */
  timeLapse: Command<{ readonly caption: string }, ExportResult, WorkEvent>;
  /** Measures so many synthetic pairs against the real ones. */
  compare: Command<{ readonly pairs: number; readonly seed: number }, ComparisonReport, WorkEvent>;
  /**
   * Measures so many synthetic pairs with trained networks: ECGs, whether they fit their rows, use, privacy. `predictor`: the
   * files of the visitor's own LayersModel (`model.json` and its weights) instead of the built-in lesion predictor.
   */
  compareEcgs: Command<
    { readonly pairs: number; readonly seed: number; readonly predictor: readonly File[] | null },
    EcgComparison,
    WorkEvent
  >;
  /** The pairs of `EcgComparison.privacy.images.closest`, in their order, each beside its nearest training patient. */
  nearestPatients: Command<null, NearestPairs>;
  /** So many pairs, half of them synthetic, drawn and mixed by seed; fewer where there are too few patients. Throws `reader-too-few`. */
  readerSeries: Command<{ readonly pictures: number; readonly seed: number }, ReaderSeries, WorkEvent>;
  /** For the report as a file: how the model was made, and so many synthetic pairs (at most 32) to show. */
  studyFacts: Command<
    { readonly examples: number; readonly seed: number },
    { readonly facts: StudyFacts; readonly examples: ExamplePairs }
  >;
  /** Synthetic pairs as one archive. */
  exportPairs: Command<ExportRequest, ExportResult, WorkEvent>;
  /** Checks a condition against the columns that would be learned now. Throws what is wrong with it. */
  checkCohort: Command<{ readonly cohort: CohortRequest; readonly config: RunConfig }, null>;
  /** What a condition on pairs of the network there is can speak of. */
  cohortColumns: Command<null, readonly CohortColumn[]>;
  /** Makes a few pairs and says what all of them will take. */
  estimatePairs: Command<PairsRequest, PairsEstimate>;
  /**
   * Any number of pairs as archives, streamed into a folder, or without one handed over by `archive-made`, each of which
   * must be answered. Asked for again with the same request, model and place it goes on behind the last whole archive.
   */
  exportArchives: Command<
    { readonly request: PairsRequest; readonly folder: FileSystemDirectoryHandle | null },
    ArchivesProgress,
    ArchiveEvent
  >;
  pauseExport: Command<null, null>;
  resumeExport: Command<null, null>;
  /** The trained networks. `full` adds the discriminator and the optimizers' state. */
  exportModel: Command<{ readonly full: boolean }, ExportResult, WorkEvent>;
  /** The generator for ONNX Runtime. */
  exportOnnx: Command<null, ExportResult, WorkEvent>;
}

export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> = Commands[N]['input'];
export type CommandOutput<N extends CommandName> = Commands[N]['output'];
export type CommandEvent<N extends CommandName> = Commands[N]['event'];

/** How far a long command is; a few times a second at most, and whenever a stage begins. */
export interface WorkEvent {
  readonly kind: 'progress';
  readonly progress: Progress;
}

/** While a network trains. */
export type TrainEvent =
  | WorkEvent
  | { readonly kind: 'train-started'; readonly started: TrainStarted }
  /** A few times a second at most. */
  | {
      readonly kind: 'train-step';
      readonly epoch: number;
      readonly step: number;
      readonly stepsPerEpoch: number;
      readonly secondsPerStep: number;
    }
  /** Epochs finished since the last such event. */
  | { readonly kind: 'train-epochs'; readonly epochs: readonly EpochLog[] }
  /** The newest 4×4 grid. Sent a few times a second at most, and only after the last one was acknowledged with `shown`. */
  | { readonly kind: 'train-grid'; readonly epoch: number; readonly grid: PairView }
  /** Every few seconds at most, ever more rarely; never with fewer than 20 patients. */
  | { readonly kind: 'train-match'; readonly match: MatchPoint }
  /** With each measurement, of the epoch just finished. */
  | { readonly kind: 'train-scored'; readonly past: PastEpoch; readonly snapshots: EpochSnapshots }
  /**
   * Follows `train-started`: the name under which the run is kept (null: it is not), its last finished epoch and the losses
   * up to there, where it goes on.
   */
  | {
      readonly kind: 'train-kept';
      readonly run: string | null;
      readonly epoch: number;
      readonly epochs: readonly EpochLog[];
    }
  | { readonly kind: 'train-saved'; readonly note: SaveNote }
  /** Something broke; the run has gone back and goes on. Epochs after `backTo` did not happen. */
  | { readonly kind: 'train-incident'; readonly incident: RunIncident }
  | { readonly kind: 'train-paused' }
  | { readonly kind: 'train-resumed' };

/** While archives are made. */
export type ArchiveEvent =
  | WorkEvent
  /** At the start of a large export, and whenever an archive is whole. */
  | { readonly kind: 'archives'; readonly progress: ArchivesProgress }
  /** An archive to be saved; the next one is not begun before the page has answered `saved`. */
  | { readonly kind: 'archive-made'; readonly name: string; readonly blob: Blob };

export type StudioEvent = TrainEvent | ArchiveEvent;

export type ToWorker =
  | {
      [N in CommandName]: {
        readonly type: 'command';
        readonly id: number;
        readonly name: N;
        readonly input: CommandInput<N>;
      };
    }[CommandName]
  | { readonly type: 'cancel'; readonly id: number }
  /** The archive of the last `archive-made` is safe. */
  | { readonly type: 'saved' }
  /** The page has drawn the last grid. */
  | { readonly type: 'shown' };

export type FromWorker =
  | { readonly type: 'reply'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: AppErrorData | 'aborted' }
  | { readonly type: 'event'; readonly id: number; readonly event: StudioEvent };
