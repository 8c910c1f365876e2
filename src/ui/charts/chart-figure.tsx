/** The frame of every chart of the comparison: a title, the chart, a caption in words, the numbers behind it, a picture to save. */
import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { Icon } from '../components/icons.tsx';
import type { ChartTable } from '../../report-page/shares.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './chart-figure.module.css';
import { type PictureFormat, savePicture } from './save-picture.ts';

interface ChartFigureProps {
  readonly title: string;
  readonly caption: string;
  /** Of the saved picture, without its ending. */
  readonly fileName: string;
  /** Made when it is opened. */
  readonly table: () => ChartTable;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

const FORMATS = ['svg', 'png'] as const satisfies readonly PictureFormat[];

/** A longer table is of no use on the page. */
const MOST_ROWS = 500;

export function ChartFigure({ title, caption, fileName, table, aside, children }: ChartFigureProps) {
  const { t } = useTexts();
  const drawing = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const save = (format: PictureFormat): void => {
    if (drawing.current === null) return;
    savePicture(drawing.current, fileName, format).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <figure className={classes.figure}>
      <div className={classes.head}>
        <h3>{title}</h3>
        {aside}
      </div>
      <div ref={drawing} className={classes.drawing}>
        {children}
      </div>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <div className={classes.foot}>
        <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('chart.table')}</summary>
          {isOpen ? <Numbers {...table()} label={title} /> : null}
        </details>
        <div className={classes.saving}>
          {FORMATS.map((format) => (
            <Button
              key={format}
              variant="subtle"
              size="compact-sm"
              leftSection={<Icon name="download" size={16} />}
              aria-label={t('chart.saveAs', { title, format: format.toUpperCase() })}
              onClick={() => save(format)}
            >
              {format.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
      {isFailed ? (
        <p className={classes.caption} role="alert">
          {t('chart.saveFailed')}
        </p>
      ) : null}
    </figure>
  );
}

function Numbers({ head, rows, label }: ChartTable & { readonly label: string }) {
  const { t } = useTexts();
  return (
    // A scrolling region has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.slice(0, 2).join(' ')}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={head[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={head[i]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? <p>{t('chart.more', { shown: MOST_ROWS, total: rows.length })}</p> : null}
    </div>
  );
}
