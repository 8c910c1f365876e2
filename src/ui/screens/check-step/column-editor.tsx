/** Role, type, blanks, threshold and reading of one column. */
import { NativeSelect, NumberInput } from '@mantine/core';
import type { ColumnReport } from '../../../core/column-report.ts';
import { BLANK_CHOICES, COLUMN_ROLES, type ColumnSetting, fillsBlanks } from '../../../core/table-schema.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { ReadingEditor } from './reading-editor.tsx';
import classes from './column-editor.module.css';

interface ColumnEditorProps {
  readonly column: ColumnReport;
  readonly onChange: (next: ColumnSetting) => void;
}

export function ColumnEditor({ column, onChange }: ColumnEditorProps) {
  const { t } = useTexts();
  const { name, role, type, threshold, blanks, reading, age, codes, missing, possibleTypes, picture } = column;
  const change = (next: Partial<ColumnSetting>): void =>
    onChange({
      name,
      role,
      type,
      threshold,
      blanks,
      reading,
      ...(age === undefined ? {} : { age }),
      ...(codes === undefined ? {} : { codes }),
      ...next,
    });
  const isModelled = role === 'feature' || role === 'target';
  const isMeasured = fillsBlanks({ type, threshold });
  const isNumeric = picture.kind === 'histogram' || possibleTypes.includes('integer') || threshold !== null;
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label={t('columns.role')}
          aria-label={t('columns.roleOf', { column: name })}
          value={role}
          data={COLUMN_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(event) => {
            const next = COLUMN_ROLES.find((r) => r === event.currentTarget.value);
            if (next !== undefined) change({ role: next });
          }}
          data-testid={`role-${name}`}
        />
        <NativeSelect
          label={t('columns.type')}
          aria-label={t('columns.typeOf', { column: name })}
          value={type}
          disabled={!isModelled || threshold !== null}
          data={possibleTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          onChange={(event) => {
            const next = possibleTypes.find((p) => p === event.currentTarget.value);
            if (next !== undefined) change({ type: next });
          }}
          data-testid={`type-${name}`}
        />
        {missing > 0 && isMeasured ? (
          <NativeSelect
            label={t('columns.blanks')}
            aria-label={t('columns.blanksOf', { column: name })}
            value={blanks}
            disabled={!isModelled}
            data={BLANK_CHOICES.map((value) => ({ value, label: t(`blanks.${value}`) }))}
            onChange={(event) => {
              const next = BLANK_CHOICES.find((b) => b === event.currentTarget.value);
              if (next !== undefined) change({ blanks: next });
            }}
            data-testid={`blanks-${name}`}
          />
        ) : null}
        {isNumeric ? (
          <NumberInput
            label={t('columns.threshold')}
            aria-label={t('columns.thresholdOf', { column: name })}
            placeholder={t('columns.threshold.off')}
            value={threshold ?? ''}
            disabled={!isModelled}
            hideControls
            onBlur={(event) => {
              const text = event.currentTarget.value.trim();
              const value = text === '' ? null : Number(text);
              if (value !== threshold && !Number.isNaN(value)) {
                // A rule makes two values; without it the type is the suggested one again.
                change({ threshold: value, type: value === null ? column.suggestedType : 'binary' });
              }
            }}
            data-testid={`threshold-${name}`}
          />
        ) : null}
      </div>
      {missing > 0 && isModelled && !isMeasured ? (
        <p className={classes.never} data-testid={`never-filled-${name}`}>
          {t('columns.blanks.never')}
        </p>
      ) : null}
      {isModelled ? (
        <ReadingEditor
          column={column}
          isNumeric={isNumeric}
          onChange={(next) => change({ reading: next })}
          onWords={(next, areWords) =>
            change({ reading: next, type: areWords ? 'categorical' : 'continuous', threshold: null })
          }
        />
      ) : null}
    </>
  );
}
