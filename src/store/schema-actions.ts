/** The decisions about columns as a file: saved once, loaded for the next table. */
import { AppError } from '../core/app-error.ts';
import { ruleColumns } from '../core/plausibility.ts';
import { parseSchemaFile, writeSchemaFile } from '../core/shapes/schema-file.ts';
import type { DataActions } from './data-actions.ts';
import { reportOf } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface LoadedSchema {
  readonly applied: number;
  /** Columns of the file that the table does not have: everything said of them was left out. */
  readonly unknown: readonly string[];
}

export interface SchemaActions {
  /** `schema.json`: every column as it is now, and the rules. */
  readonly saveSchema: () => void;
  /** Null where the file cannot be used; `dataError` says why. */
  readonly loadSchema: (file: File) => Promise<LoadedSchema | null>;
}

export function schemaActions({ store, save }: StoreContext, { configureData }: DataActions): SchemaActions {
  return {
    saveSchema: () => {
      const report = reportOf(store.getState().data);
      if (report === null) return;
      const text = writeSchemaFile({ columns: report.columns, rules: report.settings.rules });
      save(new Blob([text], { type: 'application/json' }), 'schema.json');
    },
    loadSchema: async (file) => {
      try {
        const { columns, rules } = parseSchemaFile(await file.text());
        const report = reportOf(store.getState().data);
        if (report === null) return null;
        // An age that is yet to be made of a date is known as well.
        const ages = columns.some(({ age }) => age !== undefined && age !== null);
        const names = new Set(report.columns.map(({ name }) => name));
        const isKnown = (name: string): boolean => names.has(name) || (ages && /^age( \(\d+\))?$/u.test(name));
        const kept = columns.filter(({ name, age }) => isKnown(name) && (age?.at !== 'column' || isKnown(age.column)));
        const unknown = new Set([...columns.map(({ name }) => name), ...rules.flatMap(ruleColumns)]);
        await configureData({
          ...report.settings,
          columns: kept,
          rules: rules.filter((rule) => ruleColumns(rule).every(isKnown)),
        });
        return { applied: kept.length, unknown: [...unknown].filter((name) => !isKnown(name)) };
      } catch (error) {
        store.setState({ dataError: AppError.from(error).toData() });
        return null;
      }
    },
  };
}
