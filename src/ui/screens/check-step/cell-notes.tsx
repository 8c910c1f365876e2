/** What is not read as it stands in the file: blanks, codes, limits, other spellings, each with its count. */
import type { ColumnReport, NotedCells } from '../../../core/data-report.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './column-item.module.css';

export function CellNotesList({ column }: { readonly column: ColumnReport }) {
  const { t, n } = useTexts();
  const { missing, fill, unreadable, blanks, notes } = column;
  if (notes === null) return null;
  const filled = (): string => {
    if (fill === '') return t('columns.missingOnly', { count: missing });
    return t(blanks === 'generate' ? 'columns.missingGenerated' : 'columns.missing', { count: missing, fill });
  };
  const noted = (key: 'approximate' | 'outside', cells: NotedCells | null): string[] =>
    cells === null ? [] : [t(`notes.${key}`, cells)];
  const warnings = [
    ...(missing === 0 ? [] : [filled()]),
    ...(notes.missingTexts.length === 0
      ? []
      : [
          t('notes.missingTexts', {
            list: n.list(notes.missingTexts.map(({ text, count }) => t('notes.text', { text, count }))),
          }),
        ]),
    ...(unreadable === null ? [] : [t('columns.unreadable', unreadable)]),
    ...noted('outside', notes.outside),
  ];
  const readings = [
    ...noted('approximate', notes.approximate),
    ...(notes.respelled === null ? [] : [t('notes.respelled', { ...notes.respelled })]),
    ...(notes.replaced === 0 ? [] : [t('notes.replaced', { count: notes.replaced })]),
  ];
  return (
    <>
      {warnings.length === 0 ? null : <Lines className={classes.blanks} lines={warnings} />}
      {readings.length === 0 ? null : <Lines className={classes.readings} lines={readings} />}
    </>
  );
}

function Lines({ className, lines }: { readonly className: string | undefined; readonly lines: readonly string[] }) {
  return (
    <span className={className}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}
