/** The row that belongs to an ECG: names and values, in the units of the table. */
import { useTexts } from '../context/texts-context.tsx';
import type { PairView } from '../../worker/protocol.ts';
import classes from './row-values.module.css';

interface RowValuesProps {
  readonly view: PairView;
  readonly index: number;
  /** Shows the first few only. */
  readonly limit?: number;
}

export function RowValues({ view, index, limit }: RowValuesProps) {
  const { t, n } = useTexts();
  const row = view.rows[index] ?? [];
  const shown = view.columns.slice(0, limit);
  return (
    <dl className={classes.values}>
      {shown.map((column, i) => (
        <div key={column} className={classes.value}>
          <dt title={column}>{column}</dt>
          <dd>{row[i] === undefined || row[i] === '' ? t('row.empty') : n.cell(row[i])}</dd>
        </div>
      ))}
    </dl>
  );
}
