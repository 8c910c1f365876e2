/** A link at the foot of the page and the dialog behind it, which is loaded when it is first wanted. */
import { UnstyledButton } from '@mantine/core';
import { type ComponentType, type ReactNode, Suspense, useState } from 'react';
import { AppError } from '../../core/app-error.ts';
import { ErrorBoundary, type FallbackProps } from './error-boundary.tsx';
import classes from './dialog-link.module.css';
import { ErrorNotice } from './notice.tsx';

export interface LinkedDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface DialogLink {
  readonly Dialog: ComponentType<LinkedDialogProps>;
  readonly words: string;
  readonly testId: string;
  /** The link may be in a panel, whose id it then closes. */
  readonly panel?: string | undefined;
}

/** The dialog belongs outside of the panel. */
export function useDialogLink({ Dialog, words, testId, panel }: DialogLink): {
  readonly link: ReactNode;
  readonly dialog: ReactNode;
} {
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
        data-testid={testId}
      >
        {words}
      </UnstyledButton>
    ),
    // Once there it stays, so that it can close as it opened.
    dialog: isWanted ? (
      <ErrorBoundary Fallback={Missing}>
        <Suspense>
          <Dialog isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      </ErrorBoundary>
    ) : null,
  };
}

function Missing({ error }: FallbackProps) {
  return <ErrorNotice error={AppError.from(error).toData()} />;
}
