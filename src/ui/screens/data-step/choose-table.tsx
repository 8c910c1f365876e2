/** More than one table was given: which one describes the patients? */
import { Button } from '@mantine/core';
import type { DataReport } from '../../../core/data-report.ts';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './choose-table.module.css';

export function ChooseTable({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  return (
    <Sheet title={t('tables.title')} testId="choose-table">
      <p>{t('tables.text')}</p>
      <ul className={classes.list}>
        {report.tables.map((table) => (
          <li key={table}>
            <Button
              variant="default"
              disabled={isLocked}
              className={classes.table ?? ''}
              onClick={() => void configureData({ ...report.settings, table, columns: [], rules: [], learned: [] })}
            >
              {table}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
