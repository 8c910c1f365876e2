/** Do the columns match? Each column by itself: distances, significance, statistics. */
import { useState } from 'react';
import type { ComparisonReport } from '../../../../core/report/comparison.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { ColumnCounts } from './column-counts.tsx';
import { ColumnPicture } from './column-picture.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { KindsKey } from './kinds-key.tsx';
import { ceilingWords, countWords, numberOr } from '../../../../report-page/measure-words.ts';
import { Question } from './question.tsx';
import { ScoreRuler } from './score-ruler.tsx';
import { StatisticsMap } from './statistics-map.tsx';
import { verdictsOf } from '../../../../report-page/verdict.ts';

export function ColumnsQuestion({ report }: { readonly report: ComparisonReport }) {
  const texts = useTexts();
  const { t } = texts;
  const ceiling = report.ceiling.shapesScore;
  const verdict = verdictsOf(report).columns;
  const different = report.columns.filter((c) => c.significant).length;
  const score = numberOr(texts, report.shapesScore);
  return (
    <Question
      name="columns"
      title={t('columns.question')}
      verdict={verdict}
      answer={t('columns.answer', { score, count: different, total: report.columns.length })}
      picture={<ScoreRuler ceiling={ceiling} from={0.5} to={1} />}
      facts={[
        { name: t('fact.score'), value: score },
        { name: t('fact.ceiling'), value: ceilingWords(texts, ceiling) },
        { name: t('fact.direction'), value: t('direction.higher', { best: 1 }) },
        { name: t('fact.n'), value: countWords(texts, report) },
        { name: t('fact.todo'), value: t(`columns.todo.${verdict}`) },
      ]}
      charts={<ColumnCharts report={report} />}
    />
  );
}

function ColumnCharts({ report }: { readonly report: ComparisonReport }) {
  const [chosen, setChosen] = useState(() => (report.columns.find((c) => 'ks' in c) ?? report.columns[0])?.name ?? '');
  return (
    <>
      <KindsKey />
      <ColumnPicture report={report} chosen={chosen} onChoose={setChosen} />
      <ColumnCounts report={report} />
      <StatisticsMap report={report} />
      <ColumnsTable report={report} onChoose={setChosen} />
    </>
  );
}
