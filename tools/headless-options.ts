/** The command line of `npm run headless`: parsing and checking, nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../src/core/app-error.ts';
import type { PairingMethod } from '../src/core/data-report.ts';
import { LAST_CANDIDATE } from '../src/core/pairs-request.ts';
import {
  AS_PUBLISHED,
  BACKENDS,
  checkRunConfig,
  DEFAULT_PAIRS,
  IMAGE_SIZES,
  MAX_PAIRS,
  type BackendChoice,
  type RunConfig,
} from '../src/core/run-config.ts';
import { parseSchemaFile, type SchemaFile } from '../src/core/schema-file.ts';
import { parseWhere } from '../src/data/where/parse-where.ts';

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
  readonly pairing: PairingMethod | 'auto';
  /** Of pictures that show the same, only the first. */
  readonly once: boolean;
  readonly config: RunConfig;
  readonly limit: number | null;
  readonly pairs: number;
  /** Also writes report.json and report.html. */
  readonly report: boolean;
  /** Number of the first candidate, from 0. */
  readonly first: number;
  /** Checked for its grammar; null: no condition. */
  readonly where: string | null;
  readonly out: string;
}

function bad(option: string, value: string, expected: string): AppError {
  return new AppError('bad-option', { option: `--${option}`, value, expected });
}

function oneOf<T extends string | number>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => String(item) === value);
  if (found === undefined) throw bad(option, value, allowed.join(', '));
  return found;
}

function number(option: string, value: string | undefined, fallback: number, expected: string, whole = true): number {
  if (value === undefined) return fallback;
  const parsed = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(parsed) || (whole && !Number.isInteger(parsed))) throw bad(option, value, expected);
  return parsed;
}

function existing(option: string, path: string): string {
  if (!existsSync(path)) throw bad(option, path, 'a file or folder that exists');
  return path;
}

function atLeastOne(text: string): number {
  const expected = 'a whole number of at least 1';
  const limit = number('limit', text, 1, expected);
  if (limit < 1) throw bad('limit', text, expected);
  return limit;
}

/** What was decided about the columns, from a `schema.json`. */
function readSchema(path: string): SchemaFile {
  try {
    return parseSchemaFile(readFileSync(existing('schema', path), 'utf8'));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'schema-malformed') throw error;
    const detail = error instanceof AppError ? error.params['detail'] : 'it cannot be read';
    throw bad('schema', path, `a schema.json (${detail})`);
  }
}

function parseSource(values: Readonly<Record<string, string | boolean | undefined>>): DataSource {
  const { demo, data, csv, images } = values;
  const given = [demo === true, data !== undefined, csv !== undefined || images !== undefined].filter(Boolean).length;
  if (given !== 1) {
    const detail = 'give exactly one of --demo, --data FOLDER_OR_ZIP, or --csv FILE with --images FOLDER';
    throw new AppError('bad-arguments', { detail });
  }
  if (typeof data === 'string') return { kind: 'data', path: existing('data', data) };
  if (demo === true) return { kind: 'demo' };
  if (typeof csv !== 'string' || typeof images !== 'string') {
    throw new AppError('bad-arguments', { detail: '--csv FILE and --images FOLDER go together' });
  }
  return { kind: 'csv-and-images', csv: existing('csv', csv), images: existing('images', images) };
}

/** What a model brings along and cannot be asked for anew. */
const OF_THE_MODEL = ['recipe', 'size', 'width', 'batch', 'holdout'] as const;
/** What has no meaning without training. */
const OF_TRAINING = ['demo', 'data', 'csv', 'images', 'schema', 'pair', 'once', 'limit', 'epochs'] as const;

