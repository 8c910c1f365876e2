/** How a visitor can check that nothing leaves: a link, and the dialog behind it with the ways. */
import { UnstyledButton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { AppError } from '../../core/app-error.ts';
import { loadPart } from '../../platform/load-part.ts';
import { useTexts } from '../context/texts-context.tsx';
import { ErrorBoundary, type FallbackProps } from './error-boundary.tsx';
import { ErrorNotice } from './notice.tsx';
import classes from './proof.module.css';

const ProofDialog = lazy(() => loadPart(async () => ({ default: (await import('./proof-dialog.tsx')).ProofDialog })));

/** The link may be in a panel, whose id it then closes; the dialog belongs outside of it. */
export function useProof(panel?: string): { readonly link: ReactNode; readonly dialog: ReactNode } {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const open = (): void => {
    setWanted(true);
    setOpen(true);
  };
  return {
    link: (
      <UnstyledButton
        className={classes.link}
        onClick={open}
        popoverTarget={panel}
        popoverTargetAction="hide"
        data-testid="proof-link"
      >
        {t('proof.link')}
      </UnstyledButton>
    ),
    // Once there it stays, so that it can close as it opened.
    dialog: isWanted ? (
      <ErrorBoundary Fallback={Missing}>
        <Suspense>
          <ProofDialog isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      </ErrorBoundary>
    ) : null,
  };
}

function Missing({ error }: FallbackProps) {
  return <ErrorNotice error={AppError.from(error).toData()} />;
}
