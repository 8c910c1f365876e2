/** Step 2: are the columns understood, and does each row belong to its ECG? */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { reportOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { CheckStatus } from './check-status.tsx';
import { ColumnList } from './column-list.tsx';
import { Matching } from './matching.tsx';
import { OrderConsent } from './order-consent.tsx';
import { Plausibility } from './plausibility.tsx';
import { PhotographsSheet } from './pictures/photographs-sheet.tsx';
import { canEditPictures, PicturesSheet } from './pictures/pictures-sheet.tsx';
import { RealPairs } from './real-pairs.tsx';
import { UndoChange } from './undo-change.tsx';
import classes from './check-screen.module.css';

export function CheckScreen() {
  const { t, error: sentence } = useTexts();
  const data = useSession((s) => s.data);
  const dataError = useSession((s) => s.dataError);
  const isLocked = useIsLocked();
  const draft = useSession((s) => s.pictureDraft);
  const [isEditing, setEditing] = useState(false);
  const { applyPictures, openStep } = useActions();
  const report = reportOf(data);
  if (report === null) return null;
  const isLoading = data.status === 'loading';
  const isRefused = report.problem?.code === 'pairing-order-against';
  const asksForOrder = report.pairing.needsConfirmation || (report.settings.pairing.method === 'order' && !isRefused);
  return (
    <Screen
      title={t('check.title')}
      lead={t('check.lead')}
      secondary={
        <>
          <UndoChange />
          <CheckStatus />
        </>
      }
      next={
        draft === null ? (
          <Button
            onClick={() => openStep('train')}
            disabled={data.status !== 'ready' && !isLocked}
            rightSection={<Icon name="arrow" />}
            data-testid="next"
          >
            {t('check.next')}
          </Button>
        ) : (
          <Button
            onClick={() => void applyPictures(draft)}
            disabled={isLocked}
            loading={isLoading}
            data-testid="edit-apply"
          >
            {t('edit.apply', { count: report.images.readable })}
          </Button>
        )
      }
    >
      {dataError === null ? null : <ErrorNotice error={dataError} />}
      {isLocked ? <Notice tone="plain">{t('check.locked')}</Notice> : null}
      {data.status === 'problem' && !report.pairing.needsConfirmation ? (
        <Notice tone="warn" testId={`problem-${data.problem.code}`}>
          {sentence(data.problem)}
        </Notice>
      ) : null}
      {asksForOrder ? <OrderConsent report={report} /> : null}
      <div className={classes.halves}>
        <ColumnList report={report} />
        <div className={classes.right}>
          <RealPairs onEdit={canEditPictures(report) && !isEditing ? () => setEditing(true) : null} />
        </div>
      </div>
      <Plausibility report={report} />
      <Matching report={report} />
      <PhotographsSheet report={report} />
      <PicturesSheet report={report} isOpen={isEditing} onOpen={setEditing} />
    </Screen>
  );
}
