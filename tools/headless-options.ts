/** The command line of `npm run headless`: parsing and checking, nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../src/core/app-error.ts';
import {
  type DataReport,
  DEFAULT_DATA_SETTINGS,
  PAIRING_METHODS,
  type PairingChoice,
} from '../src/core/data-report.ts';
import { AUTO_TEXT_FORMAT, ENCODINGS, HEADERS, type TextFormatChoice } from '../src/core/text-format.ts';
import { badOption, isWithin, type LimitedOption, OPTION_LIMITS, requireChoice } from '../src/core/option-limits.ts';
import {
  AS_PUBLISHED,
  type BackendChoice,
  BACKENDS,
  checkRunConfig,
  DEFAULT_PAIRS,
  FITS,
  STRAIGHTEN_CHOICES,
  IMAGE_SIZES,
  RECIPE_NAMES,
  type ImageSize,
  type RunConfig,
} from '../src/core/run-config.ts';
import { LEAD_ORDERS, type SheetChoice, SHEET_FORMS, USUAL_SHEET } from '../src/core/sheet-choice.ts';
import { RECIPES } from '../src/recipes/recipes.ts';
import { SIGNAL_FORMATS, type SignalFormat } from '../src/core/sheet-signals.ts';
import type { SchemaFile } from '../src/core/schema-file.ts';
import { insidePicture, type Rectangle } from '../src/core/picture-edit.ts';
import { parseSchemaFile } from '../src/core/shapes/schema-file.ts';
import { parseWhere } from '../src/data/where/parse-where.ts';
import { readFixed, readShares } from '../src/data/where/read-cohort.ts';

export type DataSource =
  | { readonly kind: 'demo' }
  | { readonly kind: 'data'; readonly path: string }
  | { readonly kind: 'csv-and-images'; readonly csv: string; readonly images: string };

/** A saved model to begin with. */
export type GivenModel =
  /** Only makes pairs. `seed` of the pairs; null: the model's own. */
  | { readonly kind: 'generate'; readonly path: string; readonly seed: number | null }
  /** Trains on. `epochs` in all; null: as many as the model was begun with. */
  | { readonly kind: 'resume'; readonly path: string; readonly epochs: number | null };

export interface HeadlessOptions {
  /** Null: no patients are needed. */
  readonly source: DataSource | null;
  readonly model: GivenModel | null;
  readonly schema: SchemaFile;
  /** Which table or sheet, by its path, file name or the sheet's name; null: the only one. */
  readonly table: string | null;
  /** How the table is read. */
  readonly text: TextFormatChoice;
  /** Lines that are left out or had to be mended are an error. */
  readonly strict: boolean;
  /** Sorted order is confirmed on the command line alone: a file was written for other pictures. */
  readonly pairing: PairingChoice;
  /** Of pictures that show the same, only the first. */
  readonly once: boolean;
  /** Of every picture, painted over: names and dates that are burned in. */
  readonly masks: readonly Rectangle[];
  /** What signals are drawn on. */
  readonly sheet: SheetChoice;
  readonly config: RunConfig;
  readonly limit: number | null;
  readonly pairs: number;
  /** Also writes report.json and report.html. */
  readonly report: boolean;
  /** Number of the first candidate, from 0. */
  readonly first: number;
  /** Checked for its grammar; null: no condition. */
  readonly where: string | null;
  /** Fixed values and wanted shares, checked for their grammar; null: none. */
  readonly fix: string | null;
  readonly shares: string | null;
  /** Side of the pictures; null: as they were trained. */
  readonly exportSize: number | null;
  readonly signals: readonly SignalFormat[];
  readonly out: string;
}

function oneOf<T extends string | number>(option: string, value: string, allowed: readonly T[]): T {
  return requireChoice(`--${option}`, value, allowed);
}

/** A number as the table of limits has it. */
function number(option: LimitedOption, text: string | undefined, fallback: number, name: string = option): number {
  if (text === undefined) return fallback;
  const { min, max, whole } = OPTION_LIMITS[option];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!isWithin(option, value)) throw badOption(`--${name}`, text, whole ? 'whole' : 'number', { min, max });
  return value;
}

function existing(option: string, path: string): string {
  if (!existsSync(path)) throw badOption(`--${option}`, path, 'path');
  return path;
}

/** `--mask 0,0,1,0.1`: left, top, width, height, in shares of the picture. */
function readMask(text: string): Rectangle {
  const sides = text.split(',').map((side) => (side.trim() === '' ? Number.NaN : Number(side)));
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = sides;
  const isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9;
  if (sides.length !== 4 || !isInside) throw badOption('--mask', text, 'rectangle');
  return insidePicture({ x, y, width, height });
}

