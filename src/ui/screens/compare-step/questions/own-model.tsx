/** The visitor's own lesion predictor in place of the built-in one. */
import { Button } from '@mantine/core';
import { type ChangeEvent, useRef } from 'react';
import type { AppErrorData } from '../../../../core/app-error.ts';
import { canCompareEcgs } from '../../../../store/session-state.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useActions, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import fileClasses from '../../../components/file-buttons.module.css';
import { EcgProgress } from '../ecg-progress.tsx';
import { useEcgSeconds } from '../use-ecg-seconds.ts';
import classes from './question.module.css';

/** What is wrong with the files that were chosen, as opposed to the measuring. */
export function isOwnModelError({ code }: AppErrorData): boolean {
  return code.startsWith('predictor-');
}

export function OwnModel({ source }: { readonly source: 'built-in' | 'visitor' }) {
  const { t, n } = useTexts();
  const { compareEcgs } = useActions();
  const isPossible = useSession((s) => canCompareEcgs(s) && s.ecgComparison.status !== 'running');
  const error = useSession(({ ecgComparison: state }) =>
    state.status === 'failed' && isOwnModelError(state.error) ? state.error : null,
  );
  const seconds = useEcgSeconds();
  const input = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    // So that the same files can be chosen again.
    event.target.value = '';
    if (files.length > 0) void compareEcgs(files);
  };
  return (
    <section className={classes.group} data-testid="own-model">
      <h3>{t('own.title')}</h3>
      <p className={classes.text}>
        {t('own.text')} {t('own.time', { time: n.duration(seconds) })}
      </p>
      {source === 'visitor' ? <p>{t('own.inUse')}</p> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      <EcgProgress />
      <div className={classes.buttons}>
        <input
          ref={input}
          type="file"
          multiple
          className={fileClasses.input}
          tabIndex={-1}
          aria-hidden="true"
          onChange={take}
          data-testid="own-model-input"
        />
        <Button
          variant="default"
          size="sm"
          disabled={!isPossible}
          leftSection={<Icon name="file" />}
          onClick={() => input.current?.click()}
          data-testid="own-model-choose"
        >
          {t('own.choose')}
        </Button>
        {source === 'visitor' ? (
          <Button variant="default" size="sm" disabled={!isPossible} onClick={() => void compareEcgs()}>
            {t('own.back')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
