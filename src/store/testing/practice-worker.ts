/** A worker port that answers by itself with made-up patients: for working on the screens without the real worker. Development only. */
import type { ColumnReport, DataReport, DataSettings } from '../../core/data-report.ts';
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import { Rng } from '../../core/rng.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { WorkerPort } from '../../worker/client.ts';
import type { CommandInput, CommandName, FromWorker, PairView, StudioEvent, ToWorker } from '../../worker/protocol.ts';
import { EMPTY_REPORT, machineReport } from './builders.ts';
import { practiceColumns, practicePicture, practiceRow } from './practice-patients.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface PracticeOptions {
  readonly isSlowMachine: boolean;
}

export class PracticeWorker implements WorkerPort {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly #options: PracticeOptions;
  readonly #cancelled = new Set<number>();
  #report: DataReport = EMPTY_REPORT;
  #isPaused = false;
  #isStopped = false;

  constructor(options: PracticeOptions) {
    this.#options = options;
  }

  terminate(): void {
    this.#isStopped = true;
  }

  postMessage(message: ToWorker): void {
    if (message.type === 'cancel') this.#cancelled.add(message.id);
    if (message.type !== 'command') return;
    const { id, name, input } = message;
    this.#answer(id, name, input).then(
      (output) => this.#send({ type: 'reply', id, output }),
      () => this.#send({ type: 'failure', id, error: 'aborted' }),
    );
  }

  #send(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  #event(id: number, event: StudioEvent): void {
    this.#send({ type: 'event', id, event });
  }

  async #progress(id: number, stage: 'drawing-demo' | 'decoding' | 'sampling' | 'building', total: number) {
    for (let done = 0; done <= total; done += total / 10) {
      if (this.#cancelled.has(id)) throw new Error('cancelled');
      this.#event(id, { kind: 'progress', progress: { stage, done: Math.round(done), total } });
      await wait(60);
    }
  }

  async #answer(id: number, name: CommandName, input: CommandInput<CommandName>): Promise<unknown> {
    switch (name) {
      case 'probe': {
        await wait(300);
        const software = {
          name: 'wasm',
          adapter: '',
          isSoftware: false,
          maxBufferBytes: null,
          maxTotalBytes: 4e9,
        } as const;
        const unusable = [{ name: 'webgpu', reason: 'no adapter' } as const];
        return this.#options.isSlowMachine
          ? machineReport({ chosen: software, usable: [software], unusable, flops: 8e9 })
          : machineReport();
      }
      case 'addFiles':
        await this.#progress(id, 'decoding', 412);
        this.#report = practiceReport('files', DEFAULT_DATA_SETTINGS);
        return this.#report;
      case 'loadDemo':
        await this.#progress(id, 'drawing-demo', 500);
        this.#report = practiceReport('demo', DEFAULT_DATA_SETTINGS);
        return this.#report;
      case 'configureData':
        await wait(250);
        this.#report = practiceReport(this.#report.source, input as DataSettings);
        return this.#report;
      case 'clearData':
        this.#report = EMPTY_REPORT;
        return this.#report;
      case 'realPairs': {
        const { positions, size } = input as CommandInput<'realPairs'>;
        return view(positions, size, 1);
      }
      case 'train':
        return this.#train(id, input as RunConfig);
      case 'pause':
        this.#isPaused = true;
        return null;
      case 'resume':
        this.#isPaused = false;
        return null;
      case 'stop':
        this.#isStopped = true;
        return null;
      case 'gridPng':
        return new Blob(['png']);
      case 'allGrids':
      case 'exportModel':
        await this.#progress(id, 'sampling', 100);
        return { name: name === 'allGrids' ? 'grids.zip' : 'model.zip', blob: new Blob(['zip']), pairs: 0 };
      case 'exportPairs': {
        const { pairs } = input as CommandInput<'exportPairs'>;
        await this.#progress(id, 'sampling', pairs);
        return { name: 'pairs.zip', blob: new Blob(['zip'.repeat(1_000_000)]), pairs };
      }
      default:
        return name satisfies never;
    }
  }

  async #train(id: number, config: RunConfig): Promise<unknown> {
    this.#isStopped = false;
    this.#isPaused = false;
    await this.#progress(id, 'building', 10);
    const { chosen } = machineReport();
    this.#event(id, {
      kind: 'train-started',
      started: {
        backend: chosen,
        config,
        patients: this.#report.usable.pairs,
        columns: this.#report.usable.width,
        stepsPerEpoch: 41,
        generatorParameters: 1_200_000,
        discriminatorParameters: 110_000,
      },
    });
    const rng = new Rng(1, 1);
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      for (let step = 1; step <= 4; step++) {
        await wait(60);
        this.#event(id, { kind: 'train-step', epoch, step: step * 10, stepsPerEpoch: 41, secondsPerStep: 0.1 });
      }
      let wasPaused = false;
      while (this.#isPaused && !this.#isStopped) {
        if (!wasPaused) this.#event(id, { kind: 'train-paused' });
        wasPaused = true;
        await wait(50);
      }
      if (wasPaused) this.#event(id, { kind: 'train-resumed' });
      const generatorLoss = 0.7 + 0.9 * (1 - Math.exp(-epoch / 20)) + 0.15 * rng.normal();
      const discriminatorLoss = 1.38 - 0.4 * (1 - Math.exp(-epoch / 15)) + 0.06 * rng.normal();
      this.#event(id, { kind: 'train-epochs', epochs: [{ epoch, generatorLoss, discriminatorLoss, seconds: 4.1 }] });
      const positions = Array.from({ length: 16 }, (_, i) => 1000 + i);
      this.#event(id, { kind: 'train-grid', epoch, grid: view(positions, config.size, Math.min(1, epoch / 25)) });
      if (this.#isStopped) return { epoch, end: 'stopped' };
    }
    return { epoch: config.epochs, end: 'completed' };
  }
}

