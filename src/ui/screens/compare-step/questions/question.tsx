/** One question: the verdict in words, the answer with its number, what it is held against, and its charts when opened. */
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { Icon, type IconName } from '../../../components/icons.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './question.module.css';
import type { AnyVerdict } from './verdict.ts';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

interface QuestionProps {
  readonly name: 'columns' | 'pairs' | 'overlap' | 'privacy';
  readonly title: string;
  readonly verdict: AnyVerdict;
  readonly answer: string;
  readonly picture?: ReactNode;
  readonly facts: readonly Fact[];
  readonly note?: ReactNode;
  /** Drawn only when the question is opened. */
  readonly charts: ReactNode;
}

type Tone = 'good' | 'warn' | 'plain';

const LOOKS: Readonly<Record<AnyVerdict, { readonly tone: Tone; readonly icon: IconName | null }>> = {
  'as-real': { tone: 'good', icon: 'check' },
  'no-sign': { tone: 'good', icon: 'check' },
  close: { tone: 'plain', icon: null },
  apart: { tone: 'warn', icon: 'warning' },
  copies: { tone: 'warn', icon: 'warning' },
  unknown: { tone: 'plain', icon: null },
  look: { tone: 'plain', icon: null },
};

export function Question({ name, title, verdict, answer, picture, facts, note, charts }: QuestionProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { tone, icon } = LOOKS[verdict];
  return (
    <Sheet
      title={title}
      testId={`question-${name}`}
      aside={
        <span className={classes.verdict} data-tone={tone} data-verdict={verdict}>
          {icon === null ? null : <Icon name={icon} />}
          {t(`verdict.${verdict}`)}
        </span>
      }
    >
      <div className={classes.body}>
        <div className={classes.words}>
          <p className={classes.answer}>{answer}</p>
          {note}
          {picture}
        </div>
        <dl className={classes.facts}>
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          rightSection={
            <span className={classes.chevron} data-open={isOpen}>
              <Icon name="chevron" />
            </span>
          }
          data-testid={`open-${name}`}
        >
          {t(isOpen ? 'comparison.close' : 'comparison.open')}
        </Button>
      </div>
      <div id={id} className={classes.charts} hidden={!isOpen}>
        {isOpen ? charts : null}
      </div>
    </Sheet>
  );
}
