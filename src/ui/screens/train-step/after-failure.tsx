/** What can be done after a training broke down: go on from what was kept, or train a smaller network. */
import { Button } from '@mantine/core';
import type { AppErrorData } from '../../../core/app-error.ts';
import { largestWithRoom } from '../../../recipes/memory-room.ts';
import { Icon } from '../../components/icons.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useDataShape } from '../../context/use-data-shape.ts';

/** Breakdowns that a smaller network may not have. */
const HELPED_BY_LESS: ReadonlySet<AppErrorData['code']> = new Set(['out-of-memory', 'device-lost', 'worker-crashed']);
const NO_LIMITS = { maxBufferBytes: null, maxTotalBytes: null } as const;

interface AfterFailureProps {
  readonly error: AppErrorData;
  /** Under which the training is kept; null: it is not. */
  readonly run: string | null;
}

export function AfterFailure({ error, run }: AfterFailureProps) {
  const { t } = useTexts();
  const kept = useSession((s) => s.kept?.runs.find(({ id }) => id === run));
  const config = useSession((s) => s.config);
  const isReady = useSession((s) => s.data.status === 'ready');
  const { columns } = useDataShape();
  const { continueRun, changeConfig, train } = useActions();
  const smaller = HELPED_BY_LESS.has(error.code) ? largestWithRoom(config, Math.max(1, columns), NO_LIMITS) : undefined;
  return (
    <>
      {kept === undefined ? null : (
        <Button
          leftSection={<Icon name="play" />}
          disabled={!isReady && kept.patientBytes === null}
          onClick={() => void continueRun(kept.id)}
          data-testid="continue-run"
        >
          {t('failed.continue', { epoch: kept.epoch })}
        </Button>
      )}
      {smaller === undefined ? null : (
        <Button
          variant="default"
          disabled={!isReady}
          onClick={() => {
            changeConfig({ size: smaller.size, width: smaller.width });
            void train();
          }}
          data-testid="train-smaller"
        >
          {t('failed.smaller', { size: smaller.size, width: smaller.width })}
        </Button>
      )}
    </>
  );
}
