/** What is not read as it stands in the file, below a column's name: the worst of it in one line, all of it where the column is open. */
import { columnNotes } from '../../../answers/input/column-notes.ts';
import type { ColumnReport } from '../../../core/column-report.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './column-item.module.css';

interface CellNotesListProps {
  readonly column: ColumnReport;
  readonly isOpen: boolean;
}

export function CellNotesList({ column, isOpen }: CellNotesListProps) {
  const texts = useTexts();
  const { warnings, readings } = columnNotes(column, texts);
  const all = [...warnings, ...readings];
  const [worst] = all;
  if (worst === undefined) return null;
  if (isOpen) {
    return (
      <>
        {warnings.length === 0 ? null : <Lines className={classes.blanks} lines={warnings} />}
        {readings.length === 0 ? null : <Lines className={classes.readings} lines={readings} />}
      </>
    );
  }
  const line = all.length === 1 ? worst : texts.t('notes.more', { note: worst, count: all.length - 1 });
  const kind = warnings.length > 0 ? classes.blanks : classes.readings;
  return <Lines className={`${kind ?? ''} ${classes.short ?? ''}`} lines={[line]} />;
}

function Lines({ className, lines }: { readonly className: string | undefined; readonly lines: readonly string[] }) {
  return (
    <span className={className} data-testid="column-notes">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}
