/**
 * `npm run bench -- --table ROWS`: how long a large table takes to be read. The same code as in the worker, without a
 * browser; numbers in docs/performance.md.
 */
import { NAME_HASHES } from '../src/data/personal/name-hashes.ts';
import { nameList } from '../src/data/personal/name-list.ts';
import { DEFAULT_DATA_SETTINGS } from '../src/core/data-report.ts';
import { Rng } from '../src/core/rng.ts';
import { runIntake } from '../src/intake/intake.ts';
import { quantile } from '../src/core/maths/moments.ts';
import { sortedNumbers } from '../src/report/quantiles.ts';

const names = nameList(NAME_HASHES);

const decode = (bytes: Uint8Array, label: string, fatal: boolean): string =>
  new TextDecoder(label, { fatal }).decode(bytes);

/** As a hospital exports: windows-1251 would need a table here, so UTF-8 with Russian words; `;` and a decimal comma. */
export function makeTable(rows: number, columns: number): string {
  const rng = new Rng(1, 906);
  const kinds: readonly ((row: number) => string)[] = [
    () => String(20 + rng.below(70)),
    () => `${rng.below(40)},${rng.below(10)}`,
    () => (rng.chance(0.5) ? 'да' : 'нет'),
    () => (rng.chance(0.3) ? '' : String(rng.below(300))),
    () => ['синусовый', 'ФП', 'ТП', 'ЭКС'][rng.below(4)] ?? '',
    () => (100 * rng.uniform()).toFixed(3).replace('.', ','),
    () => String(Number(rng.chance(0.1))),
  ];
  const cells = Array.from({ length: columns - 1 }, (_, i) => kinds[i % kinds.length]);
  const header = ['файл', ...cells.map((_, i) => `признак ${i + 1}`)].join(';');
  const lines = Array.from({ length: rows }, (_, row) =>
    [`${row + 1}.jpg`, ...cells.map((kind) => kind?.(row) ?? '')].join(';'),
  );
  return [header, ...lines].join('\r\n');
}

export const COLUMNS = 40;

interface TableTimes {
  /** Seconds from bytes to everything the Check step shows: decoded, cut, columns profiled, rows paired, schema fitted. */
  readonly read: number;
  /** The same after a changed setting. */
  readonly changed: number;
  /** Patients put aside and both sides encoded, as a training begins. */
  readonly split: number;
}

function timed<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function readOnce(bytes: Uint8Array, rows: number): TableTimes {
  const input = {
    source: 'files',
    // A copy is another table: nothing of the round before is known of it.
    tables: [{ path: 'table.csv', bytes: bytes.slice() }],
    images: Array.from({ length: rows }, (_, row) => ({ path: `${row + 1}.jpg` })),
    same: { exact: [], near: [] },
    rejected: [],
    decode,
    names,
  } as const;
  const read = timed(() => runIntake({ ...input, settings: DEFAULT_DATA_SETTINGS }));
  const changed = timed(() => runIntake({ ...input, settings: { ...DEFAULT_DATA_SETTINGS, limit: rows - 1 } }));
  const { prepared } = changed.result;
  if (prepared === null) throw new Error('the table cannot be trained on');
  const split = timed(() => prepared.split({ share: 0.2, seed: 1 }));
  return { read: read.seconds, changed: changed.seconds, split: split.seconds };
}

/** Reads the table `repeats` times and says how long that took; the first time nothing is compiled yet, as in a page. */
export function benchTable({ rows, repeats, json }: { rows: number; repeats: number; json: boolean }): void {
  const bytes = new TextEncoder().encode(makeTable(rows, COLUMNS));
  const first = readOnce(bytes, rows);
  const memoryMb = Math.round(process.memoryUsage().rss / 1e6);
  const rounds = [first, ...Array.from({ length: repeats - 1 }, () => readOnce(bytes, rows))];
  const medianOf = (part: keyof TableTimes): number =>
    quantile(sortedNumbers(Float64Array.from(rounds, (round) => round[part])), 0.5);
  const median: TableTimes = { read: medianOf('read'), changed: medianOf('changed'), split: medianOf('split') };
  if (json) {
    console.log(JSON.stringify({ rows, columns: COLUMNS, bytes: bytes.length, repeats, first, median, memoryMb }));
    return;
  }
  const say = ({ read, changed, split }: TableTimes): string =>
    `read in ${read.toFixed(2)} s, after a changed setting in ${changed.toFixed(2)} s, split and encoded in ${split.toFixed(2)} s`;
  console.log(
    `${rows} rows x ${COLUMNS} columns, ${(bytes.length / 1e6).toFixed(1)} MB; ${memoryMb} MB of memory after the first round`,
  );
  console.log(`  first round: ${say(first)}`);
  console.log(`  median of ${repeats}: ${say(median)}`);
}
