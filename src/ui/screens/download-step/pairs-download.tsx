/** How many, from which seed, how large; one button, progress, cancel. */
import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { DEFAULT_PAIRS, PAIRS_PER_ARCHIVE } from '../../../core/run-config.ts';
import { ecgReportOf, liveOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { usePairBytes } from './use-pair-bytes.ts';
import classes from './pairs-download.module.css';

export function PairsDownload({ isLocked }: { readonly isLocked: boolean }) {
  const { t, n } = useTexts();
  const job = useSession((s) => s.jobs.pairs);
  const grid = useSession((s) => liveOf(s.training)?.grid ?? null);
  const { exportPairs, cancelJob, saveAgain } = useActions();
  const [pairs, setPairs] = useState<number>(DEFAULT_PAIRS);
  const [seed, setSeed] = useState(1);
  const pairBytes = usePairBytes(grid?.view ?? null);
  const threshold = useSession((s) => ecgReportOf(s.ecgComparison)?.privacy.images.threshold ?? null);
  const [isLeaving, setLeaving] = useState(false);
  const leavesOut = isLeaving && threshold !== null;
  const isRunning = job.status === 'running';
  return (
    <Sheet testId="pairs-download">
      <div className={classes.fields}>
        <NumberInput
          size="md"
          label={t('download.pairs')}
          description={t('download.pairs.help', { max: PAIRS_PER_ARCHIVE })}
          inputWrapperOrder={['label', 'input', 'description']}
          value={pairs}
          min={1}
          max={PAIRS_PER_ARCHIVE}
          step={100}
          thousandSeparator=","
          allowDecimal={false}
          clampBehavior="strict"
          disabled={isRunning}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1) setPairs(value);
          }}
          data-testid="pairs-count"
        />
        <NumberInput
          size="md"
          label={t('download.seed')}
          description={t('download.seed.help')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={seed}
          min={0}
          max={2 ** 32 - 1}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={isRunning}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 0) setSeed(value);
          }}
          data-testid="pairs-seed"
        />
      </div>
      <Checkbox
        checked={leavesOut}
        disabled={threshold === null || isRunning}
        onChange={(event) => setLeaving(event.currentTarget.checked)}
        label={t('download.leaveOut')}
        description={t(threshold === null ? 'download.leaveOut.unknown' : 'download.leaveOut.help')}
        // Nothing is smaller than 14 px.
        styles={{ description: { fontSize: 'var(--small)', lineHeight: 1.45 } }}
        data-testid="leave-out-copies"
      />
      <p className={classes.size}>
        {pairBytes === null ? (
          t('download.sizeMeasuring')
        ) : (
          <>
            <strong>{t('download.size', { bytes: n.bytes(pairs * pairBytes) })}</strong> {t('download.size.basis')}
          </>
        )}
      </p>
      {isRunning ? (
        <WorkProgress title={t('download.running')} progress={job.progress} onCancel={() => cancelJob('pairs')} />
      ) : (
        <Button
          size="lg"
          disabled={isLocked}
          leftSection={<Icon name="download" />}
          onClick={() => void exportPairs({ pairs, seed, ...(leavesOut ? { leaveOutCopies: true } : {}) })}
          data-testid="download-pairs"
        >
          {t('download.button', { count: pairs })}
        </Button>
      )}
      {job.status === 'failed' ? <ErrorNotice error={job.error} /> : null}
      {job.status === 'done' ? (
        <p className={classes.done} role="status" data-testid="pairs-done">
          <Icon name="check" />
          {t('download.done', {
            count: job.result.pairs,
            name: job.result.name,
            bytes: n.bytes(job.result.blob.size),
          })}
          {job.result.leftOut === undefined ? null : <> {t('download.leftOut', { count: job.result.leftOut })}</>}
          <Button variant="subtle" size="compact-sm" onClick={() => saveAgain('pairs')}>
            {t('download.again')}
          </Button>
        </p>
      ) : null}
    </Sheet>
  );
}
