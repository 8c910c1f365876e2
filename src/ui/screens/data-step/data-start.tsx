/** The two ways to begin, equally large: own files, or demo patients. */
import { Button } from '@mantine/core';
import { DEMO_DEFAULTS } from '../../../core/demo-set.ts';
import { Icon } from '../../components/icons.tsx';
import { FileButtons } from '../../components/file-buttons.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './data-start.module.css';

export function DataStart() {
  const { t } = useTexts();
  const { loadDemo, openTrainedDemo } = useActions();
  const isLocked = useIsLocked();
  return (
    <div className={classes.ways}>
      <section className={classes.way} data-kind="own">
        <h2>{t('data.own.title')}</h2>
        <p>{t('data.own.text')}</p>
        <p className={classes.formats}>{t('data.own.formats')}</p>
        <div className={classes.action}>
          <FileButtons filesLabel={t('data.own.files')} folderLabel={t('data.own.folder')} variant="filled" />
        </div>
      </section>
      <section className={classes.way}>
        <h2>{t('data.demo.title')}</h2>
        <p>{t('data.demo.text')}</p>
        <p className={classes.simulated}>{t('data.demo.badge')}</p>
        <div className={classes.action}>
          <Button
            onClick={() => void loadDemo(DEMO_DEFAULTS.count, DEMO_DEFAULTS.seed)}
            rightSection={<Icon name="arrow" />}
            data-testid="demo-button"
          >
            {t('data.demo.button')}
          </Button>
          <Button
            variant="default"
            disabled={isLocked}
            onClick={() => void openTrainedDemo(t('data.demo.trained.name'))}
            data-testid="trained-demo-button"
          >
            {t('data.demo.trained')}
          </Button>
        </div>
      </section>
    </div>
  );
}
