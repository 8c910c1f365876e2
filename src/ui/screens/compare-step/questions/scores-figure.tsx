/** Scores beside their ceilings: a bar for real, a hollow mark for synthetic, and the numbers as a table. */
import { type ScoreLine, scoreRow } from '../../../../report-page/ecg-words.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { IntervalChart } from '../../../charts/interval-chart.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { KindsKey } from './kinds-key.tsx';

interface ScoresFigureProps {
  readonly title: string;
  readonly caption: string;
  readonly fileName: string;
  readonly lines: readonly ScoreLine[];
  readonly from?: number;
  readonly to?: number;
}

export function ScoresFigure({ title, caption, fileName, lines, from = 0, to = from }: ScoresFigureProps) {
  const texts = useTexts();
  const { t } = texts;
  const known = lines.flatMap(({ name, ceiling }) => (ceiling === null ? [] : [{ name, ...ceiling }]));
  if (lines.every((line) => line.value === null)) return null;
  return (
    <ChartFigure
      title={title}
      caption={caption}
      fileName={fileName}
      aside={<KindsKey />}
      table={() => ({
        head: [t('ecgs.table.measure'), t('ecgs.table.all'), t('table.sample'), t('table.ceiling')],
        rows: lines.map((line) => scoreRow(texts, line)),
      })}
    >
      <IntervalChart label={caption} lines={known} from={from} to={to} />
    </ChartFigure>
  );
}
