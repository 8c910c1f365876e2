import { beforeEach, describe, expect, it } from 'vitest';
import { QUICK_LOOK } from '../core/run-config.ts';
import { englishTexts } from '../i18n/english.ts';
import { assembleStudyReport } from '../report/study-report.ts';
import { comparisonReport } from '../report/testing/comparison-report.ts';
import { ecgComparison } from '../report/testing/ecg-comparison.ts';
import { examplePairs } from '../report/testing/study-report.ts';
import { StudioClient } from '../worker/client.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { FakePort, settle } from './testing/fake-port.ts';

const rows = comparisonReport();
const ecgs = ecgComparison({ n: { train: rows.n.real, holdout: 5, synthetic: rows.n.synthetic } });
const FACTS = {
  appVersion: '0.1.0',
  config: QUICK_LOOK,
  backend: 'wasm',
  epoch: 3,
  trainedOn: { patients: 20, setAside: 5, source: 'demo' },
  schema: { version: 1, columns: [], width: 0 },
  modelHash: 'abc',
  sheet: null,
  createdAt: '2026-01-01T00:00:00.000Z',
} as const;

let port: FakePort;
let saved: { readonly blob: Blob; readonly name: string }[];
let studio: StudioStore;

beforeEach(() => {
  port = new FakePort();
  saved = [];
  studio = createStudioStore({
    startClient: () => new StudioClient(port),
    save: (blob, name) => saved.push({ blob, name }),
  });
});

describe('report.json', () => {
  it('is nothing before the rows are compared', () => {
    studio.actions.saveReportJson();
    expect(saved).toEqual([]);
  });

  it('is the rows alone, or both parts in one tree', async () => {
    studio.store.setState({ comparison: { status: 'ready', report: rows } });
    studio.actions.saveReportJson();
    studio.store.setState({ ecgComparison: { status: 'ready', report: ecgs } });
    studio.actions.saveReportJson();
    expect(saved.map((file) => file.name)).toEqual(['report.json', 'report.json']);
    const [alone, both] = await Promise.all(saved.map(async ({ blob }) => JSON.parse(await blob.text()) as unknown));
    expect(alone).toEqual(assembleStudyReport(rows, null));
    expect(both).toEqual(assembleStudyReport(rows, ecgs));
  });
});

describe('report.html', () => {
  const texts = englishTexts();

  it('is made of what was measured and of synthetic examples', async () => {
    studio.store.setState({ comparison: { status: 'ready', report: rows } });
    const saving = studio.actions.saveReportHtml(texts);
    await settle();
    expect(port.command('studyFacts').input).toEqual({ examples: 12, seed: rows.seed });
    await port.reply('studyFacts', { facts: FACTS, examples: examplePairs(2) });
    await saving;
    expect(saved[0]?.name).toBe('report.html');
    expect(await saved[0]?.blob.text()).toMatch(/^<!doctype html>/iu);
  });

  it('is not made of the facts of another network', async () => {
    studio.store.setState({ comparison: { status: 'ready', report: rows } });
    const saving = studio.actions.saveReportHtml(texts);
    await settle();
    studio.store.setState({ comparison: { status: 'ready', report: comparisonReport() } });
    await port.reply('studyFacts', { facts: FACTS, examples: examplePairs(2) });
    await saving;
    expect(saved).toEqual([]);
    expect(studio.store.getState().jobs.report).toEqual({ status: 'idle' });
  });
});

describe('pairs', () => {
  const texts = englishTexts();

  it('take along what was measured of the network that makes them', async () => {
    studio.store.setState({ comparison: { status: 'ready', report: rows } });
    void studio.actions.exportPairs({ pairs: 10, seed: 1 }, texts);
    await settle();
    await port.reply('studyFacts', { facts: FACTS, examples: examplePairs(2) });
    await settle();
    const { measured } = port.command('exportPairs').input;
    expect(measured).toMatchObject({ modelSha256: FACTS.modelHash, rows: { real: rows.n.real } });
    expect(measured?.answers.map(({ verdictText }) => verdictText)).toContain('Not measured yet');
    expect(measured?.reportHtml).toMatch(/^<!doctype html>/iu);
  });

  it('say nothing of measurements where nothing was measured', async () => {
    void studio.actions.exportPairs({ pairs: 10, seed: 1 }, texts);
    await settle();
    expect(port.command('exportPairs').input.measured).toBeNull();
    expect(port.count('studyFacts')).toBe(0);
  });
});
