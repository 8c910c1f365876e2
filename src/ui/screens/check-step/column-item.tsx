/** One column: its values in small, what it is taken for and why; open, what can be changed. */
import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { columnReasons } from '../../../answers/input/column-notes.ts';
import { isLearned, type ColumnReport } from '../../../core/column-report.ts';
import type { ColumnSetting } from '../../../core/table-schema.ts';
import { ColumnChart } from '../../charts/column-chart.tsx';
import { Icon } from '../../components/icons.tsx';
import { useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { AgeEditor } from './age-editor.tsx';
import { CellNotesList } from './cell-notes.tsx';
import { CodesEditor } from './codes-editor.tsx';
import { ColumnEditor } from './column-editor.tsx';
import { PersonalConsent } from './personal-consent.tsx';
import classes from './column-item.module.css';

interface ColumnItemProps {
  readonly column: ColumnReport;
  /** Other columns of dates. */
  readonly dates: readonly string[];
  readonly isChanged: boolean;
  /** Reached by Tab; the others of a long list by the keys of the arrows. */
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  /** Null goes back to the suggestion. */
  readonly onChange: (next: ColumnSetting | null) => void;
}

export function ColumnItem({ column, dates, isChanged, isTabStop, onFocus, onChange }: ColumnItemProps) {
  const texts = useTexts();
  const { t } = texts;
  const isLocked = useIsLocked();
  const [isOpen, setOpen] = useState(false);
  const isUsed = isLearned(column);
  const shownRole = !isUsed && (column.role === 'feature' || column.role === 'target') ? 'drop' : column.role;
  const reasons = columnReasons(column, texts);
  const canEdit = !isLocked;
  // What was cleared once is not asked again.
  const change = (next: ColumnSetting): void =>
    onChange(column.isCleared === true ? { ...next, isCleared: true } : next);
  return (
    <li
      className={classes.item}
      data-used={isUsed}
      data-personal={column.personal}
      data-testid={`column-${column.name}`}
    >
      <UnstyledButton
        className={classes.head}
        aria-expanded={isOpen}
        title={t('columns.edit', { column: column.name })}
        disabled={!canEdit}
        tabIndex={isTabStop ? 0 : -1}
        data-column-head
        onFocus={onFocus}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes.chart}>
          <ColumnChart
            name={column.name}
            picture={column.personal ? { kind: 'none' } : column.picture}
            threshold={column.threshold}
          />
        </span>
        <span className={classes.words}>
          <span className={classes.name}>
            {column.name}
            {column.personal ? <Icon name="lock" size={16} /> : null}
          </span>
          <span className={classes.reason}>{isChanged ? t('columns.changed') : reasons}</span>
          <CellNotesList column={column} isOpen={isOpen} />
        </span>
        <span className={classes.role}>
          <strong data-role={shownRole}>{t(`role.${shownRole}`)}</strong>
          {isUsed ? <span>{t(`type.${column.type}`)}</span> : null}
          {isUsed && column.threshold !== null ? (
            <span>{t('columns.rule', { threshold: column.threshold })}</span>
          ) : null}
        </span>
        <span className={classes.chevron} data-open={isOpen} data-hidden={!canEdit}>
          <Icon name="chevron" />
        </span>
      </UnstyledButton>
      {isOpen && canEdit ? (
        <div className={classes.editor}>
          {isChanged || column.personal ? null : <p className={classes.help}>{t(`columns.help.${column.role}`)}</p>}
          {column.personal ? null : <ColumnEditor column={column} onChange={change} />}
          {column.age === undefined ? null : (
            <AgeEditor
              column={column}
              dates={dates}
              onChange={(age) => {
                const { name, role, type, threshold, blanks, reading } = column;
                change({ name, role, type, threshold, blanks, reading, age });
              }}
            />
          )}
          {column.codeCounts === undefined ? null : (
            <CodesEditor
              name={column.name}
              codes={column.codes ?? []}
              counts={column.codeCounts}
              areNumbers={column.hasTwoNumbers === true}
              onChange={(codes) => {
                const { name, type, threshold, blanks, reading } = column;
                change({ name, role: 'drop', type, threshold, blanks, reading, codes });
              }}
            />
          )}
          {column.personal ? <PersonalConsent column={column} onChange={onChange} /> : null}
          {isChanged ? (
            <Button variant="subtle" size="compact-sm" onClick={() => onChange(null)}>
              {t('columns.reset')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
