/** The comparison as files: `report.json` with every number, `report.html` to read and print. */
import { AbortError, AppError } from '../core/app-error.ts';
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import { loadPart } from '../platform/load-part.ts';
import type { Texts } from '../i18n/translate.ts';
import { assembleStudyReport } from '../report/study-report.ts';
import type { JobActions } from './job-actions.ts';
import { ecgReportOf, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface ReportActions {
  /** Hands every number that was measured to the browser. Nothing before the rows are compared. */
  readonly saveReportJson: () => void;
  /** The same as a page that stands alone, in the language of `texts`; with synthetic examples, never a real ECG. */
  readonly saveReportHtml: (texts: Texts) => Promise<void>;
}

/** Synthetic pairs shown in the file. */
const EXAMPLES = 12;

/** What is measured so far, rows and perhaps ECGs; null before the rows are. */
export function studyOf({
  comparison,
  ecgComparison,
}: Pick<Session, 'comparison' | 'ecgComparison'>): StudyReport | null {
  return comparison.status === 'ready' ? assembleStudyReport(comparison.report, ecgReportOf(ecgComparison)) : null;
}

export function reportActions(
  { store, connection, save }: StoreContext,
  { runJob }: Pick<JobActions, 'runJob'>,
): ReportActions {
  return {
    saveReportJson: () => {
      const study = studyOf(store.getState());
      if (study === null) return;
      save(new Blob([JSON.stringify(study, null, 1)], { type: 'application/json' }), 'report.json');
    },
    saveReportHtml: (texts) =>
      runJob('report', async (options) => {
        const { comparison } = store.getState();
        const study = studyOf(store.getState());
        if (study === null) throw new AppError('no-model');
        const examples = Math.min(EXAMPLES, study.n.synthetic);
        const [made, { renderReportHtml }] = await Promise.all([
          connection.run('studyFacts', { examples, seed: study.seed }, options),
          // Large, and needed once.
          loadPart(() => import('../report-file/render-report.ts')),
        ]);
        // Another network was trained meanwhile: its facts do not belong to these numbers.
        if (store.getState().comparison !== comparison) throw new AbortError();
        const page = renderReportHtml({ study, ...made }, texts);
        return { name: 'report.html', blob: new Blob([page], { type: 'text/html' }), pairs: 0 };
      }),
  };
}
