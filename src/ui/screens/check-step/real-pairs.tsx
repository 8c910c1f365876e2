/** A few real pairs at random: the ECG and the beginning of its row. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import { Picture } from '../../pictures/picture.tsx';
import { RowValues } from '../../pictures/row-values.tsx';
import classes from './real-pairs.module.css';

/** `onEdit` opens the editor of the pictures; null where there is nothing to open. */
export function RealPairs({ onEdit }: { readonly onEdit: (() => void) | null }) {
  const { t } = useTexts();
  const samples = useSession((s) => s.samples.check);
  const { showOthers } = useActions();
  const [chosen, setChosen] = useState(0);
  const view = samples.status === 'none' ? null : samples.view;
  const index = view === null ? 0 : Math.min(chosen, view.count - 1);
  return (
    <Sheet title={t('pairs.title')} aside={<KindMark kind="real" />} testId="real-pairs">
      <p className={classes.lead}>{t('pairs.lead')}</p>
      {samples.status === 'none' ? <p>{t('pairs.none')}</p> : null}
      {samples.status === 'failed' ? <ErrorNotice error={samples.error} /> : null}
      {view === null ? (
        samples.status === 'loading' ? (
          <p role="status">{t('pairs.loading')}</p>
        ) : null
      ) : (
        <>
          <div className={classes.pair} data-loading={samples.status === 'loading'}>
            <div className={classes.pictures}>
              <Picture view={view} index={index} kind="real" label={t('picture.alt.real', { number: index + 1 })} />
              <div className={classes.strip}>
                {Array.from({ length: view.count }, (_, i) => (
                  <button
                    key={`${i}`}
                    type="button"
                    className={classes.thumb}
                    aria-pressed={i === index}
                    onClick={() => setChosen(i)}
                  >
                    <Picture
                      view={view}
                      index={i}
                      kind="real"
                      label={t('picture.alt.real', { number: i + 1 })}
                      canEnlarge={false}
                    />
                  </button>
                ))}
              </div>
            </div>
            <RowValues view={view} index={index} />
          </div>
        </>
      )}
      {samples.status === 'none' ? null : (
        <div className={classes.buttons}>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="shuffle" />}
            loading={samples.status === 'loading'}
            onClick={() => void showOthers('check')}
            data-testid="show-others"
          >
            {t('pairs.others')}
          </Button>
          {onEdit === null ? null : (
            <Button variant="default" size="sm" onClick={onEdit} data-testid="edit-pictures">
              {t('edit.open')}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  );
}
