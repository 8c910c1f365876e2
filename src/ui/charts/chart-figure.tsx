/** The frame of every figure of the comparison: a title, the figure, a caption in words, the numbers behind it, a picture to save. */
import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { Cell, FigureBlock, Table } from '../../answers/answer.ts';
import { draw, leastWidth } from '../../figures/draw.ts';
import { Icon } from '../components/icons.tsx';
import { useTexts } from '../context/texts-context.tsx';
import classes from './chart-figure.module.css';
import { type PictureFormat, savePicture } from './save-picture.ts';
import { savedFrame, useFrame } from './use-frame.ts';

interface ChartFigureProps {
  readonly block: FigureBlock;
  readonly aside?: ReactNode;
  /** The figure itself. */
  readonly children: ReactNode;
}

const FORMATS = ['svg', 'png'] as const satisfies readonly PictureFormat[];

/** A longer table is of no use on the page. */
const MOST_ROWS = 500;

export function ChartFigure({ block, aside, children }: ChartFigureProps) {
  const { t, say } = useTexts();
  const frame = useFrame();
  const drawing = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const { id, figure, table } = block;
  const title = say(block.title);
  const save = (format: PictureFormat): void => {
    const saved = savedFrame(frame);
    const width = Math.max(drawing.current?.clientWidth ?? 0, Math.ceil(leastWidth(figure, saved)));
    savePicture(draw(figure, { ...saved, width }), id, format).then(
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
      <figcaption className={classes.caption}>{say(block.caption)}</figcaption>
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

function Numbers({ head, rows, label }: Table & { readonly label: string }) {
  const { t, say } = useTexts();
  const names = head.map(say);
  const write = (cell: Cell): string => say(typeof cell === 'object' && 'line' in cell ? cell.line : cell);
  return (
    // A scrolling region has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ name, cells }, i) => (
            // Rows of real and of synthetic patients may have the same number.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <th scope="row">{say(name)}</th>
              {cells.map((cell, j) => (
                <td key={names[j + 1]}>{write(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? <p>{t('chart.more', { shown: MOST_ROWS, total: rows.length })}</p> : null}
    </div>
  );
}
