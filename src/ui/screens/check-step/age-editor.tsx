/** What becomes of a column of dates: an age at another date, an age on a day, or nothing. */
import { NativeSelect, TextInput } from '@mantine/core';
import type { ColumnReport } from '../../../core/column-report.ts';
import type { AgeRule } from '../../../core/table-schema.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './column-editor.module.css';

interface AgeEditorProps {
  readonly column: ColumnReport;
  /** The other columns of dates. */
  readonly dates: readonly string[];
  readonly onChange: (next: AgeRule | null) => void;
}

const NONE = 'none';
const DAY = 'day';

export function AgeEditor({ column, dates, onChange }: AgeEditorProps) {
  const { t } = useTexts();
  const { name, age = null } = column;
  const chosen = age === null ? NONE : age.at === 'date' ? DAY : `column ${dates.indexOf(age.column)}`;
  return (
    <div className={classes.fields}>
      <NativeSelect
        className={classes.wide ?? ''}
        label={t('age.label')}
        aria-label={t('age.labelOf', { column: name })}
        value={chosen}
        data={[
          { value: NONE, label: t('age.none') },
          ...dates.map((date, i) => ({ value: `column ${i}`, label: t('age.at', { column: date }) })),
          { value: DAY, label: t('age.day') },
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const at = dates[Number(value.replace('column ', ''))];
          if (value === NONE) onChange(null);
          else if (value === DAY) onChange({ at: 'date', date: new Date().toISOString().slice(0, 10) });
          else if (at !== undefined) onChange({ at: 'column', column: at });
        }}
        data-testid={`age-${name}`}
      />
      {age?.at === 'date' ? (
        <TextInput
          key={age.date}
          type="date"
          label={t('age.date')}
          defaultValue={age.date}
          onBlur={(event) => {
            const { value } = event.currentTarget;
            if (value !== '' && value !== age.date) onChange({ at: 'date', date: value });
          }}
        />
      ) : null}
      {age === null ? null : <p className={classes.made}>{t('age.made')}</p>}
    </div>
  );
}
