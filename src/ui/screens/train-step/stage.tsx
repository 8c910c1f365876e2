/**
 * Sixteen ECGs with their heading, which can fill the screen in front of an audience: F full screen, P pause and go on, N one
 * epoch more and pause. Keys are told by their place, so a Russian keyboard has them too.
 */
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import classes from './live-grid.module.css';
import { useEpochKeys } from './use-epoch-keys.ts';

interface StageProps {
  readonly title: string;
  readonly epoch: number;
  readonly children: ReactNode;
}

/** Typing is no command, and a tile that has the focus keeps its own keys. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;
}

export function Stage({ title, epoch, children }: StageProps) {
  const { t } = useTexts();
  const section = useRef<HTMLElement>(null);
  const [isFull, setFull] = useState(false);
  const { pressed, canPause } = useEpochKeys();
  useEffect(() => {
    const follow = (): void => setFull(document.fullscreenElement === section.current);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
      if (!isPlain || isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.code === 'KeyF') void toggle(section.current);
      else if (!pressed(event.code)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [pressed]);
  return (
    <section ref={section} className={classes.live} data-testid="stage" data-full={isFull}>
      <div className={classes.head}>
        <h2 data-testid="grid-epoch" data-epoch={epoch}>
          {title}
        </h2>
        <KindMark kind="synthetic" />
        {document.fullscreenEnabled ? (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<Icon name="full" />}
            onClick={() => void toggle(section.current)}
            data-testid="full-screen"
          >
            {t(isFull ? 'stage.leave' : 'stage.full')}
          </Button>
        ) : null}
      </div>
      {children}
      <p className={classes.keys}>{t(canPause ? 'stage.keys' : 'stage.keys.still')}</p>
    </section>
  );
}

async function toggle(section: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement === null) await section?.requestFullscreen();
  else await document.exitFullscreen();
}
