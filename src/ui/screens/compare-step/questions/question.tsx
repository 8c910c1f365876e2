/** One question: the verdict in words, the answer with its number, what it is held against, and its charts when opened. */
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { advisesTraining } from '../../../../answers/todo.ts';
import type { Answer, Picture } from '../../../../answers/answer.ts';
import { FigureView } from '../../../charts/figure-view.tsx';
import { Explained } from '../../../components/explained.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { AnswerBlocks } from './blocks.tsx';
import classes from './question.module.css';
import { ScoreRuler } from './score-ruler.tsx';
import { VerdictMark } from '../../../components/verdict-mark.tsx';

interface QuestionProps {
  readonly answer: Answer;
  /** Beside what recommends a longer training: the way to it. */
  readonly trainOn?: ReactNode;
  /** What can be done about the question, below its charts. */
  readonly children?: ReactNode;
}

export function Question({ answer, trainOn = null, children }: QuestionProps) {
  const { t, say } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { question: name, sentences, note, picture, facts, blocks } = answer;
  const title = say(answer.title);
  return (
    <div id={`question-${name}`} className={classes.question}>
      <Sheet title={title} testId={`question-${name}`} aside={<VerdictMark answer={answer} />}>
        <div className={classes.body}>
          <div className={classes.words}>
            <p className={classes.answer}>
              <Explained text={sentences.map(say).join(' ')} />
            </p>
            {note === null ? null : (
              <p className={classes.limits}>
                <Explained text={say(note)} />
              </p>
            )}
            {picture === null ? null : <PictureOf picture={picture} label={title} />}
          </div>
          <dl className={classes.facts}>
            {facts.map((fact) => (
              <div key={fact.name.key}>
                <dt>
                  <Explained text={say(fact.name)} />
                </dt>
                <dd>
                  <Explained text={say(fact.value)} />
                  {advisesTraining(fact.value) ? <div className={classes.more}>{trainOn}</div> : null}
                </dd>
              </div>
            ))}
          </dl>
        </div>
        {blocks.length === 0 && children === undefined ? null : (
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
              {isOpen ? (
                <>
                  <AnswerBlocks blocks={blocks} />
                  {children}
                </>
              ) : null}
            </div>
          </>
        )}
      </Sheet>
    </div>
  );
}

function PictureOf({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  return picture.kind === 'ruler' ? (
    <ScoreRuler ruler={picture} />
  ) : (
    <FigureView figure={picture.figure} label={label} />
  );
}
