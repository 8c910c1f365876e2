/**
 * From files that were read to a report of what was found and, when nothing is in the way, the encoded rows: the pure
 * part of loading. Changing a setting runs it again on the same bytes. It never throws for what the files contain;
 * the first thing that stops training is `report.problem`, and everything else stays in the report.
 */
import { AppError, type AppErrorData } from '../core/app-error.ts';
import type { ColumnReport, DataReport, DataSettings, Pairing, RejectedFile } from '../core/data-report.ts';
import { MIN_PAIRS } from '../core/run-config.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { cellValue, drawProfile, profileColumn, type ColumnProfile } from './column-profile.ts';
import { decodeRow } from './decode-rows.ts';
import { decodeText, type DecodedText, type TextDecode } from './decode-text.ts';
import { encodeRows } from './encode-rows.ts';
import { fitSchema, type ColumnCells } from './fit-schema.ts';
import { suggestColumn, type ColumnSuggestion } from './infer-columns.ts';
import { pairRows, stem } from './pair-rows.ts';
import { parseTable, type ParsedTable } from './parse-table.ts';

export interface LoadedTable {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface IntakeInput {
  readonly source: 'files' | 'demo';
  readonly tables: readonly LoadedTable[];
  /** Pictures that could be decoded, in any order; `imageIndex` counts in this order. */
  readonly images: readonly { readonly path: string }[];
  readonly rejected: readonly RejectedFile[];
  readonly settings: DataSettings;
  readonly decode: TextDecode;
}

export interface PreparedRows {
  readonly schema: TableSchema;
  /** [pairs, schema.width] in [0, 1] */
  readonly rows: Float32Array;
  /** [pairs]: position in `IntakeInput.images`. */
  readonly imageIndex: Uint32Array;
  /** The real row of a pair in original units, in schema order. */
  readonly texts: (position: number) => string[];
}

export interface IntakeResult {
  readonly report: DataReport;
  /** Null while `report.problem` says why. */
  readonly prepared: PreparedRows | null;
}

interface Column {
  readonly profile: ColumnProfile;
  readonly suggestion: ColumnSuggestion;
  readonly setting: ColumnCells['setting'];
}

const PREVIEW_ROWS = 5;
const RAGGED_SHOWN = 20;
const NO_PAIRING: Pairing = {
  method: 'none',
  keyColumn: null,
  pairs: [],
  rowsWithoutImage: [],
  imagesWithoutRow: [],
  sharedImages: [],
  extraImages: [],
  needsConfirmation: false,
};

function chooseTable(input: IntakeInput): LoadedTable {
  const { tables, settings } = input;
  const [first] = tables;
  if (first === undefined) throw new AppError('no-table');
  const chosen = settings.table === null ? undefined : tables.find((table) => table.path === settings.table);
  if (chosen !== undefined) return chosen;
  if (tables.length > 1) throw new AppError('several-tables', { files: tables.map((table) => table.path).join(', ') });
  return first;
}

function readTable({ path, bytes }: LoadedTable, input: IntakeInput): { text: DecodedText; table: ParsedTable } {
  if (bytes.length === 0) throw new AppError('table-empty', { file: path });
  const text = decodeText(bytes, input.settings.text.encoding, input.decode);
  // Zero bytes do not occur in text, whatever the encoding.
  if (text.text.includes('\0')) throw new AppError('table-not-text', { file: path, looksLike: 'binary data' });
  return { text, table: parseTable(text.text, input.settings.text, path) };
}

function readColumns(table: ParsedTable, input: IntakeInput): Column[] {
  const stems = new Set(input.images.map(({ path }) => stem(path).toLowerCase()));
  const overrides = new Map(input.settings.columns.map((column) => [column.name, column]));
  return table.header.map((name, index) => {
    const profile = profileColumn(table, index);
    const suggestion = suggestColumn(profile, stems);
    const { role, type, threshold } = suggestion;
    return { profile, suggestion, setting: overrides.get(name) ?? { name, role, type, threshold } };
  });
}

function pair(table: ParsedTable, columns: readonly Column[], input: IntakeInput): Pairing {
  return pairRows({
    rows: table.rows.length,
    images: input.images.map(({ path }) => path),
    choice: input.settings.pairing,
    columns: columns.map(({ profile, setting }) => ({
      name: profile.name,
      role: setting.role === 'image' || setting.role === 'id' ? setting.role : 'other',
      cells: table.rows.map((row) => cellValue(row[profile.index] ?? '', false, '.') ?? ''),
    })),
  });
}

function reportColumn(
  { profile, suggestion, setting }: Column,
  schema: TableSchema | null,
  constant: readonly string[],
): ColumnReport {
  const fitted = schema?.columns.find((column) => column.name === profile.name);
  const isConstant = constant.includes(profile.name) && !suggestion.reasons.includes('constant');
  return {
    ...setting,
    suggestedRole: suggestion.role,
    suggestedType: suggestion.type,
    reasons: isConstant ? [...suggestion.reasons, 'constant'] : suggestion.reasons,
    personal: suggestion.personal,
    possibleTypes: suggestion.possibleTypes,
    present: profile.present,
    missing: profile.missing,
    distinct: profile.counts.size,
    unreadable: suggestion.personal ? null : profile.unreadable,
    fill: fitted?.fill ?? '',
    picture: suggestion.personal ? { kind: 'none' } : drawProfile(profile),
  };
}

/** What stops training, in the order a person would mend it. */
function findProblem(
  pairing: Pairing,
  table: ParsedTable,
  input: IntakeInput,
  width: number,
  used: number,
): AppErrorData | null {
  const unknown = input.settings.columns.find((column) => !table.header.includes(column.name));
  if (unknown !== undefined) return new AppError('column-unknown', { column: unknown.name }).toData();
  if (input.images.length === 0) return new AppError('no-images').toData();
  if (pairing.needsConfirmation) return new AppError('pairing-needs-confirmation').toData();
  if (pairing.pairs.length === 0) return new AppError('no-pairs').toData();
  if (used < MIN_PAIRS) return new AppError('too-few-pairs', { count: used, minimum: MIN_PAIRS }).toData();
  if (width === 0) return new AppError('no-model-columns').toData();
  return null;
}

export function runIntake(input: IntakeInput): IntakeResult {
  const { settings } = input;
  const empty: DataReport = {
    source: input.source,
    tables: input.tables.map((table) => table.path),
    table: null,
    columns: [],
    images: { readable: input.images.length, rejected: input.rejected },
    pairing: { ...NO_PAIRING, imagesWithoutRow: input.images.map(({ path }) => path) },
    usable: { pairs: 0, width: 0 },
    problem: null,
    settings,
  };
  if (input.tables.length === 0 && input.images.length === 0 && input.rejected.length === 0) {
    return { report: { ...empty, problem: new AppError('no-files').toData() }, prepared: null };
  }

  let source: LoadedTable;
  let read: { text: DecodedText; table: ParsedTable };
  try {
    source = chooseTable(input);
    read = readTable(source, input);
  } catch (error) {
    return { report: { ...empty, problem: AppError.from(error).toData() }, prepared: null };
  }
  const { text, table } = read;
  const columns = readColumns(table, input);
  let pairing = empty.pairing;
  let pairingError: AppErrorData | null = null;
  try {
    pairing = pair(table, columns, input);
  } catch (error) {
    pairingError = AppError.from(error).toData();
  }

  const used = pairing.pairs.slice(0, settings.limit ?? pairing.pairs.length);
  const cells: ColumnCells[] = columns.map(({ profile, setting }) => ({
    setting,
    isNumeric: profile.isNumeric,
    decimal: table.decimal,
    cells: used.map(({ row }) => table.rows[row]?.[profile.index] ?? ''),
  }));
  const { schema, constant } = fitSchema(cells);
  const problem = pairingError ?? findProblem(pairing, table, input, schema.width, used.length);
  const personal = new Set(columns.filter((c) => c.suggestion.personal).map((c) => c.profile.index));
  const report: DataReport = {
    ...empty,
    table: {
      path: source.path,
      format: { encoding: text.encoding, hasBom: text.hasBom, separator: table.separator, decimal: table.decimal },
      rows: table.rows.length,
      raggedLines: table.raggedLines.slice(0, RAGGED_SHOWN),
      raggedCount: table.raggedLines.length,
      preview: table.rows
        .slice(0, PREVIEW_ROWS)
        .map((row) => row.map((cell, index) => (personal.has(index) ? '' : cell))),
    },
    columns: columns.map((column) =>
      reportColumn(column, used.length === 0 ? null : schema, used.length === 0 ? [] : constant),
    ),
    pairing,
    usable: { pairs: used.length, width: schema.width },
    problem,
  };
  if (problem !== null) return { report, prepared: null };

  const rows = encodeRows(schema, cells, used.length);
  const prepared: PreparedRows = {
    schema,
    rows,
    imageIndex: Uint32Array.from(used, ({ image }) => image),
    texts: (position) => decodeRow(schema, rows.subarray(position * schema.width, (position + 1) * schema.width)),
  };
  return { report, prepared };
}
