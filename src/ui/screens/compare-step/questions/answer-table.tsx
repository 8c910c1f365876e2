/** A table of an answer. Where its rows can be sorted a heading sorts; where they can be chosen a name shows its chart. */
import { useMemo, useState } from 'react';
import type { Cell, Row, TableBlock } from '../../../../answers/answer.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './answer-table.module.css';
import { placeOfChoice, useChoice } from './choices.ts';
import { sortRows } from './sort-rows.ts';

interface Sorting {
  readonly by: number;
  readonly isDescending: boolean;
}

export function AnswerTable({ block }: { readonly block: TableBlock }) {
  const { say } = useTexts();
  const { id, caption, table, note, isWide, sorting: possible } = block;
  const from = possible?.from ?? [];
  const startAt = (by: number): Sorting => ({ by, isDescending: from[by] === 'largest' });
  const [sorting, setSorting] = useState<Sorting | null>(possible === null ? null : startAt(possible.first));
  const rows = useMemo(
    () => (sorting === null ? table.rows : sortRows(table.rows, sorting.by, sorting.isDescending)),
    [table, sorting],
  );
  const sortBy = (by: number): void =>
    setSorting(by === sorting?.by ? { by, isDescending: !sorting.isDescending } : startAt(by));
  const title = say(block.title);
  return (
    <section className={classes.section}>
      <h3>{title}</h3>
      <p className={classes.text}>{say(caption)}</p>
      {/* A scrolling region has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} role="region" aria-label={title} tabIndex={0}>
        <table className={isWide ? `${classes.table} ${classes.wide}` : classes.table} data-testid={id}>
          <thead>
            <tr>
              {table.head.map(say).map((name, i) =>
                from[i] === undefined ? (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ) : (
                  <SortHead
                    key={name}
                    name={name}
                    sorting={sorting?.by === i ? sorting : null}
                    onSort={() => sortBy(i)}
                  />
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TableRow key={say(row.name)} row={row} block={block} />
            ))}
          </tbody>
        </table>
      </div>
      {note === null ? null : <p className={classes.text}>{say(note)}</p>}
    </section>
  );
}

interface SortHeadProps {
  readonly name: string;
  /** Null: sorted by another. */
  readonly sorting: Sorting | null;
  readonly onSort: () => void;
}

function SortHead({ name, sorting, onSort }: SortHeadProps) {
  const order = sorting === null ? 'none' : sorting.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" className={classes.sort} onClick={onSort}>
        {name}
        <span aria-hidden="true">{{ none: '', descending: '↓', ascending: '↑' }[order]}</span>
      </button>
    </th>
  );
}

function TableRow({ row, block }: { readonly row: Row; readonly block: TableBlock }) {
  const { say } = useTexts();
  const { table, isWide, chooses } = block;
  const { name, cells, isMarked = false } = row;
  return (
    <tr>
      <th scope="row">{chooses === null ? say(name) : <Choose id={chooses} name={say(name)} />}</th>
      {cells.map((cell, i) => (
        <td
          key={say(table.head[i + 1] ?? '')}
          className={isMarked && i === cells.length - 1 ? classes.marked : undefined}
        >
          <CellText cell={cell} isWide={isWide} />
        </td>
      ))}
    </tr>
  );
}

function Choose({ id, name }: { readonly id: string; readonly name: string }) {
  const [, choose] = useChoice(id);
  const show = (): void => {
    choose(name);
    document.querySelector(`#${placeOfChoice(id)}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <button type="button" className={classes.name} onClick={show}>
      {name}
    </button>
  );
}

function CellText({ cell, isWide }: { readonly cell: Cell; readonly isWide: boolean }) {
  const { say } = useTexts();
  if (typeof cell === 'string' || !('line' in cell)) return say(cell);
  if (!isWide) return say(cell.line);
  return (
    <>
      {say(cell.value)}
      <div className={classes.interval}>{say(cell.interval)}</div>
    </>
  );
}
