/** The dialog of `ConfirmLoss`. */
import { Button, Modal } from '@mantine/core';
import { useTexts } from '../context/texts-context.tsx';
import classes from './confirm-dialog.module.css';
import type { ConfirmLossProps } from './confirm-loss.tsx';

export function ConfirmDialog({ isOpen, title, text, confirm, keep, onConfirm, onClose }: ConfirmLossProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
      // Its head is none of the page's.
      attributes={{ header: { role: 'presentation' } }}
      classNames={{ title: classes.title ?? '', content: classes.content ?? '' }}
    >
      <p>{text}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep ?? t('confirm.keep')}
        </Button>
        <Button
          onClick={() => {
            onClose();
            onConfirm();
          }}
          data-testid="confirm-loss"
        >
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
