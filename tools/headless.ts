/**
 * `npm run headless -- …`: the built app's main job in a headless Chrome, without a person. Files go in through file
 * inputs of the page and come out as its downloads, exactly as for a visitor. Exit code 0, or one line on stderr.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Download, type Page } from 'playwright';
import { AppError } from '../src/core/app-error.ts';
import { loadCardTexts } from '../src/i18n/card-texts.ts';
import { cohortLines } from '../src/i18n/cohort-lines.ts';
import { sheetWords } from '../src/answers/sheet-words.ts';
import { inputNotes } from '../src/answers/input/input-notes.ts';
import { photographNotes } from '../src/answers/input/photograph-notes.ts';
import { DEFAULT_DATA_SETTINGS, type DataReport, isUnsure, tableNamed } from '../src/core/data-report.ts';
import { logLine } from '../src/core/epoch-log.ts';
import type { ComparisonReport } from '../src/core/report/comparison.ts';
import type { EcgComparison } from '../src/core/report/ecg-comparison.ts';
import type { MachineReport } from '../src/core/machine.ts';
import type { MeasuredFacts } from '../src/core/report/measured-facts.ts';
import type { PairsEstimate, PairsRequest } from '../src/core/pairs-request.ts';
import { endSentence } from '../src/answers/training-end.ts';
import { RECIPES } from '../src/recipes/recipes.ts';
import { DEMO_DEFAULTS } from '../src/core/demo-set.ts';
import { measuredWords } from '../src/answers/measured-words.ts';
import { renderReportHtml } from '../src/report-file/render-report.ts';
import { assembleStudyReport } from '../src/report/study-report.ts';
import { englishTexts } from '../src/i18n/english.ts';
import type { CommandOutput, StudioEvent } from '../src/worker/protocol.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { parseHeadlessOptions, requireTable, type HeadlessOptions } from './headless-options.ts';
import { buildIfStale, serveSite } from './site.ts';
import { StudioPage } from './studio-page.ts';

async function launch(options: HeadlessOptions, software: boolean): Promise<Browser> {
  const args = chromeArguments({ software });
  // Without a display, Chrome on Linux reaches a GPU through Vulkan only.
  if (!software && process.platform === 'linux') args.push('--enable-features=Vulkan');
  if (options.config.backend === 'webgl' || options.config.backend === 'auto') args.push('--enable-unsafe-swiftshader');
  return chromium.launch({ executablePath: ensureChrome(), headless: true, args, timeout: 60_000 });
}

/** A browser with the app open. `--backend webgpu` falls back to software WebGPU where there is no adapter. */
async function open(
  options: HeadlessOptions,
  url: string,
): Promise<{ browser: Browser; page: Page; studio: StudioPage }> {
  for (const software of [false, true]) {
    const browser = await launch(options, software);
    const page = await (await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block' })).newPage();
    const studio = await StudioPage.open(page, url);
    const hasAdapter = await page.evaluate(async () => {
      const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<unknown> } };
      return gpu !== undefined && (await gpu.requestAdapter()) !== null;
    });
    if (hasAdapter || software || options.config.backend !== 'webgpu') return { browser, page, studio };
    await browser.close();
  }
  throw new AppError('backend-unavailable', { backend: 'webgpu', reason: 'no-adapter' });
}

