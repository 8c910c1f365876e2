/** How many, which, from which seed, how large; one button, progress, cancel. */
import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { OPTION_LIMITS, PAIRS_PER_ARCHIVE } from '../../../core/option-limits.ts';
import type { DrawnAs } from '../../../core/pairs-request.ts';
import { DEFAULT_PAIRS } from '../../../core/run-config.ts';
import { forecastPairs } from '../../../store/pairs-forecast.ts';
import { ecgReportOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { CohortFields, NO_COHORT } from './cohort-fields.tsx';
import { useCsvFormat } from './csv-field.tsx';
import { useDrawnAs } from './drawn-fields.tsx';
import { ManyPairsProgress } from './many-pairs-progress.tsx';
import { PairsForecastLine } from './pairs-forecast.tsx';
import classes from './pairs-download.module.css';

/** Time to finish a word of the condition before it is tried. */
const TYPING_MS = 500;

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

export function PairsDownload({ isLocked }: { readonly isLocked: boolean }) {
  const texts = useTexts();
  const { t, n } = texts;
  const job = useSession((s) => s.jobs.pairs);
  const many = useSession((s) => s.manyPairs);
  const estimate = useSession((s) => s.pairsEstimate);
  const { exportPairs, exportManyPairs, estimatePairs, cancelJob, saveAgain } = useActions();
  const [pairs, setPairs] = useState<number>(DEFAULT_PAIRS);
  const [seed, setSeed] = useState(1);
  const [cohort, setCohort] = useState(NO_COHORT);
  const where = textOrNull(cohort.where);
  const fix = textOrNull(cohort.fix);
  const shares = textOrNull(cohort.shares);
  const isAnyAsked = where !== null || fix !== null || shares !== null;
  const threshold = useSession((s) => ecgReportOf(s.ecgComparison)?.privacy.images.threshold ?? null);
  const [isLeaving, setLeaving] = useState(false);
  const leavesOut = isLeaving && threshold !== null;
  const isRunning = job.status === 'running' || many.status === 'running';
  const forecast = estimate.status === 'ready' ? forecastPairs(pairs, estimate.estimate) : null;
  const isMany = pairs > PAIRS_PER_ARCHIVE || (forecast?.archives ?? 1) > 1;
  const { csv, field: csvField } = useCsvFormat();
  const { drawn, fields: drawnFields } = useDrawnAs();
  const drawnKey = JSON.stringify(drawn);
  const asked = { pairs, seed, csv, where, fix, shares, ...drawn, ...(leavesOut ? { leaveOutCopies: true } : {}) };
  // How many were asked for does not change what a pair weighs.
  useEffect(() => {
    if (isLocked || isRunning) return undefined;
    const timer = setTimeout(
      () =>
        void estimatePairs({
          pairs: DEFAULT_PAIRS,
          first: 0,
          seed,
          where,
          fix,
          shares,
          ...(JSON.parse(drawnKey) as DrawnAs),
        }),
      isAnyAsked ? TYPING_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [estimatePairs, isLocked, isRunning, seed, where, fix, shares, drawnKey, isAnyAsked]);
  return (
    <Sheet testId="pairs-download">
      <div className={classes.fields}>
        <NumberInput
          size="md"
          label={t('download.pairs')}
          description={t('download.pairs.help', { max: OPTION_LIMITS.pairs.max, each: PAIRS_PER_ARCHIVE })}
          inputWrapperOrder={['label', 'input', 'description']}
          value={pairs}
          min={OPTION_LIMITS.pairs.min}
          max={OPTION_LIMITS.pairs.max}
          step={OPTION_LIMITS.pairs.step}
          thousandSeparator={n.marks.group}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={isRunning}
          onChange={(value) => {
            if (typeof value === 'number' && value >= OPTION_LIMITS.pairs.min) setPairs(value);
          }}
          data-testid="pairs-count"
        />
        <NumberInput
          size="md"
          label={t('download.seed')}
          description={t('download.seed.help')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={seed}
          min={OPTION_LIMITS.seed.min}
          max={OPTION_LIMITS.seed.max}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={isRunning}
          onChange={(value) => {
            if (typeof value === 'number' && value >= OPTION_LIMITS.seed.min) setSeed(value);
          }}
          data-testid="pairs-seed"
        />
      </div>
      {csvField(isRunning)}
      {drawnFields(isRunning)}
      <CohortFields texts={cohort} isDisabled={isRunning} onChange={setCohort} />
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
      <PairsForecastLine pairs={pairs} where={where} />
      {job.status === 'running' ? (
        <WorkProgress title={t('download.running')} progress={job.progress} onCancel={() => cancelJob('pairs')} />
      ) : null}
      <ManyPairsProgress />
      {isRunning ? null : (
        <Button
          size="lg"
          disabled={isLocked || (isAnyAsked && estimate.status === 'failed')}
          leftSection={<Icon name="download" />}
          onClick={() => void (isMany ? exportManyPairs({ ...asked, first: 0 }, texts) : exportPairs(asked, texts))}
          data-testid="download-pairs"
        >
          {many.status === 'stopped' || many.status === 'failed'
            ? t('download.many.continue', { count: pairs })
            : t('download.button', { count: pairs })}
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
