/** The frame of every step: a heading, one sentence, the content, and a bar with the one next action. */
import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  /** A small heading, where the content needs the room. */
  readonly isCompact?: boolean;
  readonly children: ReactNode;
  /** Bottom bar: what else can be done (left) and the next action (right). */
  readonly secondary?: ReactNode;
  readonly next?: ReactNode;
}

export function Screen({ title, lead, aside, isCompact = false, children, secondary, next }: ScreenProps) {
  return (
    <div className={classes.screen} data-compact={isCompact}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
      {secondary === undefined && next === undefined ? null : (
        <div className={classes.bar}>
          <div className={classes.secondary}>{secondary}</div>
          <div className={classes.next}>{next}</div>
        </div>
      )}
    </div>
  );
}

/** A part of a screen with a heading of its own, on a sheet of paper. */
export function Sheet({
  title,
  aside,
  children,
  testId,
}: {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
}) {
  return (
    <section className={classes.sheet} data-testid={testId}>
      {title === undefined ? null : (
        <div className={classes.sheetHead}>
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
