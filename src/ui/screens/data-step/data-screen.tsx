/** Step 1: bring data, and see in a sentence what was found. */
import { reportOf } from '../../../store/session-state.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { Screen, Sheet } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { DataStart } from './data-start.tsx';
import { ExamplePairs } from './example-pairs.tsx';
import { KeptRuns } from './kept-runs.tsx';
import { MachineLine } from './machine-line.tsx';
import { later } from '../../later.tsx';
import { OpenModel } from './open-model.tsx';

/** Nobody has data at once. */
export const LOADED_DATA = later(async () => (await import('./loaded-data.tsx')).LoadedData);

export function DataScreen() {
  const { t } = useTexts();
  const data = useSession((s) => s.data);
  const error = useSession((s) => s.dataError);
  const { cancelLoading } = useActions();
  const report = reportOf(data);

  if (report !== null) return <LOADED_DATA.Component report={report} data={data} error={error} />;
  return (
    <Screen title={t('data.title')} lead={t('data.lead')}>
      {error === null ? null : <ErrorNotice error={error} />}
      {data.status === 'loading' ? (
        <Sheet>
          <WorkProgress progress={data.progress} onCancel={cancelLoading} />
        </Sheet>
      ) : (
        <DataStart />
      )}
      <KeptRuns />
      <OpenModel />
      <ExamplePairs />
      <MachineLine />
    </Screen>
  );
}
