/** One question: the verdict in words, the answer with its number, what it is held against, and its charts when opened. */
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './question.module.css';
import { VerdictMark } from './verdict-mark.tsx';
import type { QuestionName } from '../../../../report-page/questions.ts';
import type { AnyVerdict } from '../../../../report-page/verdict.ts';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

interface QuestionProps {
  readonly name: QuestionName;
  readonly title: string;
  readonly verdict: AnyVerdict;
  readonly answer: string;
  readonly picture?: ReactNode;
  readonly facts: readonly Fact[];
  readonly note?: ReactNode;
  /** Drawn only when the question is opened; null where there is nothing to draw. */
  readonly charts: ReactNode;
}

export function Question({ name, title, verdict, answer, picture, facts, note, charts }: QuestionProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div id={`question-${name}`} className={classes.question}>
      <Sheet title={title} testId={`question-${name}`} aside={<VerdictMark verdict={verdict} />}>
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
        {charts === null ? null : (
          <>
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
          </>
        )}
      </Sheet>
    </div>
  );
}
