/** The state machine of a session: one vanilla store, and the actions that ask the worker. No React, no DOM. */
import { answerCrashes } from './crash-answer.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { QUICK } from './presets.ts';
import { type ComparisonActions, comparisonActions } from './comparison-actions.ts';
import { Connection } from './connection.ts';
import { type EpochActions, epochActions } from './epoch-actions.ts';
import { type DataActions, dataActions } from './data-actions.ts';
import { type EcgComparisonActions, ecgComparisonActions } from './ecg-comparison-actions.ts';
import { type JobActions, jobActions } from './job-actions.ts';
import { type KeptActions, keptActions } from './kept-actions.ts';
import { LossHistory } from './loss-history.ts';
import { type ManyPairsActions, manyPairsActions } from './many-pairs-actions.ts';
import { type SchemaActions, schemaActions } from './schema-actions.ts';
import { type ModelActions, modelActions } from './model-actions.ts';
import { NO_READER_TEST, type ReaderTestActions, readerTestActions } from './reader-test-actions.ts';
import { type ReportActions, reportActions } from './report-actions.ts';
import { type SampleActions, sampleActions } from './sample-actions.ts';
import type { StoreContext, StudioPorts } from './store-context.ts';
import { canOpen, type Session, type Step } from './session-state.ts';
import { type Comparisons, type TrainingActions, trainingActions } from './training-actions.ts';
import { type TrainOnActions, trainOnActions } from './train-on-actions.ts';

export interface StepActions {
  /** Opens a step if it can be opened now. */
  readonly openStep: (step: Step) => void;
}

export type StudioActions = DataActions &
  ModelActions &
  TrainingActions &
  TrainOnActions &
  ComparisonActions &
  EcgComparisonActions &
  ReaderTestActions &
  SampleActions &
  SchemaActions &
  EpochActions &
  JobActions &
  ReportActions &
  ManyPairsActions &
  KeptActions &
  StepActions;

export interface StudioStore {
  readonly store: StoreApi<Session>;
  readonly actions: StudioActions;
  readonly losses: LossHistory;
  readonly connection: Connection;
}

const IDLE = { status: 'idle' } as const;

const INITIAL: Session = {
  step: 'data',
  machine: { status: 'measuring' },
  data: { status: 'empty' },
  dataError: null,
  decided: [],
  pictureDraft: null,
  samples: { check: { status: 'none' }, compare: { status: 'none' } },
  config: QUICK,
  preset: 'quick',
  isConfigChosen: false,
  training: IDLE,
  hasModel: false,
  openedModel: null,
  epochChoice: { status: 'last' },
  opening: { status: 'none' },
  comparison: { status: 'idle', isCancelled: false },
  ecgComparison: { status: 'idle', isCancelled: false },
  nearest: { status: 'none' },
  readerTest: NO_READER_TEST,
  jobs: { pairs: IDLE, model: IDLE, onnx: IDLE, grid: IDLE, grids: IDLE, timeLapse: IDLE, report: IDLE },
  manyPairs: { status: 'idle', archives: null },
  pairsEstimate: { status: 'none' },
  kept: null,
  keptError: null,
};

export function createStudioStore(ports: StudioPorts): StudioStore {
  const store = createStore<Session>(() => INITIAL);
  const connection = new Connection(ports.startClient);
  const losses = new LossHistory();
  let forgetComparisons = (): void => {};
  const context: StoreContext = {
    store,
    connection,
    losses,
    now: ports.now ?? (() => performance.now()),
    save: ports.save,
    pickFolder: ports.pickFolder ?? null,
    forget: () => {
      losses.clear();
      forgetComparisons();
      const { samples, training, hasModel, openedModel, epochChoice, opening, jobs } = INITIAL;
      const { manyPairs, pairsEstimate, step, pictureDraft } = INITIAL;
      store.setState({ samples, training, hasModel, openedModel, epochChoice, opening, jobs });
      store.setState({ manyPairs, pairsEstimate, step, pictureDraft });
    },
  };
  const samples = sampleActions(context);
  const ecgs = ecgComparisonActions(context);
  const rows = comparisonActions(context);
  const readers = readerTestActions(context);
  const comparisons: Comparisons = {
    cancelComparisons: () => {
      rows.cancelComparison();
      ecgs.cancelEcgComparison();
    },
    forgetComparisons: () => {
      rows.forgetComparison();
      ecgs.forgetEcgComparison();
      readers.forgetReaderTest();
    },
  };
  ({ forgetComparisons } = comparisons);
  const { follow, ...training } = trainingActions(context, samples, comparisons);
  const models = modelActions(context, comparisons);
  const data = dataActions(context, samples, models);
  const jobs = jobActions(context);
  const actions: StudioActions = {
    ...data,
    ...schemaActions(context, data),
    ...models,
    ...samples,
    ...rows,
    ...ecgs,
    ...readers,
    ...training,
    ...keptActions(context, data, follow),
    ...trainOnActions(context, data, follow),
    ...epochActions(context, comparisons),
    ...jobs,
    ...reportActions(context, jobs),
    ...manyPairsActions(context),
    openStep: (step) => {
      if (canOpen(step, store.getState())) store.setState({ step });
    },
  };
  answerCrashes({ store, connection, actions });
  return { store, actions, losses, connection };
}
