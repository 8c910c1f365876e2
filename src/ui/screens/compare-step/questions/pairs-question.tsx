/** Do they vary together? Dependence between columns, as one score and as correlations. */
import type { ComparisonReport } from '../../../../core/report/comparison.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { CorrelationMaps } from './correlation-maps.tsx';
import { ceilingRange, ceilingWords, countWords, numberOr } from '../../../../report-page/measure-words.ts';
import { PointClouds } from './point-clouds.tsx';
import { Question } from './question.tsx';
import { ScoreRuler } from './score-ruler.tsx';
import { verdictsOf } from '../../../../report-page/verdict.ts';

export function PairsQuestion({ report }: { readonly report: ComparisonReport }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { pairsScore, correlation } = report.ceiling;
  const verdict = verdictsOf(report).pairs;
  const hasScore = report.pairsScore !== null;
  const score = numberOr(texts, report.pairsScore);
  const between = correlation.meanAbsoluteDifference;
  const words = {
    // Held against the halves only on samples as large as they are.
    n: n.integer(between?.n ?? report.n.synthetic),
    difference: numberOr(texts, between?.synthetic ?? report.correlation.meanAbsoluteDifference, 3),
    ceiling: between === null ? t('pairs.ceiling.unknown') : ceilingRange(texts, between),
  };
  const answer =
    report.pairsScore === null
      ? t('pairs.answerNoScore', words)
      : t(report.pairsScore < 0 ? 'pairs.answerNegative' : 'pairs.answer', { score, ...words });
  return (
    <Question
      name="pairs"
      title={t('pairs.question')}
      verdict={verdict}
      answer={answer}
      picture={
        hasScore ? (
          <ScoreRuler ceiling={pairsScore} from={0} to={1} />
        ) : (
          <ScoreRuler ceiling={between} from={0} to={0.2} />
        )
      }
      facts={[
        ...(hasScore ? [{ name: t('fact.score'), value: score }] : []),
        { name: t('fact.ceiling'), value: ceilingWords(texts, hasScore ? pairsScore : between) },
        {
          name: t('fact.direction'),
          value: hasScore ? t('direction.higher', { best: 1 }) : t('direction.lower', { best: 0 }),
        },
        { name: t('fact.n'), value: countWords(texts, report) },
        { name: t('fact.todo'), value: t(`pairs.todo.${verdict}`) },
      ]}
      charts={
        <>
          <CorrelationMaps correlation={report.correlation} />
          <PointClouds of="rows" projections={report.projections} />
        </>
      }
    />
  );
}