function view(positions: readonly number[], size: 64 | 128 | 200, clarity: number): PairView {
  const columns = practiceColumns().filter((c) => c.role === 'feature' || c.role === 'target');
  const images = new Uint8Array(positions.length * size * size);
  positions.forEach((seed, i) => images.set(practicePicture(seed, size, clarity), i * size * size));
  return {
    size,
    count: positions.length,
    images,
    columns: columns.map((c) => c.name),
    rows: positions.map((seed) => practiceRow(seed, columns)),
  };
}

function practiceReport(source: 'files' | 'demo', settings: DataSettings): DataReport {
  const overrides = new Map(settings.columns.map((c) => [c.name, c]));
  const columns: ColumnReport[] = practiceColumns().map((c) => ({ ...c, ...overrides.get(c.name) }));
  const rows = source === 'demo' ? 500 : 412;
  const isMessy = source === 'files';
  return {
    ...EMPTY_REPORT,
    source,
    tables: isMessy ? ['clinic/DP_cor.csv', 'clinic/old.csv'] : ['demo.csv'],
    table: {
      path: isMessy ? 'clinic/DP_cor.csv' : 'demo.csv',
      format: { encoding: isMessy ? 'windows-1251' : 'utf-8', hasBom: false, separator: ';', decimal: ',' },
      rows,
      raggedLines: isMessy ? [17, 203] : [],
      raggedCount: isMessy ? 2 : 0,
      preview: [1, 2, 3, 4, 5].map((seed) =>
        practiceRow(seed, columns).map((v, i) => (columns[i]?.personal === true ? '' : v)),
      ),
    },
    columns,
    images: {
      readable: isMessy ? 409 : 500,
      rejected: isMessy
        ? [
            { path: 'ecg/0077.jpg', reason: 'not-an-image', looksLike: 'text' },
            { path: 'ecg/0078.tif', reason: 'unsupported-image', looksLike: 'TIFF' },
            { path: 'letters/anna.pdf', reason: 'unsupported-file', looksLike: 'PDF' },
            { path: 'ecg/0101.jpg', reason: 'empty-file', looksLike: '' },
          ]
        : [],
    },
    pairing: {
      ...EMPTY_REPORT.pairing,
      method: 'name',
      keyColumn: 'case_id',
      pairs: Array.from({ length: isMessy ? 409 : 500 }, (_, i) => ({ row: i, image: i })),
      rowsWithoutImage: isMessy ? [76, 100, 311] : [],
      imagesWithoutRow: isMessy ? ['ecg/test.jpg'] : [],
      sharedImages: isMessy ? [{ path: 'ecg/0004.jpg', rows: [4, 5] }] : [],
      needsConfirmation: new URLSearchParams(location.search).has('order') && !settings.pairing.orderConfirmed,
    },
    usable: { pairs: isMessy ? 409 : 500, width: 35 },
    problem: null,
    settings,
  };
}
