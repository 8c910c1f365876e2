/** Too few patients to judge what is made from them: said before anybody waits for it. */
import { PATIENTS_TO_JUDGE } from '../../core/enough-patients.ts';
import { useTexts } from '../context/texts-context.tsx';
import { Notice } from './notice.tsx';

/** `count`: patients, those put aside included; nothing where there are enough, or none yet. */
export function FewPatients({ count }: { readonly count: number }) {
  const { t } = useTexts();
  if (count === 0 || count >= PATIENTS_TO_JUDGE) return null;
  return (
    <Notice tone="warn" testId="few-patients">
      <p>{t('few.patients', { count, needed: PATIENTS_TO_JUDGE })}</p>
    </Notice>
  );
}