async function loadData(studio: StudioPage, options: HeadlessOptions): Promise<void> {
  const { source } = options;
  if (source === null) return;
  let tables: readonly string[] = [];
  switch (source.kind) {
    case 'demo':
      await studio.run('loadDemo', DEMO_DEFAULTS);
      break;
    case 'data':
      ({ tables } = await studio.addFiles(source.path, statSync(source.path).isDirectory()));
      break;
    case 'csv-and-images':
      await studio.addFiles([source.csv], false);
      ({ tables } = await studio.addFiles(source.images, statSync(source.images).isDirectory()));
      break;
    default:
      source satisfies never;
  }
  const table = options.schema.files?.table ?? null;
  const remembered = table === null ? null : tableNamed(table, tables);
  const report = (await studio.run('configureData', {
    ...DEFAULT_DATA_SETTINGS,
    // As the visitor has it: in the list names of people are masked.
    table: options.table ?? remembered,
    text: options.text,
    columns: options.schema.columns,
    rules: options.schema.rules,
    pairing: options.pairing,
    sameOnce: options.once,
    pictures: { ...DEFAULT_DATA_SETTINGS.pictures, masks: options.masks },
    onlyStraight: options.schema.files?.onlyStraight ?? false,
    sheet: options.sheet,
    limit: options.limit,
  })) as DataReport;
  if (options.table !== null) requireTable(options.table, report);
  describeData(report, options);
  if (report.problem !== null) throw AppError.fromData(report.problem);
  if (options.strict) refuseUnsure(report);
}

/** `--strict`: lines that are left out, or had to be mended, stop it. */
function refuseUnsure({ table }: DataReport): void {
  const unsure = table?.notes.filter(({ kind }) => isUnsure(kind)) ?? [];
  const count = unsure.reduce((sum, note) => sum + note.count, 0);
  const lines = unsure.flatMap((note) => note.lines).toSorted((a, b) => a - b);
  if (count > 0) throw new AppError('lines-unsure', { count, lines: lines.join(', ') });
}

/** Everything that the page says about these files, and what goes into the training. */
function describeData(report: DataReport, { config }: HeadlessOptions): void {
  const { usable, images, settings } = report;
  for (const note of inputNotes(report, englishTexts())) console.log(note);
  for (const note of photographNotes(report, config.straighten, englishTexts())) console.log(note);
  if (images.photographs.length > 0)
    console.log('With --straighten off photographs are used as they are, with auto they are straightened.');
  const isTwice = images.same.exact.length + images.same.near.length > 0;
  if (isTwice && !settings.sameOnce) console.log('With --once each ECG is used once.');
  console.log(`${usable.pairs} pairs, ${usable.width} numbers a row`);
}

/** Says what was taken, and for `auto` why. */
async function describeMachine(studio: StudioPage, options: HeadlessOptions): Promise<void> {
  if (options.config.backend !== 'auto') return;
  const { measurements } = (await studio.run('probe', { backend: 'auto' })) as MachineReport;
  const list = measurements.map(({ name, stepMs }) => `${name} ${stepMs.toFixed(0)} ms`).join(', ');
  console.log(`auto measured one step of a small network: ${list}; the fastest that fits is taken`);
}

/** What pairs are made from: the seed, and the epoch where it is not the last one trained. */
interface Ready {
  readonly seed: number;
  readonly chosen: number | null;
}

/** Trains, or opens the model that was given. */
async function getModel(studio: StudioPage, options: HeadlessOptions, page: Page): Promise<Ready> {
  const { model, config } = options;
  if (model?.kind !== 'generate') return train(studio, options, page);
  const { seed } = (await studio.openModel(model.path, config.backend)).config;
  console.log(`opened ${model.path}`);
  return { seed: model.seed ?? seed, chosen: null };
}

