/** A message that stays where it belongs: an error with what to do, a warning, or plain words. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppErrorData } from '../../core/app-error.ts';
import { useTexts } from '../context/texts-context.tsx';
import { Icon } from './icons.tsx';
import classes from './notice.module.css';

type Tone = 'danger' | 'warn' | 'plain';

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
}

export function Notice({ tone, title, children, actions, testId }: NoticeProps) {
  return (
    <div
      className={classes.notice}
      data-tone={tone}
      role={tone === 'danger' ? 'alert' : undefined}
      data-testid={testId}
    >
      {tone === 'plain' ? null : <Icon name="warning" />}
      <div className={classes.body}>
        {title === undefined ? null : <p className={classes.title}>{title}</p>}
        <div>{children}</div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}

export function ErrorNotice({ error, actions }: { readonly error: AppErrorData; readonly actions?: ReactNode }) {
  const { t, error: sentence } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const detail = [error.code, error.detail ?? error.params['detail']].filter(Boolean).join(': ');
  const isOurs = error.code !== 'unexpected' && error.detail === undefined;
  return (
    <Notice tone="danger" title={t('error.title')} actions={actions} testId={`error-${error.code}`}>
      <p>{sentence(error)}</p>
      {isOurs ? null : (
        <details className={classes.detail}>
          <summary>{t('error.detail')}</summary>
          <code>{detail}</code>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              navigator.clipboard.writeText(detail).then(
                () => setCopied(true),
                () => {},
              );
            }}
          >
            {t(isCopied ? 'action.copied' : 'action.copy')}
          </Button>
        </details>
      )}
    </Notice>
  );
}
