/** A column that looks personal is learned only after somebody has said, asked plainly, that it tells nobody who a patient is. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ColumnReport } from '../../../core/column-report.ts';
import type { ColumnSetting } from '../../../core/table-schema.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './column-item.module.css';

interface PersonalConsentProps {
  readonly column: ColumnReport;
  readonly onChange: (next: ColumnSetting) => void;
}

export function PersonalConsent({ column, onChange }: PersonalConsentProps) {
  const { t } = useTexts();
  const [isAsked, setAsked] = useState(false);
  const { name, type } = column;
  return (
    <>
      <p className={classes.help}>{t('columns.personal.help')}</p>
      <Button variant="default" size="compact-sm" onClick={() => setAsked(true)} data-testid={`clear-${name}`}>
        {t('columns.personal.use')}
      </Button>
      <ConfirmLoss
        isOpen={isAsked}
        title={t('columns.personal.title', { column: name })}
        text={t('columns.personal.text')}
        confirm={t('columns.personal.confirm')}
        keep={t('columns.personal.keep')}
        onConfirm={() => onChange({ name, role: 'feature', type, threshold: null, isCleared: true })}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