async function train(studio: StudioPage, options: HeadlessOptions, page: Page): Promise<Ready> {
  const { exportSize } = options;
  if (exportSize !== null && exportSize > options.config.size) {
    console.log(`learning at ${options.config.size} px; pairs are drawn from their traces at ${exportSize} px`);
  }
  const texts = englishTexts();
  const log = join(options.out, 'log.jsonl');
  writeFileSync(log, '');
  let backend = '';
  let { config } = options;
  await page.exposeFunction('ecgPairStudioEvent', (event: StudioEvent) => {
    if (event.kind === 'train-started') {
      const { patients, setAside, validation, constant, sheet } = event.started;
      ({ config } = event.started);
      const { name, adapter, isSoftware } = event.started.backend;
      backend = name;
      if (setAside > 0) console.log(`${patients} pairs to train on, ${setAside} put aside and never trained on`);
      if (validation > 0) console.log(`${validation} of the pairs to train on only say how good an epoch is`);
      else if (RECIPES[config.recipe].validates) console.log(texts.t('run.notScored', { epochs: config.epochs }));
      for (const column of constant) console.log(`  ${column}: left out, all patients trained on have the same value`);
      if (sheet !== null) console.log(sheetWords(sheet, texts));
      console.log(`training on ${name}${adapter === '' ? '' : ` (${adapter})`}${isSoftware ? ', in software' : ''}`);
    }
    if (event.kind === 'train-incident') {
      const { kind, epoch, backTo } = event.incident;
      console.log(`epoch ${epoch}: ${kind}; going on from epoch ${backTo}`);
    }
    if (event.kind !== 'train-epochs') return;
    for (const line of event.epochs) {
      appendFileSync(log, `${JSON.stringify(logLine(line, backend))}\n`);
      console.log(
        [
          `epoch ${line.epoch} of ${config.epochs}: `,
          ...Object.entries(line.losses).map(([name, loss]) => `${texts.coded('loss', name)} ${loss.toFixed(4)}, `),
          `${line.seconds.toFixed(1)} s`,
          ...(line.validation == null ? [] : [`, validation ${line.validation.toFixed(4)}`]),
        ].join(''),
      );
    }
  });
  // The browser's storage ends with this program.
  await studio.run('setKeeping', { runs: false, patients: false });
  const { model } = options;
  const start = performance.now();
  let firstGrid = Promise.resolve();
  // What was measured draws before any training; the grid of the last epoch takes its place.
  await page.exposeFunction('ecgPairStudioGrid', (epoch: number) => {
    if (epoch !== 0) return;
    console.log(`first grid after ${((performance.now() - start) / 1000).toFixed(1)} s: grid.png`);
    firstGrid = studio.save('gridPng', { epoch }, join(options.out, 'grid.png'));
  });
  const outcome =
    model?.kind === 'resume'
      ? await studio.resumeModel(model.path, { epochs: model.epochs, backend: config.backend })
      : ((await studio.run('train', config)) as CommandOutput<'train'>);
  await firstGrid;
  const sentence = endSentence(outcome, texts);
  if (sentence !== null) console.log(sentence);
  return { seed: config.seed, chosen: outcome.chosen };
}

/** Before any training. A model that is only opened checks it when pairs are made. */
async function checkCohort(studio: StudioPage, options: HeadlessOptions): Promise<void> {
  const { where, fix, shares, config, source } = options;
  const isAsked = [where, fix, shares].some((text) => text !== null);
  if (isAsked && source !== null) await studio.run('checkCohort', { cohort: { where, fix, shares }, config });
}

