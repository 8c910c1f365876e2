/** The comparison as files: `report.json` with every number, `report.html` to read and print. */
import { AppError } from '../core/app-error.ts';
import type { Texts } from '../i18n/translate.ts';
import type { JobActions } from './job-actions.ts';
import { measuredReport, writtenStudyOf } from './measured-report.ts';
import type { StoreContext } from './store-context.ts';

export interface ReportActions {
  /** Hands every number that was measured to the browser. Nothing before the rows are compared. */
  readonly saveReportJson: () => void;
  /** The same as a page that stands alone, in the language of `texts`; with synthetic examples, never a real ECG. */
  readonly saveReportHtml: (texts: Texts) => Promise<void>;
}

export function reportActions(context: StoreContext, { runJob }: Pick<JobActions, 'runJob'>): ReportActions {
  const { store, save } = context;
  return {
    saveReportJson: () => {
      const study = writtenStudyOf(store.getState());
      if (study === null) return;
      save(new Blob([JSON.stringify(study, null, 1)], { type: 'application/json' }), 'report.json');
    },
    saveReportHtml: (texts) =>
      runJob('report', async (options) => {
        const measured = await measuredReport(context, texts, options);
        if (measured === null) throw new AppError('no-model');
        const page = measured.reportHtml;
        return { name: 'report.html', blob: new Blob([page], { type: 'text/html' }), pairs: 0 };
      }),
  };
}
