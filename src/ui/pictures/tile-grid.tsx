/** The 4×4 grid of synthetic ECGs: one canvas, and over it one button a tile (arrow keys move the choice). */
import { useReducedMotion } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PairView } from '../../worker/protocol.ts';
import { useTexts } from '../context/texts-context.tsx';
import { GAP_SHARE, GRID_SIDE, GridPainter } from './grid-painter.ts';
import { Enlarged } from './enlarge.tsx';
import { type Kind, Picture } from './picture.tsx';
import classes from './tile-grid.module.css';

interface TileGridProps {
  readonly view: PairView;
  readonly kind: Kind;
  readonly label: string;
  readonly tileLabel: (number: number, count: number) => string;
  readonly isStretched: boolean;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** Called after each new view has been drawn. */
  readonly onShown?: () => void;
}

/** Where an arrow key leads from tile `index`; undefined for another key. */
function target(key: string, index: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - GRID_SIDE,
    ArrowDown: index + GRID_SIDE,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  return next === undefined ? undefined : (next + count) % count;
}

export function TileGrid(props: TileGridProps) {
  const { view, kind, label, tileLabel, isStretched, selected, onSelect, onShown } = props;
  const { t, n } = useTexts();
  const [isLarge, setLarge] = useState(false);
  const reducesMotion = useReducedMotion();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<GridPainter | null>(null);
  const shown = useRef<PairView | null>(null);
  const tiles = useRef<(HTMLButtonElement | null)[]>([]);

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const own = new GridPainter(canvas.current);
    painter.current = own;
    shown.current = null;
    return () => own.stop();
  }, []);

  useEffect(() => {
    const isNew = shown.current !== view;
    painter.current?.show(view, { isStretched, fades: isNew && !reducesMotion });
    shown.current = view;
    if (isNew) onShown?.();
  }, [view, isStretched, reducesMotion, onShown]);

  const move = (event: KeyboardEvent, index: number): void => {
    const next = target(event.key, index, view.count);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    tiles.current[next]?.focus();
  };

  /** The chosen one, pressed again, is shown large: but on a full screen, where it is already. */
  const choose = (index: number): void => {
    if (index === selected && document.fullscreenElement === null) setLarge(true);
    else onSelect(index);
  };

  const focusable = selected ?? 0;
  return (
    <div className={classes.grid} data-testid={`grid-${kind}`}>
      <canvas ref={canvas} className={classes.canvas} aria-hidden="true" />
      <div className={classes.tiles} role="group" aria-label={label} style={{ gap: `${100 * GAP_SHARE}%` }}>
        {Array.from({ length: view.count }, (_, i) => (
          <button
            key={tileLabel(i + 1, view.count)}
            ref={(element) => {
              tiles.current[i] = element;
            }}
            type="button"
            className={classes.tile}
            data-kind={kind}
            data-testid={`tile-${i + 1}`}
            aria-label={tileLabel(i + 1, view.count)}
            aria-pressed={i === selected}
            tabIndex={i === focusable ? 0 : -1}
            title={i === selected ? t('picture.enlarge') : undefined}
            onClick={() => choose(i)}
            onKeyDown={(event) => move(event, i)}
          >
            <span className={classes.number}>{n.integer(i + 1)}</span>
          </button>
        ))}
      </div>
      {selected === null ? null : (
        <Enlarged
          isOpen={isLarge}
          label={tileLabel(selected + 1, view.count)}
          note={t('picture.pixels', { size: view.size })}
          onClose={() => setLarge(false)}
        >
          <Picture
            view={view}
            index={selected}
            kind={kind}
            label={tileLabel(selected + 1, view.count)}
            isStretched={isStretched}
            canEnlarge={false}
          />
        </Enlarged>
      )}
    </div>
  );
}
