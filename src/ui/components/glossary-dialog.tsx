/** All words of the trade with what they mean: for whoever has no pointer to hold over them. */
import { Modal } from '@mantine/core';
import { useGlossary } from '../context/use-glossary.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './glossary-dialog.module.css';

export function GlossaryDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t, language } = useTexts();
  const entries = Object.values(useGlossary()?.glossary ?? {});
  const inOrder = entries.toSorted((a, b) => a.term.localeCompare(b.term, language));
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('glossary.title')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ title: classes.title ?? '', content: classes.content ?? '' }}
    >
      {inOrder.length === 0 ? <p>{t('chart.loading')}</p> : null}
      <dl className={classes.terms} data-testid="glossary">
        {inOrder.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
