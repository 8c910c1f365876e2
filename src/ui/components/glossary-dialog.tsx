/** All words of the trade with what they mean: for whoever has no pointer to hold over them. */
import { useGlossary } from '../context/use-glossary.ts';
import { useTexts } from '../context/texts-context.tsx';
import { type DialogState, ReadingDialog } from './reading-dialog.tsx';
import classes from './glossary-dialog.module.css';

export function GlossaryDialog({ isOpen, onClose }: DialogState) {
  const { t, language } = useTexts();
  const entries = Object.values(useGlossary()?.glossary ?? {});
  const inOrder = entries.toSorted((a, b) => a.term.localeCompare(b.term, language));
  return (
    <ReadingDialog isOpen={isOpen} onClose={onClose} title={t('glossary.title')}>
      {inOrder.length === 0 ? <p>{t('chart.loading')}</p> : null}
      <dl className={classes.terms} data-testid="glossary">
        {inOrder.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </ReadingDialog>
  );
}
