/** What comes out: a few pairs to look at before anything is loaded. Simulated, and they say so. */
import { useTexts } from '../../context/texts-context.tsx';
// Made by `npm run example-pairs`.
import pairs from './example-pairs.json' with { type: 'json' };
import { Enlarge } from '../../pictures/enlarge.tsx';
import classes from './example-pairs.module.css';

const example = (image: string, alt: string) => (
  <img src={`./examples/${image}`} width={pairs.width} height={pairs.height} alt={alt} decoding="async" />
);

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
            <Enlarge label={t('outcome.alt', { number: i + 1 })} note={null} large={example(image, '')}>
              {example(image, t('outcome.alt', { number: i + 1 }))}
            </Enlarge>
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
