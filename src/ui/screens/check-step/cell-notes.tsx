/** What is not read as it stands in the file, below a column's name. */
import { columnNotes } from '../../../answers/input/column-notes.ts';
import type { ColumnReport } from '../../../core/data-report.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './column-item.module.css';

export function CellNotesList({ column }: { readonly column: ColumnReport }) {
  const { warnings, readings } = columnNotes(column, useTexts());
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
