/** How a visitor can check that nothing leaves: a link, and the dialog behind it with the ways. */
import { lazy } from 'react';
import { loadPart } from '../../platform/load-part.ts';
import { useTexts } from '../context/texts-context.tsx';
import { useDialogLink } from './dialog-link.tsx';

const Dialog = lazy(() => loadPart(async () => ({ default: (await import('./proof-dialog.tsx')).ProofDialog })));

/** `panel`: the id of the one that the link is in. */
export function useProof(panel?: string): ReturnType<typeof useDialogLink> {
  const { t } = useTexts();
  return useDialogLink({ Dialog, words: t('proof.link'), testId: 'proof-link', panel });
}
