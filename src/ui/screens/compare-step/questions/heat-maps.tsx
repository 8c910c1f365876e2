/** Heat maps of the same cells, with one cursor and a sentence about what it is at. */
import { type ReactNode, useId, useState } from 'react';
import type { FigureBlock, MapsBlock } from '../../../../answers/answer.ts';
import type { HeatMapFigure } from '../../../../figures/figure.ts';
import type { Cell } from '../../../../figures/heat-map-layout.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { ColourKey } from '../../../charts/colour-key.tsx';
import { type CellCursor, HeatMapView } from '../../../charts/figure-view.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './question.module.css';

export function HeatMaps({ block }: { readonly block: MapsBlock }) {
  const { t, say } = useTexts();
  const id = useId();
  const [cell, set] = useState<Cell | null>(null);
  const { title, maps } = block;
  const found = cell === null ? null : block.cell(cell.row, cell.column);
  const cursor: CellCursor = { cell, set, describedBy: id };
  const readout = (
    <p id={id} className={classes.readout} role="status">
      {found === null ? t('chart.hint') : say(found)}
    </p>
  );
  const [first] = maps;
  if (title === null) {
    return first === undefined ? null : (
      <OneMap map={first} cursor={cursor}>
        {readout}
      </OneMap>
    );
  }
  return (
    <section className={classes.group}>
      <div className={classes.groupHead}>
        <h3>{say(title)}</h3>
      </div>
      {readout}
      <div className={classes.three}>
        {maps.map((map) => (
          <OneMap key={map.id} map={map} cursor={cursor} />
        ))}
      </div>
    </section>
  );
}

interface OneMapProps {
  readonly map: FigureBlock<HeatMapFigure>;
  readonly cursor: CellCursor;
  readonly children?: ReactNode;
}

function OneMap({ map, cursor, children }: OneMapProps) {
  const { say } = useTexts();
  return (
    <ChartFigure block={map} aside={<ColourKey ends={map.figure.ends} />}>
      <HeatMapView figure={map.figure} label={say(map.title)} cursor={cursor} />
      {children}
    </ChartFigure>
  );
}
