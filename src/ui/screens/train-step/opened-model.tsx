/** In place of a training: the model that was opened from a file, what it draws, and what training would need. */
import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ModelView } from '../../../worker/protocol.ts';
import { Icon } from '../../components/icons.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useModelFacts } from '../../context/use-model-facts.ts';
import { TileGrid } from '../../pictures/tile-grid.tsx';
import { ChosenTile } from './chosen-tile.tsx';
import { LearnOn } from './learn-on.tsx';
import { Stage } from './stage.tsx';
import classes from './run-view.module.css';

export function OpenedModel({ model }: { readonly model: ModelView }) {
  const { t } = useTexts();
  const facts = useModelFacts(model);
  const isReady = useSession((s) => s.data.status === 'ready');
  const { openStep, forgetTraining } = useActions();
  const [selected, setSelected] = useState(5);
  const tileLabel = useCallback((number: number, count: number) => t('grid.tile', { number, count }), [t]);
  const { grid } = model;
  const isDemo = model.isDemo === true;
  return (
    <Screen
      title={t('model.opened.title', { name: model.name })}
      isCompact
      secondary={
        isReady ? (
          <Button variant="subtle" onClick={forgetTraining} data-testid="again">
            {t('model.opened.trainNew')}
          </Button>
        ) : isDemo ? (
          <Button variant="subtle" onClick={() => openStep('compare')} data-testid="to-reader-test">
            {t('reader.demo')}
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
        <Stage title={t('model.opened.grid')} epoch={model.epoch}>
          <TileGrid
            view={grid}
            kind="synthetic"
            label={t('grid.label')}
            tileLabel={tileLabel}
            isStretched={false}
            selected={selected}
            onSelect={setSelected}
          />
        </Stage>
        <div className={classes.side}>
          <div data-testid="opened-facts">
            <p>{facts}</p>
            {isDemo ? null : <p>{t('model.opened.train')}</p>}
          </div>
          {isDemo ? <LearnOn /> : null}
          <ChosenTile grid={{ epoch: model.epoch, view: grid }} index={selected} isStretched={false} isOpened />
        </div>
      </div>
    </Screen>
  );
}
