/** A dialog to be read: a title, a way to close it, and text. */
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../context/texts-context.tsx';
import classes from './reading-dialog.module.css';

export interface DialogState {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface ReadingDialogProps extends DialogState {
  readonly title: string;
  readonly children: ReactNode;
}

export function ReadingDialog({ isOpen, onClose, title, children }: ReadingDialogProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ title: classes.title ?? '', content: classes.content ?? '' }}
    >
      {children}
    </Modal>
  );
}
