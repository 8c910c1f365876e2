/** What opening the page anew, or closing it, would end or lose. */
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { isTraining, reportOf, type Session } from './session-state.ts';

/** Something that takes long is under way: a training, an export, a measurement of ECGs. */
export function isAtWork({ training, jobs, manyPairs, ecgComparison }: Session): boolean {
  return isTraining(training) || [...Object.values(jobs), manyPairs, ecgComparison].some((j) => j.status === 'running');
}

/** Choices of the visitor that a reload would lose. */
function hasDecisions({ data, pictureDraft }: Session): boolean {
  const report = reportOf(data);
  if (report?.source !== 'files') return pictureDraft !== null;
  return pictureDraft !== null || JSON.stringify(report.settings) !== JSON.stringify(DEFAULT_DATA_SETTINGS);
}

/** Decisions, a trained network that was not taken along, or what readers have answered. */
export function isUnsaved(session: Session): boolean {
  const { hasModel, jobs, manyPairs, readerTest } = session;
  const isTaken = [jobs.pairs, jobs.model, manyPairs].some(({ status }) => status === 'done');
  const isRead = readerTest.phase.status === 'reading' || readerTest.answers.length > 0;
  return (hasModel && !isTaken) || isRead || hasDecisions(session);
}

/** Nobody has brought, begun or opened anything. */
export function isUntouched({ data, training, opening, hasModel, step }: Session): boolean {
  const hasNothing = data.status === 'empty' && training.status === 'idle' && opening.status === 'none';
  return hasNothing && !hasModel && step === 'data';
}
