/**
 * How long a large table takes to be read: `npx tsx tools/bench-table.ts [rows] [columns]`. The same code as in the worker,
 * without a browser; numbers in docs/performance.md.
 */
import { DEFAULT_DATA_SETTINGS } from '../src/core/data-report.ts';
import { Rng } from '../src/core/rng.ts';
import { decodeText } from '../src/data/decode-text.ts';
import { runIntake } from '../src/data/intake.ts';
import { parseTable } from '../src/data/parse-table.ts';

const decode = (bytes: Uint8Array, label: string, fatal: boolean): string =>
  new TextDecoder(label, { fatal }).decode(bytes);

/** As a hospital exports: windows-1251 would need a table here, so UTF-8 with Russian words; `;` and a decimal comma. */
function makeTable(rows: number, columns: number): string {
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

function main(): void {
  const rows = Number(process.argv[2] ?? 100_000);
  const columns = Number(process.argv[3] ?? 40);
  const bytes = new TextEncoder().encode(makeTable(rows, columns));
  const images = Array.from({ length: rows }, (_, row) => ({ path: `${row + 1}.jpg` }));
  const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(2);
  const start = performance.now();
  const { text } = decodeText(bytes, 'auto', decode);
  const table = parseTable(text, DEFAULT_DATA_SETTINGS.text, 'table.csv');
  const parsed = seconds(start);
  const whole = performance.now();
  const tables = [{ path: 'table.csv', bytes }];
  const same = { exact: [], near: [] };
  const input = { source: 'files', tables, images, same, rejected: [], decode } as const;
  const { report } = runIntake({ ...input, settings: DEFAULT_DATA_SETTINGS });
  const first = seconds(whole);
  const again = performance.now();
  runIntake({ ...input, settings: { ...DEFAULT_DATA_SETTINGS, limit: rows - 1 } });
  console.log(
    `${table.rows.length} rows x ${table.header.length} columns, ${(bytes.length / 1e6).toFixed(1)} MB: ` +
      `decoded and parsed in ${parsed} s; everything (columns, pairing, fit, encoding) ${first} s; ` +
      `after a changed setting ${seconds(again)} s; ` +
      `${report.usable.pairs} pairs; ${Math.round(process.memoryUsage().rss / 1e6)} MB in memory`,
  );
}

main();
