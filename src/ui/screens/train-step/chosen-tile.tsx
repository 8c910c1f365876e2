/** The chosen tile, large, beside the row that was generated with it. */
import type { Grid } from '../../../store/session-state.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { Picture } from '../../pictures/picture.tsx';
import { RowValues } from '../../pictures/row-values.tsx';
import classes from './chosen-tile.module.css';

interface ChosenTileProps {
  readonly grid: Grid;
  readonly index: number;
  readonly isStretched: boolean;
  /** Of a network that came without its patients: the table is not the visitor's. */
  readonly isOpened?: boolean;
}

export function ChosenTile({ grid, index, isStretched, isOpened = false }: ChosenTileProps) {
  const { t } = useTexts();
  const row = t(isOpened ? 'tile.row.opened' : 'tile.row');
  return (
    <section className={classes.chosen} data-testid="chosen-tile">
      <h2>{t('tile.title', { number: index + 1 })}</h2>
      <p className={classes.text}>{row}</p>
      <div className={classes.pair}>
        <Picture
          view={grid.view}
          index={index}
          kind="synthetic"
          isStretched={isStretched}
          label={t('picture.alt.synthetic', { number: index + 1 })}
        />
        {/* A region that scrolls must be reachable by keyboard. */}
        <div className={classes.row} tabIndex={0} role="region" aria-label={row}>
          <RowValues view={grid.view} index={index} />
        </div>
      </div>
    </section>
  );
}
