/** What may be kept on this computer: two choices, with what they take. */
import { Checkbox } from '@mantine/core';
import type { Keeping, KeptState } from '../../core/kept-run.ts';
import { useActions, useIsLocked } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import classes from './keeping-choices.module.css';

interface KeepingChoicesProps {
  readonly kept: KeptState;
  /** Bytes of one checkpoint; null where no training is being set up. */
  readonly runBytes: number | null;
  /** Bytes of the prepared patients; null where they are not known, or simulated. */
  readonly patientBytes: number | null;
}

export function KeepingChoices({ kept, runBytes, patientBytes }: KeepingChoicesProps) {
  const { t, n } = useTexts();
  const { setKeeping } = useActions();
  const isLocked = useIsLocked();
  const { keeping, freeBytes } = kept;
  const change = (part: Partial<Keeping>): void => void setKeeping({ ...keeping, ...part });
  return (
    <div className={classes.choices}>
      <Checkbox
        checked={keeping.runs}
        disabled={isLocked}
        onChange={(event) => change({ runs: event.currentTarget.checked })}
        label={t('keeping.runs')}
        description={cost()}
        classNames={{ description: classes.cost ?? '' }}
        data-testid="keep-runs"
      />
      {patientBytes === null ? null : (
        <Checkbox
          checked={keeping.runs && keeping.patients}
          disabled={isLocked || !keeping.runs}
          onChange={(event) => change({ patients: event.currentTarget.checked })}
          label={t('keeping.patients', { bytes: n.bytes(patientBytes) })}
          data-testid="keep-patients"
        />
      )}
    </div>
  );

  function cost(): string | undefined {
    if (runBytes === null) return undefined;
    const bytes = n.bytes(runBytes);
    return freeBytes === null
      ? t('keeping.runs.costUnknown', { bytes })
      : t('keeping.runs.cost', { bytes, free: n.bytes(freeBytes) });
  }
}
