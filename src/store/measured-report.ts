/** The comparison as it stands, in words and as a page: for a file of its own, and to go with pairs. */
import { AbortError } from '../core/app-error.ts';
import type { MeasuredFacts } from '../core/report/measured-facts.ts';
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import type { Texts } from '../i18n/translate.ts';
import { loadPart } from '../platform/load-part.ts';
import { assembleStudyReport } from '../report/study-report.ts';
import { readerTestReport } from '../reader-test/score.ts';
import type { RunOptions } from '../worker/client.ts';
import type { WorkEvent } from '../worker/protocol.ts';
import { ecgReportOf, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

/** Synthetic pairs shown in the file. */
const EXAMPLES = 12;

/** What is measured so far, rows and perhaps ECGs; null before the rows are. */
export function studyOf({
  comparison,
  ecgComparison,
}: Pick<Session, 'comparison' | 'ecgComparison'>): StudyReport | null {
  return comparison.status === 'ready' ? assembleStudyReport(comparison.report, ecgReportOf(ecgComparison)) : null;
}

/** As it is written into files: with what readers said, where the visitor wants it there. */
export function writtenStudyOf(
  session: Pick<Session, 'comparison' | 'ecgComparison' | 'readerTest'>,
): StudyReport | null {
  const study = studyOf(session);
  const { isInReport, answers } = session.readerTest;
  const readerTest = isInReport ? readerTestReport(answers) : null;
  return study === null || readerTest === null ? study : { ...study, readerTest };
}

/** What was measured of the network there is; null where nothing was. Rejects with `AbortError` when that network is replaced meanwhile. */
export async function measuredReport(
  { store, connection }: Pick<StoreContext, 'store' | 'connection'>,
  texts: Texts,
  options: RunOptions<WorkEvent>,
): Promise<MeasuredFacts | null> {
  const { comparison } = store.getState();
  const study = writtenStudyOf(store.getState());
  if (study === null) return null;
  const examples = Math.min(EXAMPLES, study.n.synthetic);
  const [made, { renderReportHtml }, { measuredWords }] = await Promise.all([
    connection.run('studyFacts', { examples, seed: study.seed }, options),
    // Large, and needed once.
    loadPart(() => import('../report-file/render-report.ts')),
    loadPart(() => import('../answers/measured-words.ts')),
  ]);
  // Another network was trained meanwhile: its facts do not belong to these numbers.
  if (store.getState().comparison !== comparison) throw new AbortError();
  const reportHtml = renderReportHtml({ study, ...made }, texts);
  return measuredWords(study, { modelSha256: made.facts.modelHash, reportHtml }, texts);
}
