/** Long work: what is being done, how far it is, the time left, and a way out. */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../core/progress.ts';
import { useTexts } from '../context/texts-context.tsx';
import { ProgressBar } from './progress-bar.tsx';
import classes from './work-progress.module.css';

interface WorkProgressProps {
  readonly title?: string;
  readonly progress: Progress | null;
  /** What is being done, where the stage's own name would not say it. */
  readonly label?: string;
  /** The steps mean nothing to a reader: percent instead. */
  readonly isPercent?: boolean;
  readonly onCancel?: () => void;
}

/** Seconds until the end at the mean pace so far of the present stage; null while there is too little to tell. */
export function useSecondsLeft(progress: Progress | null): number | null {
  const start = useRef({ stage: '', at: 0, done: 0 });
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (progress === null) return;
    const now = performance.now();
    if (start.current.stage !== progress.stage) {
      start.current = { stage: progress.stage, at: now, done: progress.done };
      setLeft(null);
      return;
    }
    const seconds = (now - start.current.at) / 1000;
    const done = progress.done - start.current.done;
    if (seconds > 1 && done > 0) setLeft((seconds / done) * (progress.total - progress.done));
  }, [progress]);
  return left;
}

export function WorkProgress({ title, progress, label: ownLabel, isPercent = false, onCancel }: WorkProgressProps) {
  const { t, n } = useTexts();
  const left = useSecondsLeft(progress);
  const label = ownLabel ?? (progress === null ? t('progress.working') : t(`stage.${progress.stage}`));
  const isCounted = progress !== null && progress.total > 0;
  return (
    <div className={classes.work} data-testid="work-progress">
      {title === undefined ? null : <h2>{title}</h2>}
      <div className={classes.line} role="status">
        <span>{label}</span>
        {isCounted ? (
          <span className={classes.numbers}>
            {isPercent
              ? n.percent(progress.done / progress.total)
              : t('progress.of', { done: progress.done, total: progress.total })}
          </span>
        ) : null}
        {left !== null && left > 2 ? (
          <span className={classes.numbers}>{t('progress.left', { time: n.duration(left) })}</span>
        ) : null}
      </div>
      <ProgressBar label={label} value={isCounted ? progress.done / progress.total : null} />
      {onCancel === undefined ? null : (
        <div>
          <Button variant="default" onClick={onCancel} data-testid="cancel">
            {t('action.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
