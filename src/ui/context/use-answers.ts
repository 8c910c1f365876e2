/** What is measured so far, as answers; null before the rows are compared. */
import { useMemo } from 'react';
import { type Answers, answersOf } from '../../answers/answers.ts';
import { studyOf } from '../../store/measured-report.ts';
import { useSession } from './studio-context.tsx';

export function useAnswers(): Answers | null {
  const comparison = useSession((s) => s.comparison);
  const ecgComparison = useSession((s) => s.ecgComparison);
  return useMemo(() => {
    const study = studyOf({ comparison, ecgComparison });
    return study === null ? null : answersOf(study);
  }, [comparison, ecgComparison]);
}