/** The rate of a condition, and what all pairs will take, before they are begun. */
async function describeExport(studio: StudioPage, request: PairsRequest): Promise<void> {
  const { fitting, tried, cohort, bytesPerPair, secondsPerPair } = (await studio.run(
    'estimatePairs',
    request,
  )) as PairsEstimate;
  if (cohort !== null) {
    for (const line of cohortLines(cohort, await loadCardTexts('en'))) console.log(`  ${line.replaceAll('`', '')}`);
  } else if (request.where !== null) {
    const share = Number(((100 * fitting) / tried).toPrecision(2));
    console.log(`${fitting} of ${tried} candidates fit (${share} %): ${request.where}`);
  }
  const megabytes = (request.pairs * bytesPerPair) / 1e6;
  const minutes = (request.pairs * secondsPerPair) / 60;
  console.log(`${request.pairs} pairs: about ${megabytes.toFixed(1)} MB, about ${minutes.toFixed(1)} min`);
}

async function writePairs(
  studio: StudioPage,
  options: HeadlessOptions,
  page: Page,
  seed: number,
  measured: MeasuredFacts | null,
): Promise<void> {
  const { pairs, first, where, fix, shares, exportSize, signals, out } = options;
  const request: PairsRequest = { pairs, first, seed, where, fix, shares, exportSize, signals };
  await describeExport(studio, request);
  const downloads: Download[] = [];
  let arrived = (): void => {};
  page.on('download', (download) => {
    downloads.push(download);
    arrived();
  });
  // The page waits for this before it begins the next archive, so no more than one is ever under way.
  await page.exposeFunction('ecgPairStudioArchive', async (name: string) => {
    while (downloads.length === 0) {
      await new Promise<void>((done) => {
        arrived = done;
      });
    }
    const download = downloads.shift();
    await download?.saveAs(join(out, name));
    await download?.delete();
    console.log(`wrote ${name}`);
  });
  const { candidates } = await studio.exportArchives({ ...request, measured });
  page.removeAllListeners('download');
  const range = `candidates ${first} to ${first + candidates - 1}`;
  console.log(`wrote ${pairs} pairs (${range}) to ${out}`);
}

async function writeResults(studio: StudioPage, options: HeadlessOptions, page: Page, ready: Ready): Promise<void> {
  const { seed, chosen } = ready;
  const at = (name: string): string => join(options.out, name);
  await studio.save('gridPng', { epoch: chosen ?? 'last' }, at('grid.png'));
  await writePairs(studio, options, page, seed, options.report ? await writeReport(studio, options, seed) : null);
  // A model that was only opened is there already.
  if (options.model?.kind !== 'generate') await studio.save('exportModel', { full: true }, at('model.zip'));
  await studio.save('exportOnnx', null, at('generator.onnx'));
}

/** Most pairs that are measured; more make a report slower, not clearer. */
const MOST_COMPARED = 1000;
const EXAMPLES = 12;

/** `report.json` and `report.html`, on the pairs that the archives begin with; gives what goes into these. */
async function writeReport(studio: StudioPage, { pairs, out }: HeadlessOptions, seed: number): Promise<MeasuredFacts> {
  const request = { pairs: Math.min(MOST_COMPARED, pairs), seed };
  console.log('comparing real with synthetic patients: this trains networks and takes some minutes');
  const rows = (await studio.run('compare', request)) as ComparisonReport;
  const ecgs = (await studio.run('compareEcgs', { ...request, predictor: null })) as EcgComparison;
  const study = assembleStudyReport(rows, ecgs);
  const { facts, examples } = (await studio.run('studyFacts', {
    examples: Math.min(EXAMPLES, pairs),
    seed,
  })) as CommandOutput<'studyFacts'>;
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(study, null, 1)}\n`);
  const texts = englishTexts();
  const reportHtml = renderReportHtml({ study, facts, examples }, texts);
  writeFileSync(join(out, 'report.html'), reportHtml);
  console.log(`wrote report.json and report.html to ${out}`);
  return measuredWords(study, { modelSha256: facts.modelHash, reportHtml }, texts);
}

async function main(): Promise<void> {
  const options = parseHeadlessOptions(process.argv.slice(2));
  mkdirSync(options.out, { recursive: true });
  // The model to begin with may lie there.
  const given = options.model === null ? null : resolve(options.model.path);
  const isOurs = /^(pairs(-\d{4})?\.zip|grid\.png|log\.jsonl|model\.zip|generator\.onnx|report\.(json|html))$/u;
  for (const name of readdirSync(options.out)) {
    const path = join(options.out, name);
    if (isOurs.test(name) && resolve(path) !== given) rmSync(path, { force: true });
  }
  await buildIfStale();
  const site = await serveSite();
  try {
    const { browser, page, studio } = await open(options, site.url);
    try {
      await loadData(studio, options);
      await checkCohort(studio, options);
      await describeMachine(studio, options);
      const ready = await getModel(studio, options, page);
      await writeResults(studio, options, page, ready);
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const data = AppError.from(error).toData();
  const detail = data.code === 'unexpected' ? ` (${String(data.params['detail'] ?? '').split('\n')[0] ?? ''})` : '';
  process.stderr.write(`${englishTexts().error(data)}${detail}\n`);
  process.exit(1);
}
