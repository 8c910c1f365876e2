/**
 * From files that were read to a report of what was found and, when nothing is in the way, the encoded rows: the pure
 * part of loading. Changing a setting runs it again on the same bytes. It never throws for what the files contain;
 * the first thing that stops training is `report.problem`, and everything else stays in the report.
 */
import { AppError } from '../core/app-error.ts';
import {
  LINE_KINDS,
  type DataReport,
  type DataSettings,
  type InputRule,
  type PairLine,
  type Pairing,
  type PhotographReport,
  type PictureDamage,
} from '../core/data-report.ts';
import { ruleColumns, ruleText, type PlausibilityRule } from '../core/plausibility.ts';
import { MIN_PAIRS } from '../core/run-config.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { isBlankValue, takeRows } from '../core/typed-column.ts';
import { typedCells } from '../data/column-profile.ts';
import { formatNumber } from '../data/decode-rows.ts';
import {
  categoryOf,
  fitColumns,
  modelledValues,
  type ColumnCells,
  type FittedSchema,
  type SchemaRules,
  withRules,
} from '../data/fit-schema.ts';
import type { findRules } from './found-rules.ts';
import { looksPersonal } from '../data/personal/judge-column.ts';
import type { NameList } from '../data/personal/name-list.ts';
import { addMade } from '../data/made-columns.ts';
import { checkRule } from '../data/check-rules.ts';
import { suggestRules } from '../data/suggest-rules.ts';
import type { HoldOutOptions } from '../data/hold-out.ts';
import { type ChosenTable, chooseTable, type GivenTables, type ReadTable, readTable } from './choose-table.ts';
import { listPairs } from './list-pairs.ts';
import { hideExample, type MaskedReport, maskPaths } from './mask-report.ts';
import { pairNothing } from './pair-rows.ts';
import { pairTable } from './pair-table.ts';
import { joinPatients, type Patients } from '../data/patients.ts';
import type { ParsedTable } from '../data/parse-table.ts';
import { markKeyColumn, readColumns, reportColumn, type Column } from '../data/read-columns.ts';
import type { SamePictures } from './pictures/same-pictures.ts';
import { leaveOutBent, sameOf, useOnce } from './use-once.ts';
import { countPatients, findPatients, splitRows, type SplitRows } from '../data/split-rows.ts';
import { textAt } from '../data/text-column.ts';

export type FoundPhotograph = Omit<PhotographReport, 'path' | 'position'>;

export interface IntakeImage {
  readonly path: string;
  readonly damage?: PictureDamage | null;
  /** What a photograph or scan was taken for; absent for a picture that lies straight. */
  readonly photograph?: FoundPhotograph | null;
  /** What an ECG file says of itself; absent for a picture. */
  readonly record?: {
    readonly ids: readonly number[];
    readonly isDrawn: boolean;
    readonly missing: readonly string[];
  } | null;
}

export interface IntakeInput extends GivenTables {
  readonly source: 'files' | 'demo';
  /** Pictures that could be decoded, in any order; `imageIndex` counts in this order. */
  readonly images: readonly IntakeImage[];
  /** A cell as the hashes inside files are; absent where no file has an id inside. */
  readonly hashId?: (id: string) => number | null;
  /** Positions in `images` that show the same. */
  readonly same: SamePictures;
  readonly settings: DataSettings;
  /** Names of people, to know them by. */
  readonly names: NameList;
  /** What looks for rules that rows show: loaded with the first table. Absent: none are looked for. */
  readonly findRules?: typeof findRules;
}

export interface PreparedRows {
  readonly schema: TableSchema;
  /** [pairs]: position in `IntakeInput.images`. */
  readonly imageIndex: Uint32Array;
  /** The real row of a pair in original units, in schema order. */
  readonly texts: (position: number) => string[];
  /** Whole patients put aside, the schema fitted on the others alone. Throws `holdout-too-large` or `no-model-columns`. */
  readonly split: (options: HoldOutOptions) => SplitRows;
}

export interface IntakeResult extends MaskedReport {
  /** Null while `report.problem` says why. */
  readonly prepared: PreparedRows | null;
  /** Every pair, in the order of `report.pairing.pairs`. */
  readonly listPairs: () => PairLine[];
}

const PREVIEW_ROWS = 5;
const LINES_SHOWN = 20;
/** What stops training, in the order a person would mend it. */
function findProblem(
  table: ParsedTable,
  input: IntakeInput,
  found: {
    readonly pairing: Pairing;
    readonly pairingError: AppError | null;
    readonly used: number;
    readonly fitted: FittedSchema;
  },
): AppError | null {
  const { pairing, pairingError, used, fitted } = found;
  const known = new Set(table.header);
  const named = input.settings.columns.flatMap(({ name, age }) => (age?.at === 'column' ? [name, age.column] : [name]));
  const unknown = [...new Set([...named, ...input.settings.rules.flatMap(ruleColumns)])].filter(
    (name) => !known.has(name),
  );
  if (unknown.length > 0) return new AppError('column-unknown', { columns: unknown });
  if (input.images.length === 0) return new AppError('no-images');
  if (pairingError !== null) return pairingError;
  if (pairing.needsConfirmation) return new AppError('pairing-needs-confirmation');
  if (pairing.pairs.length === 0) return new AppError('no-pairs');
  if (used < MIN_PAIRS) return new AppError('too-few-pairs', { count: used, minimum: MIN_PAIRS });
  if (fitted.problem !== null) return fitted.problem;
  return fitted.schema.width === 0 ? new AppError('no-model-columns') : null;
}

