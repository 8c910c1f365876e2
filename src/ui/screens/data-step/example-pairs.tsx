/** What comes out: a few pairs to look at before anything is loaded. Simulated, and they say so. */
import { useTexts } from '../../context/texts-context.tsx';
// Made by `npm run example-pairs`.
import pairs from './example-pairs.json' with { type: 'json' };
import classes from './example-pairs.module.css';

export function ExamplePairs() {
  const { t } = useTexts();
  return (
    <section className={classes.examples} aria-labelledby="example-pairs" data-testid="example-pairs">
      <div className={classes.words}>
        <h2 id="example-pairs">{t('outcome.title')}</h2>
        <p>{t('outcome.text')}</p>
        <p>{t('outcome.limits')}</p>
      </div>
      <ul className={classes.pairs}>
        {pairs.examples.map(({ image, row }, i) => (
          <li key={image} className={classes.pair}>
            <img
              src={`./examples/${image}`}
              width={pairs.width}
              height={pairs.height}
              alt={t('outcome.alt', { number: i + 1 })}
              decoding="async"
            />
            <dl>
              {row.map(([name = '', value = '']) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p className={classes.mark}>{t('data.demo.badge')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
