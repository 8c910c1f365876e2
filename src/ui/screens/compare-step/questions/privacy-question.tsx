/** Was anyone copied? Rows first, ECGs and pairs when they are measured. A warning, never a promise. */
import type { ComparisonReport } from '../../../../core/report/comparison.ts';
import type { EcgComparison } from '../../../../core/report/ecg-comparison.ts';
import { ecgPrivacyAnswer } from '../../../../report-page/ecg-words.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { ceilingRange, countWords, digitsFor } from '../../../../report-page/measure-words.ts';
import { EcgPrivacyCharts } from './ecg-privacy.tsx';
import { PrivacyTable } from './privacy-table.tsx';
import { Question } from './question.tsx';
import classes from './question.module.css';
import { ScoreRuler } from './score-ruler.tsx';
import { questionVerdicts } from '../../../../report-page/questions.ts';

interface PrivacyQuestionProps {
  readonly report: ComparisonReport;
  readonly ecgs: EcgComparison | null;
}

export function PrivacyQuestion({ report, ecgs }: PrivacyQuestionProps) {
  const texts = useTexts();
  const { t, n } = texts;
  const { rows } = report.privacy;
  const ceilings = report.ceiling.privacy.rows;
  const verdict = questionVerdicts(report, ecgs).privacy;
  const half = ceilings.dcr.synthetic.q50;
  const distance = rows.dcr.synthetic.q50;
  const equal = ceilings.identicalShare;
  return (
    <Question
      name="privacy"
      title={t('privacy.question')}
      verdict={verdict}
      answer={[
        t('privacy.answer', {
          count: n.integer(rows.identicalShare * report.n.synthetic),
          total: n.integer(report.n.synthetic),
          share: n.percent(rows.identicalShare, 1),
          distance: n.decimal(distance, digitsFor(distance)),
        }),
        ecgs === null ? t('privacy.ecgs.unmeasured') : ecgPrivacyAnswer(texts, ecgs.privacy),
      ].join(' ')}
      note={<p className={classes.limits}>{t('privacy.limits')}</p>}
      picture={<ScoreRuler ceiling={half} from={0} to={0.2} />}
      facts={[
        {
          name: t('fact.ceiling'),
          value:
            half === null || equal === null
              ? t('ceiling.unknown')
              : t('privacy.rowsCeiling', {
                  share: ceilingRange(texts, equal, (v) => n.percent(v, 1)),
                  mean: n.decimal(half.mean, digitsFor(half.high)),
                  low: n.decimal(half.low, digitsFor(half.high)),
                  high: n.decimal(half.high, digitsFor(half.high)),
                  n: half.n,
                  synthetic: n.decimal(half.synthetic, digitsFor(half.high)),
                }),
        },
        { name: t('fact.direction'), value: t('privacy.direction') },
        { name: t('fact.n'), value: countWords(texts, report) },
        { name: t('fact.todo'), value: t(`privacy.todo.${verdict}`) },
      ]}
      charts={
        <>
          <PrivacyTable report={report} />
          {ecgs === null ? null : <EcgPrivacyCharts privacy={ecgs.privacy} />}
        </>
      }
    />
  );
}
