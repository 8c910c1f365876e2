/**
 * The blinded test: dealing out a series, a reader going through it, and what all of them said. It is of the network there is:
 * another one forgets it. Series and answers stay on the page.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import type { ReaderAnswer } from '../reader-test/answers.ts';
import {
  answer,
  answersOf,
  beginReading,
  currentPicture,
  pause,
  type Reading,
  resume,
  type SeriesKey,
  undo,
} from '../reader-test/reading.ts';
import type { ReaderSeries } from '../worker/protocol.ts';
import { isTraining, type ReaderSetup, type ReaderTestState, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export const NO_READER_TEST: ReaderTestState = {
  phase: { status: 'idle' },
  answers: [],
  isInReport: false,
  last: null,
};

export interface ReaderTestActions {
  /** Nothing while a network trains, or while somebody reads. */
  readonly beginReaderTest: (setup: ReaderSetup) => Promise<void>;
  readonly judge: (saidSynthetic: boolean) => void;
  readonly undoJudgement: () => void;
  readonly pauseReading: () => void;
  readonly resumeReading: () => void;
  /** Ends a test before its end; nothing of it is counted. */
  readonly leaveReaderTest: () => void;
  readonly putReaderTestInReport: (isInReport: boolean) => void;
  readonly forgetReaderTest: () => void;
}

/** Whether real and synthetic pairs can be dealt out now. */
export function canReadBlind({ hasModel, training }: Session): boolean {
  return hasModel && !isTraining(training);
}

/** Whether this reader has seen this series. */
export function hasRead(answers: readonly ReaderAnswer[], { task, seed, reader }: ReaderSetup): boolean {
  return answers.some((one) => one.task === task && one.series === seed && one.reader === reader);
}

export function readerTestActions({ store, connection, now }: StoreContext): ReaderTestActions {
  let controller: AbortController | null = null;
  /** The last series that was dealt out, for the next reader. */
  let dealt: { readonly pictures: number; readonly series: ReaderSeries } | null = null;

  const state = (): ReaderTestState => store.getState().readerTest;
  const show = (phase: ReaderTestState['phase']): void => store.setState({ readerTest: { ...state(), phase } });

  async function deal({ pictures, seed }: ReaderSetup, signal: AbortSignal): Promise<ReaderSeries> {
    if (dealt?.series.seed === seed && dealt.pictures === pictures) return dealt.series;
    const series = await connection.run(
      'readerSeries',
      { pictures, seed },
      {
        signal,
        onEvent: ({ progress }) => {
          if (!signal.aborted) show({ status: 'dealing', progress });
        },
      },
    );
    dealt = { pictures, series };
    return series;
  }

  function step(change: (reading: Reading, at: number) => Reading): void {
    const { phase, answers } = state();
    if (phase.status !== 'reading') return;
    const reading = change(phase.reading, now());
    if (currentPicture(reading) !== null) {
      show({ ...phase, reading });
      return;
    }
    const { series, setup } = phase;
    const key: SeriesKey = { ...series, task: setup.task };
    const own = answersOf(reading, key);
    const readerTest = {
      ...state(),
      phase: { status: 'idle' },
      answers: [...answers, ...own],
      last: { series, answers: own },
    } as const;
    store.setState({ readerTest });
  }

  return {
    beginReaderTest: async (setup) => {
      const { status } = state().phase;
      if (status === 'dealing' || status === 'reading' || !canReadBlind(store.getState())) return;
      const mine = new AbortController();
      controller = mine;
      show({ status: 'dealing', progress: null });
      try {
        const series = await deal(setup, mine.signal);
        if (controller !== mine) return;
        const reading = beginReading(setup.seed, series.view.count, setup.reader, now());
        show({ status: 'reading', setup, series, reading });
      } catch (thrown) {
        if (controller !== mine) return;
        show(isAbort(thrown) ? { status: 'idle' } : { status: 'failed', error: AppError.from(thrown).toData() });
      }
    },
    judge: (saidSynthetic) => step((reading, at) => answer(reading, saidSynthetic, at)),
    undoJudgement: () => step(undo),
    pauseReading: () => step(pause),
    resumeReading: () => step(resume),
    leaveReaderTest: () => {
      controller?.abort();
      controller = null;
      show({ status: 'idle' });
    },
    putReaderTestInReport: (isInReport) => store.setState({ readerTest: { ...state(), isInReport } }),
    forgetReaderTest: () => {
      controller?.abort();
      controller = null;
      dealt = null;
      store.setState({ readerTest: NO_READER_TEST });
    },
  };
}
