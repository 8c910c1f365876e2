/** Does the row fit its ECG? What a network reads from real and from synthetic ECGs about their rows. */
import type { EcgComparison } from '../../../../core/report/ecg-comparison.ts';
import { estimateWords, fitAnswer } from '../../../../report-page/ecg-words.ts';
import { judgeFit } from '../../../../report-page/ecg-verdict.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { EstimateChart } from '../../../charts/estimate-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { KindsKey } from './kinds-key.tsx';
import { Question } from './question.tsx';
import classes from './question.module.css';
import { ScoreRuler } from './score-ruler.tsx';

const KINDS = ['real', 'synthetic', 'shuffled'] as const;

export function FitQuestion({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t, n } = texts;
  const verdict = judgeFit(report);
  const { score } = report.joint;
  const ceiling = report.ceiling.joint.score;
  return (
    <Question
      name="fit"
      title={t('fit.question')}
      verdict={verdict}
      answer={fitAnswer(texts, report)}
      picture={score === null ? null : <ScoreRuler ceiling={ceiling} from={0} to={1} realName={t('fit.ruler')} />}
      facts={[
        ...(score === null ? [] : [{ name: t('fact.score'), value: estimateWords(texts, score) }]),
        ...(ceiling === null || score === null
          ? []
          : [
              {
                name: t('fit.ceilingName'),
                value: t('fit.ceiling', {
                  low: n.decimal(ceiling.low),
                  high: n.decimal(ceiling.high),
                  mean: n.decimal(ceiling.mean),
                }),
              },
            ]),
        { name: t('fact.direction'), value: t('direction.higher', { best: 1 }) },
        {
          name: t('fact.n'),
          value: t('fit.n', { holdout: n.integer(report.n.holdout), synthetic: n.integer(report.n.synthetic) }),
        },
        { name: t('fact.todo'), value: t(`fit.todo.${verdict}`) },
      ]}
      charts={report.joint.columns.length + report.joint.unreadable.length === 0 ? null : <FitChart report={report} />}
    />
  );
}

function FitChart({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { columns, unreadable } = report.joint;
  const nameOf = (kind: (typeof KINDS)[number]): string =>
    kind === 'shuffled' ? t('fit.shuffled') : t(`kind.${kind}`);
  return (
    <>
      {columns.length === 0 ? null : (
        <ChartFigure
          title={t('fit.chart.title')}
          caption={t('fit.chart.caption')}
          fileName="what an ecg tells about its row"
          aside={<KindsKey control={t('fit.shuffled')} />}
          table={() => ({
            head: [t('table.column'), ...KINDS.map(nameOf)],
            rows: columns.map((column) => [column.name, ...KINDS.map((kind) => estimateWords(texts, column[kind]))]),
          })}
        >
          <EstimateChart
            label={t('fit.chart.caption')}
            groups={columns.map((column) => ({
              name: column.name,
              marks: KINDS.map((kind) => ({
                name: nameOf(kind),
                kind: kind === 'shuffled' ? 'control' : kind,
                ...column[kind],
              })),
            }))}
            reference={{ value: 0.5, name: t('detection.guessing') }}
            from={0.4}
            to={1}
          />
        </ChartFigure>
      )}
      {unreadable.length === 0 ? null : (
        <p className={classes.text}>{t('fit.unreadable', { columns: n.names(unreadable) })}</p>
      )}
    </>
  );
}
