/** P pauses a training and lets it go on; N lets it train one epoch more, and pauses. */
import { useCallback, useEffect, useRef } from 'react';
import { liveOf } from '../../../store/session-state.ts';
import { useActions, useSession } from '../../context/studio-context.tsx';

export function useEpochKeys(): {
  /** True where the key means something. */
  readonly pressed: (code: string) => boolean;
  readonly canPause: boolean;
} {
  const status = useSession((s) => s.training.status);
  const epoch = useSession((s) => liveOf(s.training)?.epoch ?? 0);
  const { pause, resume } = useActions();
  /** The epoch to pause after; null: none. */
  const until = useRef<number | null>(null);
  useEffect(() => {
    if (until.current === null || epoch < until.current || status !== 'running') return;
    until.current = null;
    void pause();
  }, [epoch, status, pause]);
  const canPause = status === 'running' || status === 'paused';
  const pressed = useCallback(
    (code: string): boolean => {
      if (!canPause || (code !== 'KeyP' && code !== 'KeyN')) return false;
      until.current = code === 'KeyN' ? epoch + 1 : null;
      if (status === 'paused') void resume();
      else if (code === 'KeyP') void pause();
      return true;
    },
    [canPause, epoch, status, pause, resume],
  );
  return { pressed, canPause };
}
