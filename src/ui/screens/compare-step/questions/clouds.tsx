/** Clouds of real and of synthetic points, together or each by itself. */
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CloudsBlock, FigureBlock } from '../../../../answers/answer.ts';
import type { ScatterFigure } from '../../../../figures/figure.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { FigureView } from '../../../charts/figure-view.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { KindsKey } from './kinds-key.tsx';
import classes from './question.module.css';

const SHOWN = ['both', 'real', 'synthetic'] as const;
type Shown = (typeof SHOWN)[number];

export function Clouds({ block }: { readonly block: CloudsBlock }) {
  const { t, say } = useTexts();
  const [shown, setShown] = useState<Shown>('both');
  const { id, title, text, clouds } = block;
  return (
    <section className={classes.group} data-testid={id}>
      <h3>{say(title)}</h3>
      <p className={classes.text}>{say(text)}</p>
      <div className={classes.groupHead}>
        <KindsKey />
        <SegmentedControl
          aria-label={t('overlap.show')}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((s) => s === value) ?? 'both')}
          data={SHOWN.map((value) => ({ value, label: t(value === 'both' ? 'overlap.both' : `kind.${value}`) }))}
        />
      </div>
      <div className={classes.side}>
        {clouds.map((cloud) => (
          <Cloud key={cloud.id} block={cloud} shown={shown} />
        ))}
      </div>
    </section>
  );
}

function Cloud({ block, shown }: { readonly block: FigureBlock<ScatterFigure>; readonly shown: Shown }) {
  const { say } = useTexts();
  const seen = useMemo(() => {
    const { scale } = block.figure;
    const points = {
      real: shown === 'synthetic' ? [] : scale.real,
      synthetic: shown === 'real' ? [] : scale.synthetic,
    };
    return { ...block, figure: { ...block.figure, points } };
  }, [block, shown]);
  return (
    <ChartFigure block={seen}>
      <FigureView figure={seen.figure} label={say(block.caption)} />
    </ChartFigure>
  );
}
