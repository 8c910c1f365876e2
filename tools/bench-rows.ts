/**
 * `npm run bench -- --rows`, or this file by itself: the row model on the demo patients and on any CSV, beside a Gaussian
 * copula, shuffled columns and fresh real rows, with the report's own figures; and how long it takes.
 *
 *     npx tsx tools/bench-rows.ts [--csv FILE --person COLUMN --drop a,b --targets x,y --leave z] [--seeds 3] [--count 500] [--inner] [--speed] [--json]
 *     npx tsx tools/bench-rows.ts --product [FOLDER] [--seeds 3] [--only rows]
 *
 *     npx tsx tools/bench-rows.ts --made wide|heart [--seeds 3]
 *
 * `--made`: a made-up table of 303 × 59, or of 68,671 × 12 of which 2,000 rows a side are compared. `--product`: the demo patients of the page, or a folder of a table and pictures, read, typed and split as the product does it,
 * 1,000 rows of the model of each seed. `--leave` ends in * for a prefix. `--inner`: settings are chosen here: other demo patients, and of a CSV a fifth of the
 * training persons; the rows put aside are not looked at.
 */
import { pathToFileURL } from 'node:url';
import { fitRows, type FitOptions } from '../src/rows/fit-rows.ts';
import type { RowTable } from '../src/rows/row-table.ts';
import { RowSampler } from '../src/rows/sample-rows.ts';
import { measureRows, type RowFigures } from './rows/measure.ts';
import { productTable } from './rows/as-product.ts';
import { MADE_TABLES, madeTable } from './rows/made-tables.ts';
import { csvTable, demoTable, type BenchTable, type TableChoice } from './rows/tables.ts';
import { benchSpeed } from './rows/speed.ts';
import { gaussianCopula, shuffledColumns } from './rows/yardsticks.ts';

interface Options {
  readonly csv: string | null;
  readonly choice: TableChoice;
  readonly seeds: number;
  /** Demo patients to train on. */
  readonly count: number;
  readonly isInner: boolean;
  readonly isSpeed: boolean;
  readonly only: readonly string[];
  readonly settings: FitOptions['settings'];
  readonly isJson: boolean;
  /** As the product reads them; a folder, or null for the demo patients. */
  readonly made: (typeof MADE_TABLES)[number] | null;
  readonly product: { readonly folder: string | null } | null;
}

function parseOptions(argv: readonly string[]): Options {
  const valueOf = (name: string): string | null => {
    const at = argv.indexOf(name);
    return at < 0 ? null : (argv[at + 1] ?? null);
  };
  const list = (name: string): string[] =>
    valueOf(name)
      ?.split(',')
      .filter((one) => one !== '') ?? [];
  const folder = valueOf('--product');
  const made = valueOf('--made');
  return {
    made: MADE_TABLES.find((name) => name === made) ?? null,
    product: argv.includes('--product') ? { folder: folder === null || folder.startsWith('--') ? null : folder } : null,
    csv: valueOf('--csv'),
    choice: {
      drop: list('--drop'),
      person: valueOf('--person'),
      atLeast50: [],
      targets: list('--targets'),
      leave: list('--leave'),
    },
    count: Number(valueOf('--count') ?? 500),
    seeds: Number(valueOf('--seeds') ?? 3),
    isInner: argv.includes('--inner'),
    isSpeed: argv.includes('--speed'),
    only: list('--only'),
    settings: JSON.parse(valueOf('--settings') ?? '{}') as NonNullable<FitOptions['settings']>,
    isJson: argv.includes('--json'),
  };
}

/** Names that end in * stand for all columns that begin so. */
function expandNames(names: readonly string[], table: BenchTable): string[] {
  const all = table.training.columns.map(({ name }) => name);
  return names.flatMap((name) =>
    name.endsWith('*') ? all.filter((one) => one.startsWith(name.slice(0, -1))) : [name],
  );
}

function tableFor(options: Options, seed: number): BenchTable {
  if (options.product !== null) return productTable(options.product.folder, seed);
  if (options.csv === null) return demoTable(options.count, options.isInner ? 50 + seed : seed);
  const table = csvTable(options.csv, options.choice, { seed, isInner: options.isInner });
  const { choice } = options;
  return {
    ...table,
    choice: { ...choice, targets: expandNames(choice.targets, table), leave: expandNames(choice.leave, table) },
  };
}

/** As many as a report compares. */
const PRODUCT_ROWS = 1000;

/** `fitted`: all training rows, where only some of them are compared. */
type Maker = (table: BenchTable, seed: number, fitted: RowTable) => RowTable | null;

function makers(options: Options): Record<string, Maker> {
  return {
    fresh: ({ fresh }) => fresh,
    shuffled: ({ training }, seed) => shuffledColumns(training, seed),
    copula: ({ training }, seed) => gaussianCopula(training, training.rows, seed),
    rows: ({ training }, seed, fitted) => {
      const model = fitRows(fitted, {
        seed,
        ...(options.settings === undefined ? {} : { settings: options.settings }),
      });
      return new RowSampler(model, { seed }).draw(0, options.product === null ? training.rows : PRODUCT_ROWS).table;
    },
  };
}

const DIGITS = 3;

function line(name: string, figures: readonly RowFigures[]): string {
  const mean = (of: (one: RowFigures) => number): string =>
    (figures.reduce((sum, one) => sum + of(one), 0) / figures.length).toFixed(DIGITS);
  return [
    name.padEnd(9),
    `differ ${mean((f) => f.differing)}`,
    `dep ${mean((f) => f.dependence)} (${mean((f) => f.dependenceLow)}-${mean((f) => f.dependenceHigh)})`,
    `imposs ${mean((f) => f.impossible)} (real ${mean((f) => f.impossibleHoldout)})`,
    `logit ${mean((f) => f.logistic)} (real ${mean((f) => f.logisticReal)})`,
    `forest ${mean((f) => f.forest)}`,
    `tstr ${mean((f) => f.predictor)}`,
    `dcr ${mean((f) => f.dcrShare)} (${mean((f) => f.dcrLow)}-${mean((f) => f.dcrHigh)})`,
    `member ${mean((f) => f.membership)}`,
    `blind ${mean((f) => f.blind)}`,
    `bmi ${mean((f) => f.bmi)}`,
  ].join('  ');
}

export async function benchRows(argv: readonly string[]): Promise<void> {
  const options = parseOptions(argv);
  if (options.isSpeed) {
    benchSpeed();
    return;
  }
  for (const [name, make] of Object.entries(makers(options))) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    const figures: RowFigures[] = [];
    for (let seed = 1; seed <= options.seeds; seed++) {
      const made = options.made === null ? null : madeTable(options.made, seed);
      const table = made?.table ?? tableFor(options, seed);
      const synthetic = make(table, seed, made?.fitted ?? table.training);
      if (synthetic !== null) figures.push(await measureRows(table, synthetic, seed));
    }
    if (figures.length > 0) console.log(options.isJson ? JSON.stringify({ name, figures }) : line(name, figures));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchRows(process.argv.slice(2));