/** What was decided about the columns, from a `schema.json`. */
function readSchema(path: string): SchemaFile {
  const text = readFileSync(existing('schema', path), 'utf8');
  try {
    return parseSchemaFile(text);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'schema-malformed') throw error;
    // With the name of the file, which whoever calls a command has not just chosen.
    throw badOption('--schema', path, 'schema', { place: String(error.params['place']) });
  }
}

function parseSource(values: Readonly<Record<string, string | boolean | undefined>>): DataSource {
  const { demo, data, csv, images } = values;
  const given = [demo === true, data !== undefined, csv !== undefined || images !== undefined].filter(Boolean).length;
  if (given !== 1) {
    throw new AppError('bad-arguments', { why: 'one-source' });
  }
  if (typeof data === 'string') return { kind: 'data', path: existing('data', data) };
  if (demo === true) return { kind: 'demo' };
  if (typeof csv !== 'string' || typeof images !== 'string') {
    throw new AppError('bad-arguments', { why: 'csv-and-images' });
  }
  return { kind: 'csv-and-images', csv: existing('csv', csv), images: existing('images', images) };
}

const { pairing: AUTO_PAIRING } = DEFAULT_DATA_SETTINGS;

/** Pictures of this side are learned at a smaller one, where a critic has room, and drawn from their traces. */
export const LARGE = { drawn: 400, trained: 200 } as const;

/** What a model brings along and cannot be asked for anew. */
const OF_THE_MODEL = ['recipe', 'size', 'fit', 'straighten', 'width', 'batch', 'holdout'] as const;
/** What has no meaning without training. */
const OF_TRAINING = [
  'demo',
  'data',
  'csv',
  'images',
  'schema',
  'pair',
  'table',
  'encoding',
  'header',
  'strict',
  'once',
  'sheet-layout',
  'lead-order',
  'limit',
  'epochs',
] as const;

function parseModel(values: Readonly<Record<string, string | boolean | undefined>>): GivenModel | null {
  const { model, resume, seed, epochs } = values;
  if (model !== undefined && resume !== undefined) {
    throw new AppError('bad-arguments', { why: 'model-or-resume' });
  }
  const given = model !== undefined ? '--model' : '--resume';
  const path = model ?? resume;
  if (typeof path !== 'string') return null;
  const refused = [...OF_THE_MODEL, ...(model === undefined ? (['seed'] as const) : OF_TRAINING)];
  const extra = refused.find((name) => values[name] !== undefined);
  if (extra !== undefined) {
    const why = OF_TRAINING.some((name) => name === extra) ? 'not-without-training' : 'not-with-model';
    throw new AppError('bad-arguments', { why, option: `--${extra}`, given });
  }
  existing(given.slice(2), path);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  if (model !== undefined) {
    return { kind: 'generate', path, seed: seed === undefined ? null : number('seed', text(seed), 0) };
  }
  return { kind: 'resume', path, epochs: epochs === undefined ? null : number('epochs', text(epochs), 1) };
}

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const TEXTS = { type: 'string', multiple: true } as const;

/** Every option, as `parseArgs` takes it; README.md says what each means. */
export const OPTIONS = {
  demo: FLAG,
  data: TEXT,
  csv: TEXT,
  images: TEXT,
  schema: TEXT,
  pair: TEXT,
  table: TEXT,
  encoding: TEXT,
  header: TEXT,
  strict: FLAG,
  once: FLAG,
  'sheet-layout': TEXT,
  'lead-order': TEXT,
  recipe: TEXT,
  size: TEXT,
  fit: TEXT,
  straighten: TEXT,
  width: TEXT,
  epochs: TEXT,
  batch: TEXT,
  seed: TEXT,
  limit: TEXT,
  pairs: TEXT,
  backend: TEXT,
  out: TEXT,
  where: TEXT,
  fix: TEXTS,
  share: TEXTS,
  signals: TEXTS,
  'export-size': TEXT,
  mask: TEXTS,
  model: TEXT,
  first: TEXT,
  resume: TEXT,
  report: FLAG,
  holdout: TEXT,
} as const;

