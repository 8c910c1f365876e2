/** The words of the trade at the foot of the page. */
import { lazy } from 'react';
import { loadPart } from '../../platform/load-part.ts';
import { useTexts } from '../context/texts-context.tsx';
import { useDialogLink } from './dialog-link.tsx';

const Dialog = lazy(() => loadPart(async () => ({ default: (await import('./glossary-dialog.tsx')).GlossaryDialog })));

export function useGlossaryLink(): ReturnType<typeof useDialogLink> {
  const { t } = useTexts();
  return useDialogLink({ Dialog, words: t('glossary.title'), testId: 'glossary-link' });
}