/** Blank where a column is personal, or where a name has slipped in among numbers. */
function shownCell({ profile, suggestion }: Column, row: number): string {
  const cell = textAt(profile.column, row);
  const isUnread = profile.isNumeric && isBlankValue(profile.values, profile.column.codes[row] ?? -1);
  return suggestion.personal || (isUnread && looksPersonal(cell)) ? '' : cell;
}

/** Enough to know a patient by, beside an ECG. */
const CELLS_SHOWN = 4;

/** What sorted order would pair, with the beginning of each row. */
function withRowCells(pairing: Pairing, columns: readonly Column[]): Pairing {
  const { order } = pairing;
  if (order === undefined) return pairing;
  const learned = columns.filter(({ setting }) => setting.role === 'feature' || setting.role === 'target');
  const shown = learned.slice(0, CELLS_SHOWN);
  const examples = order.examples.map((one) => ({
    ...one,
    cells: shown.map((column) => ({ column: column.profile.name, text: shownCell(column, one.row) })),
  }));
  return { ...pairing, order: { ...order, examples } };
}

/** The first rows. */
function previewRows(table: ParsedTable, columns: readonly Column[]): string[][] {
  const rows = Math.min(PREVIEW_ROWS, table.rowCount);
  return Array.from({ length: rows }, (_, row) => columns.map((column) => shownCell(column, row)));
}

/** Real rows in original units; a blank cell as what it was filled with, or blank where blanks are generated. */
function realTexts(schema: TableSchema, cells: readonly ColumnCells[]): (position: number) => string[] {
  const byName = new Map(cells.map((column) => [column.setting.name, column]));
  const columns = schema.columns.map((column) => {
    const source = byName.get(column.name);
    return {
      column,
      source,
      values: source === undefined ? null : modelledValues(source.cells.values, source.setting),
    };
  });
  return (position) =>
    columns.map(({ column: { coding, flag, fill }, source, values }) => {
      const code = source?.cells.codes[position] ?? -1;
      if (values === null || isBlankValue(values, code)) return flag === undefined ? fill : '';
      if (coding.kind === 'scale' && values.kind === 'numbers') return formatNumber(coding, values.numbers[code] ?? 0);
      return categoryOf(values, code);
    });
}

/** The rules on every row of the table, before thresholds; `held` are those that generated rows will be held to. */
function checkRules(
  table: ParsedTable,
  columns: readonly Column[],
  rules: readonly PlausibilityRule[],
  held: readonly PlausibilityRule[],
): InputRule[] {
  const byName = new Map(
    columns.map(({ profile, setting }) => [profile.name, { threshold: setting.threshold, cells: typedCells(profile) }]),
  );
  return rules.map((rule) => ({
    ...checkRule(rule, byName, table.rowCount),
    isOnSynthetic: held.includes(rule),
  }));
}

export function runIntake(input: IntakeInput): IntakeResult {
  const { report, prepared, columns } = findPairs(input);
  const paths = input.images.map(({ path }) => path);
  return {
    ...maskPaths(report, columns, paths, input.names),
    prepared,
    listPairs: () => listPairs(report, { columns, paths, names: input.names }),
  };
}

