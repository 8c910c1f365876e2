/** The decisions about columns as a file: saved once, loaded for the next table. */
import { AppError } from '../core/app-error.ts';
import { type DataReport, type DataSettings, tableName, tableNamed } from '../core/data-report.ts';
import { ruleColumns } from '../core/plausibility.ts';
import { type FileChoices, writeSchemaFile } from '../core/schema-file.ts';
import { USUAL_SHEET } from '../core/sheet-choice.ts';
import { codeColumn } from '../core/table-schema.ts';
import { loadPart } from '../platform/load-part.ts';
import type { DataActions } from './data-actions.ts';
import { reportOf } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface LoadedSchema {
  readonly applied: number;
  /** Columns of the file that the table does not have: everything said of them was left out. */
  readonly unknown: readonly string[];
}

export interface SchemaActions {
  /** `schema.json`: every column as it is now, the rules, and how the files are read and paired. */
  readonly saveSchema: () => void;
  /** Null where the file cannot be used; `dataError` says why. */
  readonly loadSchema: (file: File) => Promise<LoadedSchema | null>;
}

function isAs(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A table that is not among those here changes nothing; that sorted order is right was said of another folder. */
function withFiles(
  { settings, tables }: DataReport,
  { table, text, pairing, sameOnce, onlyStraight = false, sheet = settings.sheet }: FileChoices,
): DataSettings {
  const isSame = pairing.method === settings.pairing.method;
  return {
    ...settings,
    table: (table === null ? null : tableNamed(table, tables)) ?? settings.table,
    text,
    pairing: { ...pairing, orderConfirmed: isSame && settings.pairing.orderConfirmed },
    sameOnce,
    onlyStraight,
    ...(sheet === undefined ? {} : { sheet }),
  };
}

export function schemaActions(
  { store, save }: StoreContext,
  { configureData, setStraighten }: Pick<DataActions, 'configureData' | 'setStraighten'>,
): SchemaActions {
  return {
    saveSchema: () => {
      const report = reportOf(store.getState().data);
      if (report === null) return;
      const {
        rules,
        learned = [],
        table,
        text: read,
        pairing,
        sameOnce,
        onlyStraight = false,
        sheet,
      } = report.settings;
      const { straighten } = store.getState().config;
      const files: FileChoices = {
        table: table === null ? null : tableName(table),
        text: read,
        pairing: { method: pairing.method, several: pairing.several },
        sameOnce,
        ...(report.images.photographs.length === 0 ? {} : { straighten, onlyStraight }),
        ...(report.images.drawn === 0 ? {} : { sheet: sheet ?? USUAL_SHEET }),
      };
      const text = writeSchemaFile({ columns: report.columns, rules, learned, files });
      save(new Blob([text], { type: 'application/json' }), 'schema.json');
    },
    loadSchema: async (file) => {
      try {
        // With what checks files: most visitors have none.
        const { parseSchemaFile } = await loadPart(() => import('../core/shapes/schema-file.ts'));
        const { columns, rules, learned = [], files } = parseSchemaFile(await file.text());
        const before = reportOf(store.getState().data);
        if (before === null) return null;
        const settings = files === undefined ? before.settings : withFiles(before, files);
        if (files?.straighten !== undefined) setStraighten(files.straighten);
        // Which columns there are depends on how the file is read.
        if (settings.table !== before.settings.table || !isAs(settings.text, before.settings.text)) {
          await configureData({ ...settings, columns: [], rules: [], learned: [] }, true);
        }
        const report = reportOf(store.getState().data) ?? before;
        // An age that is yet to be made of a date is known as well, and so are the columns of codes.
        const ages = columns.some(({ age }) => age !== undefined && age !== null);
        const ofCodes = columns.flatMap(({ name, codes = [] }) => codes.map((code) => codeColumn(name, code)));
        const names = new Set([...report.columns.map(({ name }) => name), ...ofCodes]);
        const isKnown = (name: string): boolean => names.has(name) || (ages && /^age( \(\d+\))?$/u.test(name));
        const kept = columns.filter(({ name, age }) => isKnown(name) && (age?.at !== 'column' || isKnown(age.column)));
        const unknown = new Set([...columns.map(({ name }) => name), ...[...rules, ...learned].flatMap(ruleColumns)]);
        await configureData({
          ...settings,
          columns: kept,
          rules: rules.filter((rule) => ruleColumns(rule).every(isKnown)),
          learned: learned.filter((rule) => ruleColumns(rule).every(isKnown)),
        });
        return { applied: kept.length, unknown: [...unknown].filter((name) => !isKnown(name)) };
      } catch (error) {
        store.setState({ dataError: AppError.from(error).toData() });
        return null;
      }
    },
  };
}
