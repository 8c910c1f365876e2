/** Before training: two presets with what they cost here, everything else under Settings, one button. */
import { Button, Collapse } from '@mantine/core';
import { useState } from 'react';
import type { AppErrorData } from '../../../core/app-error.ts';
import { estimateRun, isTooLong, largestFitting, misfit, speedOf } from '../../../store/run-estimate.ts';
import { reportOf } from '../../../store/session-state.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import { FewPatients } from '../../components/few-patients.tsx';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useDataShape } from '../../context/use-data-shape.ts';
import { AfterFailure } from './after-failure.tsx';
import { KeepLine } from './keep-line.tsx';
import { PresetCards } from './preset-cards.tsx';
import { RunSettings } from './run-settings.tsx';
import classes from './train-setup.module.css';

export function TrainSetup({ error }: { readonly error: AppErrorData | null }) {
  const { t, n } = useTexts();
  const preset = useSession((s) => s.preset);
  const isReady = useSession((s) => s.data.status === 'ready');
  const patients = useSession((s) => reportOf(s.data)?.usable.patients ?? 0);
  const { train } = useActions();
  const [areSettingsOpen, setSettingsOpen] = useState(preset === 'custom');
  const tooLarge = useMisfit();
  const [isAsking, setAsking] = useState(false);
  const seconds = useSeconds();
  return (
    <Screen
      title={t('train.title')}
      lead={t('train.lead')}
      secondary={
        <Button
          variant="subtle"
          aria-expanded={areSettingsOpen}
          onClick={() => setSettingsOpen(!areSettingsOpen)}
          data-testid="settings-toggle"
        >
          {t(areSettingsOpen ? 'settings.hide' : 'settings.title')}
        </Button>
      }
      next={
        <Button
          onClick={() => (seconds !== null && isTooLong(seconds) ? setAsking(true) : void train())}
          disabled={!isReady || tooLarge !== null}
          leftSection={<Icon name="play" />}
          data-testid="train"
        >
          {t('train.start')}
        </Button>
      }
    >
      {error === null ? null : <ErrorNotice error={error} actions={<AfterFailure error={error} run={null} />} />}
      <FewPatients count={patients} />
      <ConfirmLoss
        isOpen={isAsking}
        title={t('train.long.title')}
        text={t('train.long.text', { time: n.duration(seconds ?? 0) })}
        confirm={t('train.long.confirm')}
        keep={t('action.cancel')}
        onConfirm={() => void train()}
        onClose={() => setAsking(false)}
      />
      <PresetCards />
      {tooLarge}
      <KeepLine />
      <Collapse expanded={areSettingsOpen} className={classes.settings ?? ''}>
        <RunSettings />
      </Collapse>
    </Screen>
  );
}

/** Says that the chosen settings do not fit, and offers some that do; null when they fit. */
function useMisfit() {
  const { t, n } = useTexts();
  const machine = useSession((s) => s.machine);
  const config = useSession((s) => s.config);
  const shape = useDataShape();
  const { changeConfig } = useActions();
  if (machine.status !== 'ready') return null;
  const found = misfit(config, shape, machine.report);
  if (found === null) return null;
  const offer = largestFitting(config, shape, machine.report);
  return (
    <Notice
      tone="warn"
      title={t('preset.noFitLead')}
      testId="does-not-fit"
      actions={
        offer === null ? undefined : (
          <Button
            variant="default"
            onClick={() => changeConfig({ size: offer.size, width: offer.width })}
            data-testid="use-fitting"
          >
            {t('preset.offer', { size: offer.size, width: offer.width })}
          </Button>
        )
      }
    >
      {t('preset.noFit', { needed: n.bytes(found.needed), limit: n.bytes(found.limit) })}
    </Notice>
  );
}

/** What the settings take here; null before the computer is measured. */
function useSeconds(): number | null {
  const machine = useSession((s) => s.machine);
  const config = useSession((s) => s.config);
  const shape = useDataShape();
  if (machine.status !== 'ready') return null;
  return estimateRun(config, shape, speedOf(machine.report)).totalSeconds;
}
