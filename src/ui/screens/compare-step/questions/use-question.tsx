/** Is it useful? A lesion predictor learned from synthetic pairs, beside one learned from real ones; or the visitor's own. */
import type { EcgComparison } from '../../../../core/report/ecg-comparison.ts';
import { estimateWords, madeScores, useAnswer } from '../../../../report-page/ecg-words.ts';
import { judgeUse } from '../../../../report-page/ecg-verdict.ts';
import { EstimateChart } from '../../../charts/estimate-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { OwnModel } from './own-model.tsx';
import { PredictorFigures } from './predictor-figures.tsx';
import { Question } from './question.tsx';

export function UseQuestion({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { predictor } = report;
  const verdict = judgeUse(predictor);
  const real = predictor.realOnHoldout;
  const made = madeScores(predictor)?.macro.auc ?? null;
  const auc = real?.macro.auc ?? null;
  return (
    <Question
      name="use"
      title={t('use.question')}
      verdict={verdict}
      answer={useAnswer(texts, predictor)}
      picture={
        auc === null || made === null ? null : (
          <EstimateChart
            label={t('use.question')}
            groups={[
              {
                name: '',
                marks: [
                  { name: t('kind.real'), kind: 'real', ...auc },
                  { name: t('kind.synthetic'), kind: 'synthetic', ...made },
                ],
              },
            ]}
            reference={{ value: 0.5, name: t('detection.guessing') }}
            from={0.4}
            to={1}
          />
        )
      }
      facts={[
        ...(made === null
          ? []
          : [{ name: t('fact.score'), value: `${t('metric.auc')} ${estimateWords(texts, made)}` }]),
        ...(auc === null
          ? []
          : [{ name: t('use.ceilingName'), value: t('use.ceiling', { auc: estimateWords(texts, auc) }) }]),
        { name: t('fact.direction'), value: t('use.direction') },
        ...(real === null
          ? []
          : [
              {
                name: t('fact.n'),
                value: t('use.n', { n: n.integer(real.n), targets: t('use.targets', { count: real.targets.length }) }),
              },
            ]),
        { name: t('fact.todo'), value: t(`use.todo.${verdict}`) },
      ]}
      charts={
        <>
          <PredictorFigures predictor={predictor} />
          <OwnModel source={predictor.source} />
        </>
      }
    />
  );
}
