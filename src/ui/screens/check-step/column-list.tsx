/** Every column with what is suggested for it and why. Opening one shows what can be changed. */
import { SegmentedControl, TextInput } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { DataReport } from '../../../core/data-report.ts';
import { codeColumn, type ColumnSetting } from '../../../core/table-schema.ts';
import { Sheet } from '../../components/screen.tsx';
import { useActions } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { ColumnItem } from './column-item.tsx';
import { FILTERS, type Filter, inGroups, isFound, isLong, matches } from './find-columns.ts';
import { SchemaFile } from './schema-file.tsx';
import classes from './column-list.module.css';

export function ColumnList({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { configureData } = useActions();
  const [filter, setFilter] = useState<Filter>('all');
  const { columns, settings } = report;
  const count = (f: Filter): number => columns.filter((c) => matches(f, c)).length;
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const long = isLong(columns);
  const shown = columns.filter((c) => matches(filter, c) && (!long || isFound(typed, c)));
  const groups = long ? inGroups(shown) : [{ group: null, columns: shown }];
  // Of a long list one column is reached by Tab, the others by the keys of the arrows.
  const inOrder = groups.flatMap((one) => one.columns);
  const tabStop = inOrder.some(({ name }) => name === current) ? current : inOrder[0]?.name;

  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    const heads = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-column-head]') ?? []);
    const at = heads.findIndex((head) => head === event.target);
    if (!long || at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 }[event.key];
    const head = next === undefined ? undefined : heads[next];
    if (head === undefined) return;
    event.preventDefault();
    head.focus();
  };

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
      <div className={classes.find}>
        {long ? (
          <TextInput
            type="search"
            aria-label={t('columns.search')}
            placeholder={t('columns.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-testid="columns-search"
          />
        ) : null}
        <SegmentedControl
          aria-label={t('columns.filter')}
          size="sm"
          value={filter}
          onChange={setFilter}
          className={classes.filter ?? ''}
          data={FILTERS.map((value) => ({ value, label: t(`columns.filter.${value}`, { count: count(value) }) }))}
        />
      </div>
      {long ? <p className={classes.keys}>{t('columns.keys')}</p> : null}
      {shown.length === 0 ? <p className={classes.summary}>{t('columns.none')}</p> : null}
      <div ref={list} onKeyDown={step}>
        {groups.map(({ group, columns: own }) => (
          <section key={group}>
            {group === null ? null : (
              <h3 className={classes.group}>{t(`columns.group.${group}`, { count: own.length })}</h3>
            )}
            <ul className={classes.list}>
              {own.map((column) => (
                <ColumnItem
                  key={column.name}
                  column={column}
                  dates={dates.filter((name) => name !== column.name)}
                  isChanged={settings.columns.some((c) => c.name === column.name)}
                  isTabStop={!long || column.name === tabStop}
                  onFocus={() => setCurrent(column.name)}
                  onChange={(next) => change(column.name, next)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <SchemaFile />
    </Sheet>
  );
}
