/** How the table's text was read: recognised, shown and changeable. */
import { NativeSelect } from '@mantine/core';
import { tableNotes } from '../../../answers/input/found.ts';
import { type DataReport } from '../../../core/data-report.ts';
import {
  type DecimalMark,
  ENCODINGS,
  type HeaderChoice,
  HEADERS,
  type Separator,
  SEPARATORS,
  type TextEncoding,
} from '../../../core/text-format.ts';
import { Sheet } from '../../components/screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './table-format.module.css';

const DECIMALS: readonly DecimalMark[] = ['.', ','];

interface TableFormatProps {
  readonly report: DataReport;
  readonly table: NonNullable<DataReport['table']>;
}

export function TableFormat({ report, table }: TableFormatProps) {
  const texts = useTexts();
  const { t } = texts;
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  const { settings } = report;
  const { format } = table;
  const { text } = settings;
  const notes = tableNotes(table, texts);
  // A different reading makes different columns, so their changes are given up.
  const change = (next: Partial<typeof text>): void =>
    void configureData({ ...settings, text: { ...text, ...next }, columns: [], rules: [], learned: [] });

  const options = <V extends string>(values: readonly V[], found: V, name: (value: V) => string) => [
    { value: 'auto', label: t('format.recognised', { value: name(found) }) },
    ...values.map((value) => ({ value, label: name(value) })),
  ];
  const pick = <V extends string>(values: readonly V[], value: string): V | 'auto' =>
    values.find((v) => v === value) ?? 'auto';

  // A sheet of a workbook needs no reading of text.
  if (format === null && report.tables.length < 2 && table.notes.length === 0 && text.header === 'auto') return null;
  return (
    <Sheet title={t('format.title')} testId="table-format">
      <div className={classes.fields}>
        {report.tables.length > 1 ? (
          <NativeSelect
            label={t('format.table')}
            value={table.path}
            disabled={isLocked}
            data={[...report.tables]}
            data-testid="format-table"
            onChange={(event) =>
              void configureData({ ...settings, table: event.currentTarget.value, columns: [], rules: [], learned: [] })
            }
          />
        ) : null}
        {format === null ? null : (
          <>
            <NativeSelect
              label={t('format.separator')}
              value={text.separator}
              disabled={isLocked}
              data-testid="format-separator"
              data={options<Separator>(SEPARATORS, format.separator, (v) => t(`separator.${v}`))}
              onChange={(event) => change({ separator: pick<Separator>(SEPARATORS, event.currentTarget.value) })}
            />
            <NativeSelect
              label={t('format.decimal')}
              value={text.decimal}
              disabled={isLocked}
              data-testid="format-decimal"
              data={options<DecimalMark>(DECIMALS, format.decimal, (v) => t(`decimal.${v}`))}
              onChange={(event) => change({ decimal: pick<DecimalMark>(DECIMALS, event.currentTarget.value) })}
            />
            <NativeSelect
              label={t('format.encoding')}
              value={text.encoding}
              disabled={isLocked}
              data-testid="format-encoding"
              data={options<TextEncoding>(ENCODINGS, format.encoding, (v) => t(`encoding.${v}`))}
              onChange={(event) => change({ encoding: pick<TextEncoding>(ENCODINGS, event.currentTarget.value) })}
            />
          </>
        )}
        <NativeSelect
          label={t('format.header')}
          value={text.header}
          disabled={isLocked}
          data-testid="format-header"
          data={options<HeaderChoice>(HEADERS, table.header, (v) => t(`header.${v}`))}
          onChange={(event) => change({ header: pick<HeaderChoice>(HEADERS, event.currentTarget.value) })}
        />
      </div>
      {notes.unsure.map((note) => (
        <Notice key={note} tone="warn">
          {note}
        </Notice>
      ))}
      {notes.others.map((note) => (
        <p key={note} className={classes.skipped}>
          {note}
        </p>
      ))}
    </Sheet>
  );
}
