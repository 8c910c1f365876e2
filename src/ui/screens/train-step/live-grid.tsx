/** The showpiece: sixteen synthetic ECGs from the same noise, epoch after epoch. */
import { Button, Switch } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import type { Live } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { TileGrid } from '../../pictures/tile-grid.tsx';
import { Stage } from './stage.tsx';
import classes from './live-grid.module.css';

interface LiveGridProps {
  readonly live: Live;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly isStretched: boolean;
  readonly onStretch: (isStretched: boolean) => void;
}

export function LiveGrid({ live, selected, onSelect, isStretched, onStretch }: LiveGridProps) {
  const { t } = useTexts();
  const { attachGridView, gridShown } = useActions();
  useEffect(() => attachGridView(), [attachGridView]);
  const tileLabel = useCallback((number: number, count: number) => t('grid.tile', { number, count }), [t]);
  const { grid } = live;
  const titleOf = (): string => {
    if (grid === null) return t('grid.waiting.simulated');
    return grid.epoch === 0 ? t('grid.title.measured') : t('grid.title', { epoch: grid.epoch });
  };
  return (
    <Stage title={titleOf()} epoch={grid?.epoch ?? 0}>
      {grid === null ? (
        <div className={classes.waiting}>
          <p>{t('grid.waiting')}</p>
        </div>
      ) : (
        <TileGrid
          view={grid.view}
          kind="synthetic"
          label={t('grid.label')}
          tileLabel={tileLabel}
          isStretched={isStretched}
          selected={selected}
          onSelect={onSelect}
          onShown={gridShown}
        />
      )}
      {grid === null ? null : (
        <>
          <div className={classes.stretch}>
            <Switch
              checked={isStretched}
              onChange={(event) => onStretch(event.currentTarget.checked)}
              label={t('grid.stretch')}
              data-testid="stretch"
            />
            <p>{t(isStretched ? 'grid.stretch.on' : 'grid.stretch.off')}</p>
          </div>
          <SaveGrids />
        </>
      )}
    </Stage>
  );
}

function SaveGrids() {
  const { t } = useTexts();
  const one = useSession((s) => s.jobs.grid);
  const all = useSession((s) => s.jobs.grids);
  const film = useSession((s) => s.jobs.timeLapse);
  const { gridPng, allGrids, timeLapse, cancelJob } = useActions();
  const failed = [one, all, film].find((job) => job.status === 'failed');
  return (
    <div className={classes.save}>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="download" />}
          loading={one.status === 'running'}
          onClick={() => void gridPng()}
          data-testid="save-grid"
        >
          {t('grid.save')}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="download" />}
          loading={all.status === 'running'}
          onClick={() => void allGrids()}
          data-testid="save-all-grids"
        >
          {t('grid.saveAll')}
        </Button>
        {film.status === 'running' ? null : (
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="download" />}
            onClick={() => void timeLapse(t('grid.timeLapse.caption', { epoch: '{epoch}' }))}
            data-testid="time-lapse"
          >
            {t('grid.timeLapse')}
          </Button>
        )}
      </div>
      {film.status === 'running' ? (
        <WorkProgress
          title={t('grid.timeLapse.running')}
          progress={film.progress}
          onCancel={() => cancelJob('timeLapse')}
        />
      ) : null}
      {failed?.status === 'failed' ? <ErrorNotice error={failed.error} /> : null}
    </div>
  );
}