function parseModel(values: Readonly<Record<string, string | boolean | undefined>>): GivenModel | null {
  const { model, resume, seed, epochs } = values;
  if (model !== undefined && resume !== undefined) {
    throw new AppError('bad-arguments', { detail: '--model makes pairs and --resume trains: give one of them' });
  }
  const given = model !== undefined ? '--model' : '--resume';
  const path = model ?? resume;
  if (typeof path !== 'string') return null;
  const refused = [...OF_THE_MODEL, ...(model === undefined ? (['seed'] as const) : OF_TRAINING)];
  const extra = refused.find((name) => values[name] !== undefined);
  if (extra !== undefined) {
    const why = OF_TRAINING.some((name) => name === extra) ? 'needs no patients and trains nothing' : 'brings its own';
    throw new AppError('bad-arguments', { detail: `--${extra} cannot be given with ${given}, which ${why}` });
  }
  existing(given.slice(2), path);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  if (model !== undefined) {
    const chosen = number('seed', text(seed), -1, 'a whole number of at least 0');
    if (seed !== undefined && chosen < 0) throw bad('seed', String(seed), 'a whole number of at least 0');
    return { kind: 'generate', path, seed: seed === undefined ? null : chosen };
  }
  const total = number('epochs', text(epochs), 0, 'a whole number of at least 1');
  return { kind: 'resume', path, epochs: epochs === undefined ? null : total };
}

/** Throws `bad-option` or `not-yet` naming the first option that cannot be used. */
export function parseHeadlessOptions(argv: readonly string[]): HeadlessOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        demo: flag,
        data: text,
        csv: text,
        images: text,
        schema: text,
        pair: text,
        once: flag,
        recipe: text,
        size: text,
        width: text,
        epochs: text,
        batch: text,
        seed: text,
        limit: text,
        pairs: text,
        backend: text,
        out: text,
        where: text,
        model: text,
        first: text,
        resume: text,
        report: flag,
        holdout: text,
      },
    }));
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).replace(/\.\s.*$/su, '');
    throw new AppError('bad-arguments', { detail });
  }
  const get = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  if (oneOf('recipe', get('recipe') ?? 'paper', ['paper', 'modern'] as const) === 'modern') {
    throw new AppError('not-yet', { option: '--recipe modern' });
  }
  const out = get('out');
  if (out === undefined) throw new AppError('bad-arguments', { detail: '--out FOLDER is missing' });
  const schema = get('schema');
  const limit = get('limit') ?? null;
  const pairs = number('pairs', get('pairs'), DEFAULT_PAIRS, `a whole number from 1 to ${MAX_PAIRS}`);
  if (pairs < 1 || pairs > MAX_PAIRS) throw bad('pairs', String(pairs), `a whole number from 1 to ${MAX_PAIRS}`);
  const isReport = values['report'] === true;
  if (isReport && values['model'] !== undefined) {
    throw new AppError('bad-arguments', {
      detail: '--report compares with patients, and --model needs none: use --resume',
    });
  }
  const mostFirst = LAST_CANDIDATE - MAX_PAIRS;
  const firstExpected = `a whole number from 0 to ${mostFirst}`;
  const first = number('first', get('first'), 0, firstExpected);
  if (first < 0 || first > mostFirst) throw bad('first', String(first), firstExpected);
  const where = get('where') ?? null;
  // Whoever mistypes learns of it now, not after hours of training; columns are checked when they are known.
  if (where !== null) parseWhere(where);
  const config: RunConfig = {
    recipe: 'paper',
    size: oneOf('size', get('size') ?? String(AS_PUBLISHED.size), IMAGE_SIZES),
    width: number('width', get('width'), AS_PUBLISHED.width, 'a number from 0.01 to 4', false),
    epochs: number('epochs', get('epochs'), AS_PUBLISHED.epochs, 'a whole number of at least 1'),
    batch: number('batch', get('batch'), AS_PUBLISHED.batch, 'a whole number from 2 to 256'),
    // Without patients put aside, a report cannot tell learning from copying.
    holdout: number('holdout', get('holdout'), isReport ? AS_PUBLISHED.holdout : 0, 'a number from 0 to 0.5', false),
    seed: number('seed', get('seed'), AS_PUBLISHED.seed, 'a whole number of at least 0'),
    backend: oneOf<BackendChoice>('backend', get('backend') ?? 'auto', ['auto', ...BACKENDS]),
  };
  const model = parseModel(values);
  return {
    source: model?.kind === 'generate' ? null : parseSource(values),
    model,
    schema: schema === undefined ? { columns: [], rules: [] } : readSchema(schema),
    pairing: oneOf('pair', get('pair') ?? 'auto', ['auto', 'column', 'name', 'order'] as const),
    once: values['once'] === true,
    config: checkRunConfig(config),
    limit: limit === null ? null : atLeastOne(limit),
    pairs,
    report: isReport,
    first,
    where,
    out,
  };
}
