/** What this computer will train with, what that means, and how to get something better. */
import { Button } from '@mantine/core';
import type { BackendInfo, MachineReport } from '../../../core/machine.ts';
import { estimateRun, misfit, speedOf } from '../../../store/run-estimate.ts';
import { type NamedPreset, presetConfig } from '../../../store/presets.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useRunTime } from '../../context/use-run-time.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { useDataShape } from '../../context/use-data-shape.ts';
import classes from './machine-line.module.css';

function meaning(chosen: BackendInfo) {
  if (chosen.isSoftware) return 'machine.software' as const;
  if (chosen.name === 'webgpu') return 'machine.webgpu' as const;
  return chosen.name === 'webgl' ? ('machine.webgl' as const) : ('machine.processor' as const);
}

export function MachineLine() {
  const { t } = useTexts();
  const machine = useSession((s) => s.machine);
  const { probe } = useActions();
  switch (machine.status) {
    case 'measuring':
      return (
        <p className={classes.line} role="status">
          <Icon name="chip" size={24} />
          <span>{t('machine.measuring')}</span>
        </p>
      );
    case 'failed':
      return (
        <ErrorNotice
          error={machine.error}
          actions={
            <Button variant="default" onClick={() => void probe()}>
              {t('action.retry')}
            </Button>
          }
        />
      );
    case 'ready':
      return <Machine report={machine.report} />;
    default:
      return machine satisfies never;
  }
}

function Machine({ report }: { readonly report: MachineReport }) {
  const { t, n, coded } = useTexts();
  const shape = useDataShape();
  const { chosen } = report;
  const isBest = chosen.name === 'webgpu' && !chosen.isSoftware;
  const isGraphics = chosen.name === 'webgpu' || chosen.name === 'webgl';
  const named = chosen.adapter === '' ? t(isGraphics ? 'machine.unnamed' : 'machine.this') : chosen.adapter;
  const timeOf = useRunTime();
  const cost = (preset: NamedPreset): string => {
    const config = presetConfig(preset, report, shape);
    return misfit(config, shape, report) === null
      ? timeOf(estimateRun(config, shape, speedOf(report)).totalSeconds)
      : t('machine.estimateNoFit');
  };
  return (
    <section className={classes.line} aria-label={t('machine.title')} data-testid="machine" data-backend={chosen.name}>
      <Icon name="chip" size={24} />
      <div className={classes.words}>
        <p>
          <strong>{named}</strong> {t(meaning(chosen))}
        </p>
        <p className={classes.cost}>
          {t('machine.estimate', { quick: cost('quick'), best: cost('best'), full: cost('paper') })}{' '}
          {t('machine.basis', { count: shape.patients })}
        </p>
        {report.measurements.length === 0 ? null : (
          <p className={classes.cost} data-testid="measurements">
            {t('machine.measured', {
              list: n.list(
                report.measurements.map(({ name, stepMs }) =>
                  t('machine.measuredOne', { backend: t(`backend.${name}`), ms: n.integer(stepMs) }),
                ),
              ),
            })}
          </p>
        )}
        {isBest ? null : (
          <details className={classes.improve}>
            <summary>{t('machine.improve.title')}</summary>
            <ol>
              <li>{t('machine.improve.1')}</li>
              <li>{t('machine.improve.2')}</li>
              <li>{t('machine.improve.3')}</li>
            </ol>
            {report.unusable.length === 0 ? null : (
              <ul className={classes.reasons}>
                {report.unusable.map(({ name, reason }) => (
                  <li key={name}>
                    {t(`backend.${name}`)}: {coded('reason', reason)}
                  </li>
                ))}
              </ul>
            )}
          </details>
        )}
      </div>
    </section>
  );
}
