/** Signs of copies in ECGs and pairs, who was in the training, distances, and the closest pairs to look at. */
import type { EcgPrivacy } from '../../../../core/report/ecg-comparison.ts';
import { estimateWords } from '../../../../report-page/ecg-words.ts';
import { numberOr } from '../../../../report-page/measure-words.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { EstimateChart, type EstimateGroup } from '../../../charts/estimate-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import tableClasses from './columns-table.module.css';
import { NearestViewer } from './nearest-viewer.tsx';
import classes from './question.module.css';

const QUANTILES = ['q1', 'q5', 'q50'] as const;

export function EcgPrivacyCharts({ privacy }: { readonly privacy: EcgPrivacy }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { images, pairs, membership } = privacy;
  const percent = (value: number): string => n.percent(value, 1);
  const { q50, q95, max } = images.correlation;
  const shares = [
    { name: t('privacy.chart.images'), long: t('privacy.images.copies'), estimate: images.copies },
    { name: t('privacy.chart.pairs'), long: t('privacy.pairs.copies'), estimate: pairs.copies },
  ].flatMap(({ estimate, ...names }) => (estimate === null ? [] : [{ ...names, estimate }]));
  const groups: EstimateGroup[] = shares.map(({ name, estimate }) => ({
    name,
    marks: [{ name, kind: 'synthetic', ...estimate }],
  }));
  return (
    <>
      <h3>{t('privacy.ecgs.title')}</h3>
      {privacy.reason === null ? null : <p className={classes.text}>{t(`reason.${privacy.reason}`)}</p>}
      <div className={classes.side}>
        {shares.length === 0 ? null : (
          <ChartFigure
            title={t('privacy.copies.title')}
            caption={t('privacy.copies.caption')}
            fileName="signs of copies"
            table={() => ({
              head: [t('privacy.table.measure'), t('privacy.value')],
              rows: shares.map(({ long, estimate }) => [long, estimateWords(texts, estimate, percent)]),
            })}
          >
            <EstimateChart
              label={t('privacy.copies.caption')}
              groups={groups}
              reference={{ value: 0, name: t('privacy.chance') }}
              from={0}
              to={0.05}
            />
          </ChartFigure>
        )}
        {membership === null ? null : (
          <ChartFigure
            title={t('privacy.membership.title')}
            caption={t('privacy.membership.caption')}
            fileName="membership"
            table={() => ({
              head: [t('privacy.table.measure'), t('privacy.value')],
              rows: [[t('privacy.membership'), estimateWords(texts, membership)]],
            })}
          >
            <EstimateChart
              label={t('privacy.membership.caption')}
              groups={[
                {
                  name: t('privacy.chart.membership'),
                  marks: [{ name: t('privacy.membership'), kind: 'synthetic', ...membership }],
                },
              ]}
              reference={{ value: 0.5, name: t('detection.guessing') }}
              from={0.4}
              to={1}
            />
          </ChartFigure>
        )}
      </div>
      <section className={tableClasses.section}>
        <h3>{t('privacy.dcr.title')}</h3>
        <p className={tableClasses.text}>
          {images.threshold === null
            ? t('privacy.dcr.captionNoHoldout')
            : t('privacy.dcr.caption', { threshold: n.decimal(images.threshold, 3) })}
        </p>
        {/* A scrolling region has to be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={tableClasses.scroll} role="region" aria-label={t('privacy.dcr.title')} tabIndex={0}>
          <table className={tableClasses.table} data-testid="ecg-privacy-table">
            <thead>
              <tr>
                {[
                  t('privacy.table.measure'),
                  t('table.synthetic'),
                  ...(images.dcr.holdout === null ? [] : [t('privacy.table.holdout')]),
                ].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {QUANTILES.map((q) => (
                <tr key={q}>
                  <th scope="row">{t(`privacy.${q}`)}</th>
                  <td>{numberOr(texts, images.dcr.synthetic[q], 3)}</td>
                  {images.dcr.holdout === null ? null : <td>{numberOr(texts, images.dcr.holdout[q], 3)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className={tableClasses.text}>
          {t('privacy.correlation', { q50: n.decimal(q50), q95: n.decimal(q95), max: n.decimal(max) })}
        </p>
      </section>
      <NearestViewer closest={images.closest} />
    </>
  );
}
