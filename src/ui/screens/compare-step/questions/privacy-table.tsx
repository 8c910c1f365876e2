/** Every measure of nearness beside what real patients give among themselves. */
import type { Ceiling, ComparisonReport } from '../../../../core/report/comparison.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { IntervalChart } from '../../../charts/interval-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './columns-table.module.css';
import { ceilingRange, numberOr } from '../../../../report-page/measure-words.ts';

interface Line {
  readonly name: string;
  readonly all: number | null;
  readonly ceiling: Ceiling | null;
  readonly holdout: number | null;
  readonly isShare: boolean;
}

const QUANTILES = ['q1', 'q5', 'q50'] as const;

export function PrivacyTable({ report }: { readonly report: ComparisonReport }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { dcr, nndr, identicalShare, dcrShare } = report.privacy.rows;
  const ceilings = report.ceiling.privacy.rows;
  const hasHoldout = dcr.holdout !== null;
  const distances: Line[] = QUANTILES.map((q) => ({
    name: t(`privacy.${q}`),
    all: dcr.synthetic[q],
    ceiling: ceilings.dcr.synthetic[q],
    holdout: dcr.holdout?.[q] ?? null,
    isShare: false,
  }));
  const lines: Line[] = [
    ...distances,
    { name: t('privacy.nndr'), all: nndr, ceiling: ceilings.nndr, holdout: null, isShare: false },
    {
      name: t('privacy.identical'),
      all: identicalShare,
      ceiling: ceilings.identicalShare,
      holdout: null,
      isShare: true,
    },
    ...(dcrShare === null
      ? []
      : [{ name: t('privacy.dcrShare'), all: dcrShare, ceiling: ceilings.dcrShare, holdout: null, isShare: true }]),
  ];
  const say = (line: Line, value: number | null): string =>
    value !== null && line.isShare ? n.percent(value, 1) : numberOr(texts, value, 3);
  const head = [
    t('privacy.table.measure'),
    t('privacy.table.all'),
    t('table.sample'),
    t('table.ceiling'),
    ...(hasHoldout ? [t('privacy.table.holdout')] : []),
  ];
  const rows = lines.map((line) => [
    line.name,
    say(line, line.all),
    say(line, line.ceiling?.synthetic ?? null),
    ceilingRange(texts, line.ceiling, line.isShare ? (v) => n.percent(v, 1) : undefined),
    ...(hasHoldout ? [say(line, line.holdout)] : []),
  ]);
  const known = distances.flatMap(({ name, ceiling }) => (ceiling === null ? [] : [{ name, ...ceiling }]));
  return (
    <>
      <section className={classes.section}>
        <h3>{t('privacy.table.title')}</h3>
        <p className={classes.text}>{t('privacy.table.caption')}</p>
        {/* A scrolling region has to be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={classes.scroll} role="region" aria-label={t('privacy.table.title')} tabIndex={0}>
          <table className={classes.table} data-testid="privacy-table">
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, i) => (
                    <td key={head[i + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {known.length === 0 ? null : (
        <ChartFigure
          title={t('privacy.chart.title')}
          caption={t('privacy.chart.caption')}
          fileName="distance to the closest real row"
          table={() => ({ head, rows: rows.slice(0, distances.length) })}
        >
          <IntervalChart label={t('privacy.chart.title')} lines={known} />
        </ChartFigure>
      )}
    </>
  );
}
