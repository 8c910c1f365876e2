/** A saved model in place of patients: a button, how far it is opened, what was opened, and what to do with it. */
import { Button } from '@mantine/core';
import { type ChangeEvent, useRef } from 'react';
import type { ModelView } from '../../../worker/protocol.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import fileClasses from '../../components/file-buttons.module.css';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useModelFacts } from '../../context/use-model-facts.ts';
import classes from './open-model.module.css';

export function OpenModel() {
  const { t } = useTexts();
  const opening = useSession((s) => s.opening);
  const opened = useSession((s) => s.openedModel);
  const { cancelOpenModel, confirmOpenModel } = useActions();
  return (
    <Sheet testId="open-model">
      {opening.status === 'running' ? (
        <WorkProgress
          title={t('model.open.running', { name: opening.name })}
          progress={opening.progress}
          onCancel={cancelOpenModel}
        />
      ) : (
        <div className={classes.line}>
          {opened === null ? <Offer /> : <Opened model={opened} />}
          <Choose />
        </div>
      )}
      {opening.status === 'failed' ? (
        <ErrorNotice
          error={opening.error}
          actions={
            <Button variant="default" size="sm" onClick={cancelOpenModel}>
              {t('action.close')}
            </Button>
          }
        />
      ) : null}
      <ConfirmLoss
        isOpen={opening.status === 'asking'}
        title={t('model.open.ask.title')}
        text={t('model.open.ask.text', { name: opening.status === 'asking' ? opening.model.name : '' })}
        confirm={t('model.open.ask.confirm')}
        onConfirm={() => void confirmOpenModel()}
        onClose={cancelOpenModel}
      />
    </Sheet>
  );
}

function Offer() {
  const { t } = useTexts();
  return (
    <div className={classes.words}>
      <h2>{t('model.open.title')}</h2>
      <p>{t('model.open.text')}</p>
    </div>
  );
}

function Opened({ model }: { readonly model: ModelView }) {
  const { t } = useTexts();
  const facts = useModelFacts(model);
  const { openStep } = useActions();
  return (
    <>
      <div className={classes.words} role="status" data-testid="opened-model">
        <h2>
          <Icon name="check" /> {t('model.opened.title', { name: model.name })}
        </h2>
        <p>{facts}</p>
      </div>
      <Button onClick={() => openStep('download')} rightSection={<Icon name="arrow" />} data-testid="make-pairs">
        {t('model.opened.next')}
      </Button>
    </>
  );
}

function Choose() {
  const { t } = useTexts();
  const isLocked = useIsLocked();
  const { openModel } = useActions();
  const input = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    // So that the same file can be chosen again.
    event.target.value = '';
    if (file !== undefined) void openModel(file);
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        className={fileClasses.input}
        tabIndex={-1}
        aria-hidden
        onChange={take}
        data-testid="model-input"
      />
      <Button
        variant="default"
        disabled={isLocked}
        leftSection={<Icon name="file" />}
        onClick={() => input.current?.click()}
        data-testid="choose-model"
      >
        {t('model.open.button')}
      </Button>
    </div>
  );
}
