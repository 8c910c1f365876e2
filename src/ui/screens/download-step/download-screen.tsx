/** Step 5: make pairs, take them along, and know what they are for. */
import { isTraining } from '../../../store/session-state.ts';
import { EpochInUse } from '../../components/epoch-in-use.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { ArchiveContents } from './archive-contents.tsx';
import { ModelDownload } from './model-download.tsx';
import { PairsDownload } from './pairs-download.tsx';
import classes from './download-screen.module.css';

export function DownloadScreen() {
  const { t } = useTexts();
  const isBusy = useSession((s) => isTraining(s.training));
  return (
    <Screen title={t('download.title')} lead={t('download.lead')}>
      {isBusy ? <Notice tone="warn">{t('download.needsStop')}</Notice> : null}
      <EpochInUse />
      <div className={classes.columns}>
        <div className={classes.left}>
          <PairsDownload isLocked={isBusy} />
          <ModelDownload isLocked={isBusy} />
        </div>
        <ArchiveContents />
      </div>
    </Screen>
  );
}
