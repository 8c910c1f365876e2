/** Do the ECGs look right? Likeness, variety, and whether a network tells them from real ones. */
import type { EcgComparison } from '../../../../core/report/ecg-comparison.ts';
import { ecgsAnswer, imageLines } from '../../../../report-page/ecg-words.ts';
import { judgeEcgs } from '../../../../report-page/ecg-verdict.ts';
import { ceilingRange, numberOr } from '../../../../report-page/measure-words.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { DetectionFigure } from './detection-figure.tsx';
import { PointClouds } from './point-clouds.tsx';
import { Question } from './question.tsx';
import { ScoreRuler } from './score-ruler.tsx';
import { ScoresFigure } from './scores-figure.tsx';

export function EcgsQuestion({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t, n } = texts;
  const verdict = judgeEcgs(report);
  const { images, n: counts } = report;
  const { coverage } = report.ceiling.images;
  return (
    <Question
      name="ecgs"
      title={t('ecgs.question')}
      verdict={verdict}
      answer={ecgsAnswer(texts, report)}
      picture={<ScoreRuler ceiling={coverage} from={0} to={1} name={t('ecgs.coverage')} />}
      facts={[
        {
          name: t('fact.score'),
          value: t('ecgs.score', {
            precision: numberOr(texts, images.precision),
            recall: numberOr(texts, images.recall),
            coverage: numberOr(texts, images.coverage),
            diversity: numberOr(texts, images.diversity),
          }),
        },
        {
          name: t('fact.ceiling'),
          value:
            coverage === null
              ? t('ceiling.unknown')
              : t('ecgs.ceiling', {
                  coverage: ceilingRange(texts, coverage),
                  n: n.integer(coverage.n),
                  synthetic: n.decimal(coverage.synthetic),
                }),
        },
        { name: t('fact.direction'), value: t('ecgs.direction') },
        {
          name: t('fact.n'),
          value: t('ecgs.n', { train: n.integer(counts.train), synthetic: n.integer(counts.synthetic) }),
        },
        { name: t('fact.todo'), value: t(`ecgs.todo.${verdict}`) },
      ]}
      charts={<EcgCharts report={report} />}
    />
  );
}

function EcgCharts({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t } = texts;
  const lines = imageLines(texts, report);
  const maps = report.projections.images;
  return (
    <>
      <ScoresFigure
        title={t('ecgs.scores.title')}
        caption={t('ecgs.scores.caption')}
        fileName="scores of the ecgs"
        lines={lines.filter((line) => line.key !== 'kid')}
        to={1}
      />
      <ScoresFigure
        title={t('ecgs.kid.title')}
        caption={t('ecgs.kid.caption')}
        fileName="kernel distance"
        lines={lines.filter((line) => line.key === 'kid')}
      />
      <DetectionFigure report={report} />
      {maps === null ? null : <PointClouds of="ecgs" projections={maps} />}
    </>
  );
}
