/** Asks before something is lost, or given away. The dialog is loaded when the page is at rest. */
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../../platform/load-part.ts';

export interface ConfirmLossProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  /** Instead of “Keep it”. */
  readonly keep?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const Dialog = lazy(() => loadPart(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog })));

export function ConfirmLoss(props: ConfirmLossProps) {
  const [isWanted, setWanted] = useState(props.isOpen);
  if (props.isOpen && !isWanted) setWanted(true);
  // Once there it stays, so that it can close as it opened.
  return isWanted ? (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  ) : null;
}