function findPairs(
  input: IntakeInput,
): Pick<IntakeResult, 'report' | 'prepared'> & { readonly columns: readonly Column[] } {
  const { settings } = input;
  const paths = input.images.map(({ path }) => path);
  const empty: DataReport = {
    source: input.source,
    tables: input.tables.map((table) => table.path),
    table: null,
    columns: [],
    rules: [],
    suggestedRules: [],
    foundRules: [],
    images: {
      readable: input.images.length,
      rejected: input.rejected,
      same: {
        exact: input.same.exact.map((group) => group.map((i) => paths[i] ?? '')),
        near: input.same.near.map((group) => group.map((i) => paths[i] ?? '')),
      },
      damaged: input.images.flatMap(({ path, damage }) => (damage ? [{ path, damage }] : [])),
      photographs: input.images.flatMap(({ path, photograph }, position) =>
        photograph ? [{ path, position, ...photograph }] : [],
      ),
      leftOutBent: [],
      leftOutSame: [],
      drawn: input.images.filter(({ record }) => record?.isDrawn === true).length,
      leadsMissing: input.images.flatMap(({ path, record }) =>
        record && record.missing.length > 0 ? [{ path, leads: record.missing }] : [],
      ),
    },
    pairing: pairNothing('none', 0, paths, false),
    usable: { pairs: 0, patients: 0, patientColumn: null, width: 0 },
    problem: null,
    settings,
  };
  if (input.tables.length === 0 && input.images.length === 0 && input.rejected.length === 0) {
    return { report: { ...empty, problem: new AppError('no-files').toData() }, prepared: null, columns: [] };
  }

  let chosen: ChosenTable;
  let read: ReadTable;
  try {
    chosen = chooseTable(input);
    read = readTable(chosen.table, input);
  } catch (error) {
    return { report: { ...empty, problem: AppError.from(error).toData() }, prepared: null, columns: [] };
  }
  const { format } = read;
  const { table: source, stray } = chosen;
  const { table, made } = addMade(read.table, settings.columns, input.names);
  const suggested = readColumns(table, input.images, { settings, made, names: input.names });
  let pairing = pairNothing('none', table.rowCount, paths, false);
  let pairingError: AppError | null = null;
  try {
    pairing = pairTable(table, suggested, input);
  } catch (error) {
    pairingError = AppError.from(error);
  }
  const columns = markKeyColumn(suggested, pairing, settings);
  pairing = withRowCells(hideExample(pairing, columns, paths), columns);

  const sameAs = sameOf(input.same, paths.length);
  const once = settings.sameOnce ? useOnce(pairing.pairs, sameAs) : { kept: pairing.pairs, leftOut: [] };
  const straight = leaveOutBent(
    once.kept,
    (image) => settings.onlyStraight === true && input.images[image]?.photograph?.look.kind === 'lost',
  );
  const used = settings.limit === null ? straight.kept : straight.kept.slice(0, Math.max(0, settings.limit));
  const usedRows = Uint32Array.from(used, ({ row }) => row);
  const cells = columns
    .filter(({ setting }) => setting.role === 'feature' || setting.role === 'target')
    .map(({ profile, setting }): ColumnCells => ({ setting, cells: takeRows(typedCells(profile), usedRows) }));
  const columnsFitted = fitColumns(cells);
  const modelled = columnsFitted.schema.columns;
  const found = used.length === 0 ? [] : (input.findRules?.(cells, modelled, settings.rules) ?? []);
  const learned = settings.learned ?? [];
  const isLearned = new Set(learned.map(ruleText));
  const rules: SchemaRules = {
    rules: [...settings.rules, ...found.filter((rule) => !isLearned.has(ruleText(rule)))],
    learned: found.filter((rule) => isLearned.has(ruleText(rule))),
  };
  const fitted = withRules(columnsFitted, rules);
  const { schema } = fitted;
  const patients = countPatients(table, columns, used);
  // Or a picture, or a row with several, would be trained on and put aside as well.
  const apart = (): Patients =>
    joinPatients(
      joinPatients(
        findPatients(table, columns, used, paths),
        used.map(({ image }) => sameAs[image] ?? image),
      ),
      used.map(({ row }) => row),
    );
  const problem = findProblem(table, input, { pairing, pairingError, used: used.length, fitted });
  const report: DataReport = {
    ...empty,
    table: {
      path: source.path,
      format,
      rows: table.rowCount,
      rowLines: table.rowLines,
      notes: LINE_KINDS.flatMap((kind) => {
        const lines = table.noted.filter((line) => line.kind === kind).map(({ number }) => number);
        return lines.length === 0 ? [] : [{ kind, lines: lines.slice(0, LINES_SHOWN), count: lines.length }];
      }),
      stray,
      header: table.headerLine,
      preview: previewRows(table, columns),
    },
    columns: columns.map((column) => reportColumn(column, used.length === 0 ? null : fitted)),
    images: {
      ...empty.images,
      leftOutBent: straight.leftOut.map((image) => paths[image] ?? ''),
      leftOutSame: once.leftOut.map(({ image, first }) => ({ path: paths[image] ?? '', sameAs: paths[first] ?? '' })),
    },
    // Nobody is paired: nothing is known of what is modelled.
    rules: checkRules(table, columns, settings.rules, used.length === 0 ? settings.rules : (schema.rules ?? [])),
    suggestedRules: suggestRules(columns),
    foundRules: checkRules(table, columns, found, schema.rules ?? []),
    pairing,
    usable: {
      pairs: used.length,
      patients: patients.count,
      patientColumn: patients.column,
      width: schema.width,
    },
    problem: problem?.toData() ?? null,
  };
  if (problem !== null) return { report, prepared: null, columns };
  return {
    report,
    columns,
    prepared: {
      schema,
      imageIndex: Uint32Array.from(used, ({ image }) => image),
      texts: realTexts(schema, cells),
      split: (options) => splitRows({ cells, used, patients: apart(), rules }, options),
    },
  };
}
