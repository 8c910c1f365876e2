/** The five steps. Those that cannot be opened yet say why. */
import { UnstyledButton } from '@mantine/core';
import type { Key } from '../../i18n/languages.ts';
import { canOpen, type Session, type Step, STEPS } from '../../store/session-state.ts';
import { useActions, useSession } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import { Icon } from './icons.tsx';
import classes from './step-nav.module.css';

const LOCKED = {
  data: undefined,
  check: 'step.locked.check',
  train: 'step.locked.train',
  compare: 'step.locked.compare',
  download: 'step.locked.download',
} as const satisfies Record<Step, Key | undefined>;

function lockedBy(step: Step, { openedModel, pictureDraft }: Session) {
  if (step === 'train' && pictureDraft !== null) return 'edit.unapplied';
  return step === 'compare' && openedModel !== null ? 'model.opened.compare' : LOCKED[step];
}

function isDone(step: Step, session: Session): boolean {
  switch (step) {
    case 'data':
      return session.data.status === 'ready' && session.step !== 'data';
    case 'check':
      return session.data.status === 'ready' && STEPS.indexOf(session.step) > 1;
    case 'train':
      return session.training.status === 'finished';
    case 'compare':
      return false;
    case 'download':
      return session.jobs.pairs.status === 'done' || session.manyPairs.status === 'done';
    default:
      return step satisfies never;
  }
}

export function StepNav() {
  const { t } = useTexts();
  const session = useSession((s) => s);
  const { openStep } = useActions();
  return (
    <nav aria-label={t('app.steps')} className={classes.nav}>
      <ol className={classes.list}>
        {STEPS.map((step, i) => {
          const isOpen = canOpen(step, session);
          const isCurrent = session.step === step;
          const done = !isCurrent && isDone(step, session);
          const locked = lockedBy(step, session);
          return (
            <li key={step} className={classes.item}>
              <UnstyledButton
                className={classes.step}
                data-current={isCurrent}
                data-testid={`step-${step}`}
                aria-current={isCurrent ? 'step' : undefined}
                disabled={!isOpen}
                title={isOpen || locked === undefined ? undefined : t(locked)}
                onClick={() => openStep(step)}
              >
                <span className={classes.number}>{done ? <Icon name="check" size={16} /> : i + 1}</span>
                <span className={classes.label}>{t(`step.${step}`)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
