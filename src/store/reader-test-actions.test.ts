import { beforeEach, describe, expect, it } from 'vitest';
import { comparisonReport } from '../report/testing/comparison-report.ts';
import { StudioClient } from '../worker/client.ts';
import type { ReaderSeries } from '../worker/protocol.ts';
import { writtenStudyOf } from './measured-report.ts';
import type { Session } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { pairView, STARTED } from './testing/builders.ts';
import { FakePort } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;
let clock = 0;

const SETUP = { task: 'ecgs', pictures: 20, seed: 3, reader: 1 } as const;
const SERIES: ReaderSeries = {
  view: pairView(4),
  isSynthetic: [true, false, true, false],
  real: 'holdout',
  seed: 3,
};
const phase = (): Session['readerTest']['phase'] => studio.store.getState().readerTest.phase;
const answers = (): Session['readerTest']['answers'] => studio.store.getState().readerTest.answers;

function judgeAll(saidSynthetic: boolean): void {
  for (let i = 0; i < 4; i++) {
    clock += 1000;
    studio.actions.judge(saidSynthetic);
  }
}

async function begin(reader = 1): Promise<void> {
  const asked = port.count('readerSeries');
  const begun = studio.actions.beginReaderTest({ ...SETUP, reader });
  if (port.count('readerSeries') > asked) await port.reply('readerSeries', SERIES);
  await begun;
}

beforeEach(() => {
  port = new FakePort();
  clock = 0;
  studio = createStudioStore({ startClient: () => new StudioClient(port), save: () => {}, now: () => clock });
  const live = { started: STARTED, epoch: 5, grid: null } as never;
  studio.store.setState({
    hasModel: true,
    training: { status: 'finished', live, outcome: { epoch: 5, end: 'completed', chosen: null } },
  });
});

describe('a blinded test', () => {
  it('is dealt out, judged, taken back, and counted when all is judged', async () => {
    await begin();
    expect(port.command('readerSeries').input).toEqual({ pictures: 20, seed: 3 });
    expect(phase().status).toBe('reading');
    clock = 1000;
    studio.actions.judge(true);
    studio.actions.undoJudgement();
    expect(answers()).toEqual([]);
    judgeAll(true);
    expect(phase().status).toBe('idle');
    expect(answers()).toHaveLength(4);
    expect(answers().filter(({ isSynthetic, saidSynthetic }) => isSynthetic === saidSynthetic)).toHaveLength(2);
  });

  it('keeps the last series with what was said of it, to be looked at, and no other', async () => {
    await begin();
    expect(studio.store.getState().readerTest.last).toBeNull();
    judgeAll(true);
    await begin(2);
    judgeAll(false);
    const { last } = studio.store.getState().readerTest;
    expect(last?.answers.map(({ reader, saidSynthetic }) => [reader, saidSynthetic])).toEqual(
      Array.from({ length: 4 }, () => [2, false]),
    );
    expect(last?.series.seed).toBe(3);
    studio.actions.forgetReaderTest();
    expect(studio.store.getState().readerTest.last).toBeNull();
  });

  it('shows the next reader the same pictures, without dealing them out again', async () => {
    await begin();
    judgeAll(false);
    await begin(2);
    expect(port.count('readerSeries')).toBe(1);
    judgeAll(true);
    expect(new Set(answers().map(({ reader }) => reader))).toEqual(new Set([1, 2]));
  });

  it('left before its end counts nothing; while dealing it is cancelled', async () => {
    await begin();
    clock = 1000;
    studio.actions.judge(true);
    studio.actions.leaveReaderTest();
    expect([phase().status, answers().length]).toEqual(['idle', 0]);
    const other = studio.actions.beginReaderTest({ ...SETUP, seed: 9 });
    studio.actions.leaveReaderTest();
    await port.fail('readerSeries', 'aborted');
    await other;
    expect(phase().status).toBe('idle');
  });

  it('says what went wrong, and can be tried again', async () => {
    const begun = studio.actions.beginReaderTest(SETUP);
    await port.fail('readerSeries', { code: 'reader-too-few', params: { count: 2, needed: 5 } });
    await begun;
    expect(phase()).toMatchObject({ status: 'failed', error: { code: 'reader-too-few' } });
    await begin();
    expect(phase().status).toBe('reading');
  });

  it('is of one network: nothing while one trains, and another forgets it', async () => {
    await begin();
    judgeAll(true);
    studio.actions.forgetReaderTest();
    expect(answers()).toEqual([]);
    await begin();
    expect(port.count('readerSeries')).toBe(2);
    studio.actions.leaveReaderTest();
    studio.store.setState({ training: { status: 'preparing', config: STARTED.config, progress: null } });
    await studio.actions.beginReaderTest({ ...SETUP, seed: 8 });
    expect(port.count('readerSeries')).toBe(2);
  });

  it('goes into the report only where that is wanted; the other keys stay as they are', async () => {
    studio.store.setState({ comparison: { status: 'ready', report: comparisonReport() } });
    const before = Object.keys(writtenStudyOf(studio.store.getState()) ?? {});
    expect(before).not.toContain('readerTest');
    await begin();
    judgeAll(true);
    expect(Object.keys(writtenStudyOf(studio.store.getState()) ?? {})).toEqual(before);
    studio.actions.putReaderTestInReport(true);
    const written = writtenStudyOf(studio.store.getState());
    expect(Object.keys(written ?? {})).toEqual([...before, 'readerTest']);
    expect(written?.readerTest?.tasks[0]?.together.accuracy).toMatchObject({ count: 2, of: 4 });
  });
});
