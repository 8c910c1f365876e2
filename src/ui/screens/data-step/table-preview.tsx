/** The first rows as they were read. Personal columns are hidden. */
import type { DataReport } from '../../../core/data-report.ts';
import type { ColumnReport } from '../../../core/column-report.ts';
import { Sheet } from '../../components/screen.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './table-preview.module.css';

interface TablePreviewProps {
  readonly columns: readonly ColumnReport[];
  readonly table: NonNullable<DataReport['table']>;
}

export function TablePreview({ columns, table }: TablePreviewProps) {
  const { t } = useTexts();
  const title = t('preview.title', { file: table.path });
  return (
    <Sheet title={title} testId="table-preview">
      {/* A region that scrolls must be reachable by keyboard. */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" data-hidden={column.personal}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.preview.map((row, i) => (
              <tr key={`${i}:${row.join('|')}`}>
                {columns.map((column, j) => (
                  <td key={column.name} data-hidden={column.personal}>
                    {column.personal ? t('preview.hidden') : row[j]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.some((c) => c.personal) ? <p className={classes.caption}>{t('preview.caption')}</p> : null}
    </Sheet>
  );
}
