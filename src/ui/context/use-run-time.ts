/** How long a training will take, as far as a short measurement can say: a range, or that it is nothing for this computer. */
import { isTooLong, LIKELY } from '../../store/run-estimate.ts';
import { useTexts } from './texts-context.tsx';

export function useRunTime(): (seconds: number) => string {
  const { t, n } = useTexts();
  return (seconds) =>
    isTooLong(seconds)
      ? t('time.tooLong')
      : t('time.range', { from: n.duration(seconds * LIKELY.least), to: n.duration(seconds * LIKELY.most) });
}
