/** A picture as a button that shows it as large as the window has room for. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { loadPart } from '../../platform/load-part.ts';
import { useTexts } from '../context/texts-context.tsx';
import type { EnlargedPictureProps } from './enlarged-picture.tsx';
import classes from './enlarge.module.css';

const Dialog = lazy(() =>
  loadPart(async () => ({ default: (await import('./enlarged-picture.tsx')).EnlargedPicture })),
);

interface EnlargeProps {
  /** What the picture shows. */
  readonly label: string;
  /** Under the large one; null: nothing. */
  readonly note: string | null;
  /** The same picture without the button. */
  readonly large: ReactNode;
  readonly children: ReactNode;
}

export function Enlarge({ label, note, large, children }: EnlargeProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={classes.enlarge}
        title={t('picture.enlarge')}
        aria-label={`${label}. ${t('picture.enlarge')}`}
        data-enlarge
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <Enlarged isOpen={isOpen} label={label} note={note} onClose={() => setOpen(false)}>
        {large}
      </Enlarged>
    </>
  );
}

/** The large picture, for what is a button already. Loaded when it is first wanted. */
export function Enlarged(props: EnlargedPictureProps) {
  const [isWanted, setWanted] = useState(props.isOpen);
  if (props.isOpen && !isWanted) setWanted(true);
  // Once there it stays, so that it can close as it opened.
  return isWanted ? (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  ) : null;
}
