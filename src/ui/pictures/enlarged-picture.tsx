/** The dialog of `Enlarge`. */
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../context/texts-context.tsx';
import classes from './enlarge.module.css';

export interface EnlargedPictureProps {
  readonly isOpen: boolean;
  readonly label: string;
  readonly note: string | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function EnlargedPicture({ isOpen, label, note, onClose, children }: EnlargedPictureProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={label}
      size="auto"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
      // Its head is none of the page's.
      attributes={{ header: { role: 'presentation' } }}
      classNames={{ title: classes.title ?? '', content: classes.content ?? '' }}
    >
      {/* A press on it closes it, as a press opened it; the button and Escape do so for keyboards. */}
      <div className={classes.large} onClick={onClose} data-testid="enlarged">
        {children}
        {note === null ? null : <p className={classes.note}>{note}</p>}
      </div>
    </Modal>
  );
}
