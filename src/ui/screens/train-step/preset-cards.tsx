/** The presets as cards to choose from, each with its price on this computer. */
import { useRef, type KeyboardEvent } from 'react';
import type { RunConfig } from '../../../core/run-config.ts';
import { presetConfig, PRESETS, suggestPreset } from '../../../store/presets.ts';
import { estimateRun, misfit, speedOf } from '../../../store/run-estimate.ts';
import type { Preset } from '../../../store/session-state.ts';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useRunTime } from '../../context/use-run-time.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { useDataShape } from '../../context/use-data-shape.ts';
import classes from './preset-cards.module.css';

export function PresetCards() {
  const { t } = useTexts();
  const preset = useSession((s) => s.preset);
  const config = useSession((s) => s.config);
  const machine = useSession((s) => s.machine);
  const shape = useDataShape();
  const { choosePreset } = useActions();
  const group = useRef<HTMLDivElement>(null);
  const report = machine.status === 'ready' ? machine.report : null;
  const suggested = report === null ? null : suggestPreset(report, shape);
  const shown: readonly Preset[] = preset === 'custom' ? [...PRESETS, 'custom'] : PRESETS;

  const onKey = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const step = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1;
    const place = preset === 'custom' ? 0 : PRESETS.indexOf(preset) + step;
    const next = PRESETS[(place + PRESETS.length) % PRESETS.length] ?? 'quick';
    choosePreset(next);
    group.current?.querySelector<HTMLButtonElement>(`[data-testid='preset-${next}']`)?.focus();
  };

  return (
    <div ref={group} className={classes.cards} role="radiogroup" aria-label={t('preset.label')} onKeyDown={onKey}>
      {shown.map((choice) => (
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={preset === choice}
          tabIndex={preset === choice ? 0 : -1}
          className={classes.card}
          data-testid={`preset-${choice}`}
          onClick={() => {
            if (choice !== 'custom') choosePreset(choice);
          }}
        >
          <span className={classes.head}>
            <span className={classes.radio} aria-hidden="true" />
            <span className={classes.name}>{t(`preset.${choice}`)}</span>
            {choice === suggested ? <span className={classes.suggested}>{t('preset.suggested')}</span> : null}
          </span>
          <span className={classes.text}>{t(`preset.${choice}.text`)}</span>
          <Price config={choice === 'custom' ? config : presetConfig(choice, report, shape)} />
        </button>
      ))}
    </div>
  );
}

function Price({ config }: { readonly config: RunConfig }) {
  const { t, n } = useTexts();
  const timeOf = useRunTime();
  const machine = useSession((s) => s.machine);
  const shape = useDataShape();
  const report = machine.status === 'ready' ? machine.report : null;
  const cost = estimateRun(config, shape, report === null ? { flops: 1, stepOverheadSeconds: 0 } : speedOf(report));
  const tooLarge = report === null ? null : misfit(config, shape, report);
  return (
    <span className={classes.price}>
      <strong className={classes.time}>{report === null ? t('preset.unknown') : timeOf(cost.totalSeconds)}</strong>
      <span className={classes.facts}>
        <span>{t('preset.picture', { size: config.size })}</span>
        <span>{t('count.epochs', { count: config.epochs })}</span>
        {report === null ? null : (
          <span>
            {t('preset.perEpoch', {
              time: cost.secondsPerEpoch < 60 ? n.seconds(cost.secondsPerEpoch) : n.duration(cost.secondsPerEpoch),
            })}
          </span>
        )}
        <span>{t('preset.memory', { bytes: n.bytes(cost.memoryBytes) })}</span>
        <span>{t('preset.parameters', { count: n.compact(cost.parameters) })}</span>
      </span>
      {tooLarge === null ? null : (
        <span className={classes.misfit}>
          {t('preset.noFit', { needed: n.bytes(tooLarge.needed), limit: n.bytes(tooLarge.limit) })}
        </span>
      )}
    </span>
  );
}
