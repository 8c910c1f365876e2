/** In place of a training: the model that was opened from a file, what it draws, and what training would need. */
import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ModelView } from '../../../worker/protocol.ts';
import { Icon } from '../../components/icons.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useModelFacts } from '../../context/use-model-facts.ts';
import { KindMark } from '../../pictures/kind-mark.tsx';
import { TileGrid } from '../../pictures/tile-grid.tsx';
import { ChosenTile } from './chosen-tile.tsx';
import liveClasses from './live-grid.module.css';
import classes from './run-view.module.css';

export function OpenedModel({ model }: { readonly model: ModelView }) {
  const { t } = useTexts();
  const facts = useModelFacts(model);
  const isReady = useSession((s) => s.data.status === 'ready');
  const { openStep, forgetTraining } = useActions();
  const [selected, setSelected] = useState(5);
  const tileLabel = useCallback((number: number, count: number) => t('grid.tile', { number, count }), [t]);
  const { grid } = model;
  return (
    <Screen
      title={t('model.opened.title', { name: model.name })}
      isCompact
      secondary={
        isReady ? (
          <Button variant="subtle" onClick={forgetTraining} data-testid="again">
            {t('model.opened.trainNew')}
          </Button>
        ) : undefined
      }
      next={
        <Button onClick={() => openStep('download')} rightSection={<Icon name="arrow" />} data-testid="next">
          {t('model.opened.next')}
        </Button>
      }
    >
      <div className={classes.run}>
        <section className={liveClasses.live}>
          <div className={liveClasses.head}>
            <h2>{t('model.opened.grid')}</h2>
            <KindMark kind="synthetic" />
          </div>
          <TileGrid
            view={grid}
            kind="synthetic"
            label={t('grid.label')}
            tileLabel={tileLabel}
            isStretched={false}
            selected={selected}
            onSelect={setSelected}
          />
        </section>
        <div className={classes.side}>
          <div data-testid="opened-facts">
            <p>{facts}</p>
            <p>{t('model.opened.train')}</p>
          </div>
          <ChosenTile grid={{ epoch: model.epoch, view: grid }} index={selected} isStretched={false} />
        </div>
      </div>
    </Screen>
  );
}
