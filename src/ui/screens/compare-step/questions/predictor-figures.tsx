/** The table of the article for every target, with intervals; and one measure of it as a chart. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  type Estimate,
  type MetricEstimates,
  PREDICTOR_METRICS,
  PREDICTOR_RUNS,
  type PredictorMetric,
  type PredictorReport,
  type PredictorRun,
  type PredictorScores,
} from '../../../../core/report/ecg-comparison.ts';
import { ARTICLE_FIGURES, estimateWords } from '../../../../report-page/ecg-words.ts';
import { numberOr } from '../../../../report-page/measure-words.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { EstimateChart } from '../../../charts/estimate-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './columns-table.module.css';
import questionClasses from './question.module.css';

const ALL = '';

interface Run {
  readonly run: PredictorRun;
  readonly scores: PredictorScores;
}

/** Of one target, or the mean over all. */
function metricsOf({ targets, macro }: PredictorScores, target: string): MetricEstimates | null {
  return target === ALL ? macro : (targets.find((one) => one.name === target) ?? null);
}

export function PredictorFigures({ predictor }: { readonly predictor: PredictorReport }) {
  const texts = useTexts();
  const { t } = texts;
  const [target, setTarget] = useState(ALL);
  const runs = PREDICTOR_RUNS.flatMap((run): Run[] => {
    const scores = predictor[run];
    return scores === null ? [] : [{ run, scores }];
  });
  const names = [...new Set(runs.flatMap(({ scores }) => scores.targets.map((one) => one.name)))];
  if (runs.length === 0) return null;
  const chosen = names.includes(target) ? target : ALL;
  const isOwn = predictor.source === 'visitor';
  const nameOf = (run: PredictorRun): string =>
    t(isOwn && (run === 'realOnHoldout' || run === 'realOnSynthetic') ? `run-of.visitor.${run}` : `run-of.${run}`);
  return (
    <>
      <div className={questionClasses.groupHead}>
        <NativeSelect
          label={t('use.choose.target')}
          value={chosen}
          data={[{ value: ALL, label: t('use.macro') }, ...names]}
          onChange={(event) => setTarget(event.currentTarget.value)}
          data-testid="choose-target"
        />
      </div>
      <MetricChart runs={runs} target={chosen} nameOf={(run) => (isOwn ? nameOf(run) : t(`run-short.${run}`))} />
      <section className={classes.section}>
        <h3>{t('use.table.title')}</h3>
        <p className={classes.text}>{t('use.table.caption')}</p>
        {/* A scrolling region has to be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={classes.scroll} role="region" aria-label={t('use.table.title')} tabIndex={0}>
          <table className={`${classes.table} ${classes.wide}`} data-testid="predictor-table">
            <thead>
              <tr>
                <th scope="col">{t('use.table.run')}</th>
                {PREDICTOR_METRICS.map((metric) => (
                  <th key={metric} scope="col">
                    {t(`metric.${metric}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map(({ run, scores }) => (
                <tr key={run}>
                  <th scope="row">{nameOf(run)}</th>
                  {PREDICTOR_METRICS.map((metric) => (
                    <EstimateCell key={metric} estimate={metricsOf(scores, chosen)?.[metric] ?? null} />
                  ))}
                </tr>
              ))}
              {chosen === ALL ? (
                <tr>
                  <th scope="row">{t('use.article')}</th>
                  {PREDICTOR_METRICS.map((metric) => (
                    <td key={metric}>{numberOr(texts, ARTICLE_FIGURES[metric])}</td>
                  ))}
                </tr>
              ) : null}
            </tbody>
          </table>
        </div>
        {chosen === ALL ? <p className={classes.text}>{t('use.article.note')}</p> : null}
      </section>
    </>
  );
}

/** The number, and under it its interval. */
function EstimateCell({ estimate }: { readonly estimate: Estimate | null }) {
  const texts = useTexts();
  const { t, n } = texts;
  return (
    <td>
      {numberOr(texts, estimate?.value)}
      {estimate === null ? null : (
        <div className={classes.interval}>
          {t('comparison.range', { low: n.decimal(estimate.low), high: n.decimal(estimate.high) })}
        </div>
      )}
    </td>
  );
}

interface MetricChartProps {
  readonly runs: readonly Run[];
  readonly target: string;
  readonly nameOf: (run: PredictorRun) => string;
}

function MetricChart({ runs, target, nameOf }: MetricChartProps) {
  const texts = useTexts();
  const { t } = texts;
  const [metric, setMetric] = useState<PredictorMetric>('auc');
  const known = runs.flatMap(({ run, scores }) => {
    const estimate = metricsOf(scores, target)?.[metric] ?? null;
    return estimate === null ? [] : [{ run, estimate }];
  });
  const counted = runs[0]?.scores.targets.find((one) => one.name === target);
  const name = t(`metric.${metric}`);
  const caption =
    counted === undefined
      ? t('use.chart.captionAll', { metric: name })
      : t('use.chart.caption', { metric: name, target, n: counted.n, positives: counted.positives });
  return (
    <ChartFigure
      title={t('use.chart.title')}
      caption={caption}
      fileName={`predictor ${metric} ${target}`}
      aside={
        <NativeSelect
          aria-label={t('use.choose.metric')}
          value={metric}
          data={PREDICTOR_METRICS.map((value) => ({ value, label: t(`metric.${value}`) }))}
          onChange={(event) => setMetric(PREDICTOR_METRICS.find((one) => one === event.currentTarget.value) ?? 'auc')}
          data-testid="choose-metric"
        />
      }
      table={() => ({
        head: [t('use.table.run'), t(`metric.${metric}`)],
        rows: known.map(({ run, estimate }) => [nameOf(run), estimateWords(texts, estimate)]),
      })}
    >
      <EstimateChart
        label={caption}
        groups={known.map(({ run, estimate }) => ({
          name: nameOf(run),
          marks: [{ name: nameOf(run), kind: run === 'realOnSynthetic' ? 'synthetic' : 'real', ...estimate }],
        }))}
        reference={metric === 'auc' ? { value: 0.5, name: t('detection.guessing') } : null}
        from={metric === 'auc' ? 0.4 : 0}
        to={1}
      />
    </ChartFigure>
  );
}
