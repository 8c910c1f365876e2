/** Every column with what is suggested for it and why. Opening one shows what can be changed. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ColumnReport, DataReport } from '../../../core/data-report.ts';
import { codeColumn, type ColumnSetting } from '../../../core/table-schema.ts';
import { Sheet } from '../../components/screen.tsx';
import { useActions } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { ColumnItem } from './column-item.tsx';
import { SchemaFile } from './schema-file.tsx';
import classes from './column-list.module.css';

const FILTERS = ['all', 'used', 'left', 'blanks'] as const;
type Filter = (typeof FILTERS)[number];

export function isUsed(column: ColumnSetting): boolean {
  return column.role === 'feature' || column.role === 'target';
}

function matches(filter: Filter, column: ColumnReport): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'used':
      return isUsed(column);
    case 'left':
      return !isUsed(column);
    case 'blanks':
      return column.missing > 0;
    default:
      return filter satisfies never;
  }
}

export function ColumnList({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { configureData } = useActions();
  const [filter, setFilter] = useState<Filter>('all');
  const { columns, settings } = report;
  const count = (f: Filter): number => columns.filter((c) => matches(f, c)).length;
  const shown = columns.filter((c) => matches(filter, c));

  const dates = columns.filter(({ age }) => age !== undefined).map(({ name }) => name);

  const change = (name: string, next: ColumnSetting | null): void => {
    const old = columns.find((c) => c.name === name)?.age ?? null;
    const codes = columns.find((c) => c.name === name)?.codes ?? [];
    const left = new Set(
      codes.filter((code) => next?.codes?.includes(code) !== true).map((code) => codeColumn(name, code)),
    );
    // Ages made of dates are other columns when the dates are other ones; those of some codes may be gone.
    const isOther = (c: ColumnSetting): boolean => {
      const made = columns.find((one) => one.name === c.name)?.reasons.includes('age-from-dates') === true;
      return c.name === name || left.has(c.name) || (made && old !== (next?.age ?? null));
    };
    const others = settings.columns.filter((c) => !isOther(c));
    void configureData({ ...settings, columns: next === null ? others : [...others, next] });
  };

  return (
    <Sheet
      title={t('columns.title')}
      aside={
        <span className={classes.summary} data-testid="columns-summary">
          {t('columns.summary', { used: count('used'), left: count('left') })}
        </span>
      }
      testId="columns"
    >
      <SegmentedControl
        aria-label={t('columns.filter')}
        size="sm"
        value={filter}
        onChange={setFilter}
        className={classes.filter ?? ''}
        data={FILTERS.map((value) => ({ value, label: t(`columns.filter.${value}`, { count: count(value) }) }))}
      />
      {shown.length === 0 ? <p className={classes.summary}>{t('columns.none')}</p> : null}
      <ul className={classes.list}>
        {shown.map((column) => (
          <ColumnItem
            key={column.name}
            column={column}
            dates={dates.filter((name) => name !== column.name)}
            isChanged={settings.columns.some((c) => c.name === column.name)}
            onChange={(next) => change(column.name, next)}
          />
        ))}
      </ul>
      <SchemaFile />
    </Sheet>
  );
}
