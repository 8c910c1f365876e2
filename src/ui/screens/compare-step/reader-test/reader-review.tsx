/** The pictures of the series that was read last, with what they are and what was said; asked for, since it gives the series away. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { isRight } from '../../../../reader-test/answers.ts';
import { useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { Picture } from '../../../pictures/picture.tsx';
import classes from './reader-review.module.css';

export function ReaderReview() {
  const { t } = useTexts();
  const last = useSession((s) => s.readerTest.last);
  const [shown, setShown] = useState<object | null>(null);
  if (last === null) return null;
  if (shown !== last) {
    return (
      <div className={classes.ask}>
        <Button variant="default" onClick={() => setShown(last)} data-testid="reader-review">
          {t('reader.review')}
        </Button>
        <p className={classes.text}>{t('reader.review.help')}</p>
      </div>
    );
  }
  const { series, answers } = last;
  // Mistakes first: there is something to learn from them.
  const inOrder = answers.toSorted((a, b) => Number(isRight(a)) - Number(isRight(b)) || a.position - b.position);
  return (
    <section>
      <h3>{t('reader.review.title', { reader: answers[0]?.reader ?? 1, series: series.seed })}</h3>
      <ul className={classes.pictures} data-testid="reader-reviewed">
        {inOrder.map((answer) => {
          const kind = answer.isSynthetic ? 'synthetic' : 'real';
          const number = answer.position + 1;
          const words = t(answer.saidSynthetic ? 'reader.review.saidSynthetic' : 'reader.review.saidReal');
          return (
            <li key={answer.picture} data-right={isRight(answer)}>
              <Picture
                view={series.view}
                index={answer.picture}
                kind={kind}
                label={t('reader.review.alt', { number, kind: t(`reader.${kind}`) })}
              />
              <p>
                {number}. {t(`reader.${kind}`)}
              </p>
              <p className={classes.said}>
                <span aria-hidden="true">{isRight(answer) ? '✓' : '✗'}</span> {words}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
