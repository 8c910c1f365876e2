/** Every column with its distance, significance and what is missing; a heading sorts, a name shows the chart. */
import { useMemo, useState } from 'react';
import type { ComparedColumn, ComparisonReport } from '../../../../core/report/comparison.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './columns-table.module.css';
import { ceilingRange, distanceCeiling, distanceOf, numberOr } from '../../../../report-page/measure-words.ts';
import { type SortKey, SORT_KEYS, sortColumns } from './sort-columns.ts';

interface ColumnsTableProps {
  readonly report: ComparisonReport;
  readonly onChoose: (name: string) => void;
}

interface Sorting {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** Small numbers of p are the ones that matter. */
const P_DIGITS = 4;

export function ColumnsTable({ report, onChoose }: ColumnsTableProps) {
  const { t } = useTexts();
  const [sorting, setSorting] = useState<Sorting>({ by: 'distance', isDescending: true });
  const columns = useMemo(() => sortColumns(report.columns, sorting.by, sorting.isDescending), [report, sorting]);
  const sortBy = (by: SortKey): void =>
    setSorting({ by, isDescending: by === sorting.by ? !sorting.isDescending : by === 'distance' || by === 'missing' });
  return (
    <section className={classes.section}>
      <h3>{t('columns.table.title')}</h3>
      <p className={classes.text}>{t('columns.table.caption')}</p>
      {/* A scrolling region has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} role="region" aria-label={t('columns.table.title')} tabIndex={0}>
        <table className={classes.table} data-testid="columns-table">
          <thead>
            <tr>
              {SORT_KEYS.map((key) => (
                <th
                  key={key}
                  scope="col"
                  aria-sort={sorting.by === key ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    className={classes.sort}
                    onClick={() => sortBy(key)}
                    data-testid={`sort-${key}`}
                  >
                    {t(`table.${key}`)}
                    <span aria-hidden="true">{sorting.by === key ? (sorting.isDescending ? '↓' : '↑') : ''}</span>
                  </button>
                </th>
              ))}
              <th scope="col">{t('table.sample')}</th>
              <th scope="col">{t('table.ceiling')}</th>
              <th scope="col">{t('table.significant')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <Row key={column.name} report={report} column={column} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps extends ColumnsTableProps {
  readonly column: ComparedColumn;
}

function Row({ report, column, onChoose }: RowProps) {
  const texts = useTexts();
  const { t, n } = texts;
  const ceiling = distanceCeiling(report, column);
  const show = (): void => {
    onChoose(column.name);
    document.querySelector('#column-picture')?.scrollIntoView({ block: 'center' });
  };
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes.name} onClick={show}>
          {column.name}
        </button>
      </th>
      <td>{numberOr(texts, distanceOf(column), 3)}</td>
      <td>{numberOr(texts, column.p, P_DIGITS)}</td>
      <td>{numberOr(texts, column.pAdjusted, P_DIGITS)}</td>
      <td>{n.percent(column.missing.real)}</td>
      <td>{numberOr(texts, ceiling?.synthetic, 3)}</td>
      <td>{ceilingRange(texts, ceiling)}</td>
      <td className={column.significant ? classes.differs : undefined}>
        {t(column.significant ? 'table.yes' : 'table.no')}
      </td>
    </tr>
  );
}