/** Throws `bad-option` naming the first option that cannot be used. */
export function parseHeadlessOptions(argv: readonly string[]): HeadlessOptions {
  let values: Readonly<Record<string, string | boolean | undefined>>;
  let lists: Readonly<Record<'fix' | 'share' | 'signals' | 'mask', readonly string[] | undefined>>;
  try {
    const { fix, share, signals, mask, ...others } = parseArgs({ args: [...argv], options: OPTIONS }).values;
    values = others;
    lists = { fix, share, signals, mask };
  } catch (error) {
    // Node names the argument in its own words, between the first quotation marks.
    const given = /'([^']+)'/u.exec(String(error))?.[1] ?? '';
    const isKnown = Reflect.get(Object(error), 'code') === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE';
    throw new AppError('bad-arguments', { why: isKnown ? 'argument-value' : 'unknown-argument', given }, error);
  }
  const get = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const recipe = oneOf('recipe', get('recipe') ?? 'modern', RECIPE_NAMES);
  const { defaults } = RECIPES[recipe];
  const out = get('out');
  if (out === undefined) throw new AppError('bad-arguments', { why: 'out' });
  const schema = get('schema');
  const limit = get('limit');
  const isReport = values['report'] === true;
  if (isReport && values['model'] !== undefined) {
    throw new AppError('bad-arguments', { why: 'report-needs-patients' });
  }
  const where = get('where') ?? null;
  // Whoever mistypes learns of it now, not after hours of training; columns are checked when they are known.
  if (where !== null) parseWhere(where);
  const joined = (given: readonly string[] | undefined): string | null => given?.join(' and ') ?? null;
  const [fix, shares] = [joined(lists.fix), joined(lists.share)];
  if (fix !== null) readFixed(fix, null);
  if (shares !== null) readShares(shares, null);
  // What the command says comes before what a file remembers.
  const read: SchemaFile = schema === undefined ? { columns: [], rules: [] } : readSchema(schema);
  const isLarge = recipe === 'modern' && get('size') === String(LARGE.drawn);
  const config: RunConfig = {
    recipe,
    size: isLarge
      ? LARGE.trained
      : (oneOf(
          'size',
          get('size') ?? String(defaults.size),
          recipe === 'modern' ? [...IMAGE_SIZES, LARGE.drawn] : IMAGE_SIZES,
        ) as ImageSize),
    fit: oneOf('fit', get('fit') ?? defaults.fit, FITS),
    straighten: oneOf(
      'straighten',
      get('straighten') ?? read.files?.straighten ?? defaults.straighten,
      STRAIGHTEN_CHOICES,
    ),
    width: number('width', get('width'), defaults.width),
    epochs: number('epochs', get('epochs'), defaults.epochs),
    batch: number('batch', get('batch'), defaults.batch),
    // Without patients put aside, a report cannot tell learning from copying.
    holdout: number('holdout', get('holdout'), isReport ? AS_PUBLISHED.holdout : 0),
    seed: number('seed', get('seed'), AS_PUBLISHED.seed),
    backend: oneOf<BackendChoice>('backend', get('backend') ?? 'auto', ['auto', ...BACKENDS]),
  };
  const model = parseModel(values);
  // What a model that is opened can do is known when it is.
  if (model === null && (fix !== null || shares !== null) && !RECIPES[recipe].rowFirst) {
    throw new AppError('cohort-recipe');
  }
  const side = get('export-size');
  const exportSize = side === undefined ? (isLarge ? LARGE.drawn : null) : number('exportSize', side, 0, 'export-size');
  const wanted = new Set(lists.signals?.map((format) => oneOf('signals', format, SIGNAL_FORMATS)));
  if (model === null && (exportSize !== null || wanted.size > 0) && recipe !== 'modern') {
    throw new AppError('no-other-size');
  }
  const {
    text: textChoice = AUTO_TEXT_FORMAT,
    pairing = AUTO_PAIRING,
    sameOnce = false,
    sheet = USUAL_SHEET,
  } = read.files ?? {};
  return {
    source: model?.kind === 'generate' ? null : parseSource(values),
    model,
    schema: read,
    table: get('table') ?? null,
    text: {
      ...textChoice,
      encoding: oneOf('encoding', get('encoding') ?? textChoice.encoding, ['auto', ...ENCODINGS]),
      header: oneOf('header', get('header') ?? textChoice.header, ['auto', ...HEADERS]),
    },
    strict: values['strict'] === true,
    pairing: {
      method: oneOf('pair', get('pair') ?? pairing.method, ['auto', ...PAIRING_METHODS]),
      orderConfirmed: get('pair') === 'order',
      several: pairing.several,
    },
    once: values['once'] === true || sameOnce,
    masks: (lists.mask ?? []).map(readMask),
    sheet: {
      form: oneOf('sheet-layout', get('sheet-layout') ?? sheet.form, SHEET_FORMS),
      order: oneOf('lead-order', get('lead-order') ?? sheet.order, LEAD_ORDERS),
    },
    config: checkRunConfig(config),
    limit: limit === undefined ? null : number('limit', limit, 1),
    pairs: number('pairs', get('pairs'), DEFAULT_PAIRS),
    report: isReport,
    first: number('first', get('first'), 0),
    where,
    fix,
    shares,
    exportSize,
    signals: SIGNAL_FORMATS.filter((format) => wanted.has(format)),
    out,
  };
}

/** That `--table` means one of the tables: its path, its file name, or the name of a sheet. Throws `table-unknown`. */
export function requireTable(name: string, { settings, tables }: Pick<DataReport, 'settings' | 'tables'>): void {
  if (settings.table === null) throw new AppError('table-unknown', { table: name, tables: tables.join(', ') });
}
