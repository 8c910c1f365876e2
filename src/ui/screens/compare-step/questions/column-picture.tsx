/** One column, chosen by name: a violin for numbers, paired bars for values. */
import { NativeSelect } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type {
  Ceiling,
  ComparedColumn,
  ComparisonReport,
  NumberColumn,
  ValueColumn,
} from '../../../../core/report/comparison.ts';
import { STATISTIC_NAMES } from '../../../../core/report/comparison.ts';
import type { Texts } from '../../../../i18n/translate.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { Violin } from '../../../charts/violin.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { ceilingRange, distanceCeiling, distanceOf, inUnits, numberOr } from '../../../../report-page/measure-words.ts';
import classes from './question.module.css';
import { sharesOf, shareTable } from '../../../../report-page/shares.ts';

const ShareBars = lazy(() => import('../../../charts/share-bars.tsx'));

interface ColumnPictureProps {
  readonly report: ComparisonReport;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

export function ColumnPicture({ report, chosen, onChoose }: ColumnPictureProps) {
  const { t } = useTexts();
  const column = report.columns.find((c) => c.name === chosen) ?? report.columns[0];
  if (column === undefined) return null;
  const chooser = (
    <NativeSelect
      aria-label={t('columns.choose')}
      value={column.name}
      data={report.columns.map((c) => c.name)}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data-testid="choose-column"
    />
  );
  return (
    <div id="column-picture">
      {'ks' in column ? (
        <NumberPicture report={report} column={column} chooser={chooser} />
      ) : (
        <ValuePicture report={report} column={column} chooser={chooser} />
      )}
    </div>
  );
}

function heldAgainst(texts: Texts, ceiling: Ceiling | null): { readonly sample: string; readonly ceiling: string } {
  return { sample: numberOr(texts, ceiling?.synthetic, 3), ceiling: ceilingRange(texts, ceiling) };
}

interface PictureOf<C extends ComparedColumn> {
  readonly report: ComparisonReport;
  readonly column: C;
  readonly chooser: ReactNode;
}

function NumberPicture({ report, column, chooser }: PictureOf<NumberColumn>) {
  const texts = useTexts();
  const { t } = texts;
  const { statistics, shape } = column;
  const say = (value: number | null): string => inUnits(texts, value, statistics.range);
  const middle = ({ median, q25, q75 }: typeof statistics.real): string =>
    t('columns.violin.middle', { median: say(median), q25: say(q25), q75: say(q75) });
  const caption = t('columns.violin.caption', {
    column: column.name,
    real: middle(statistics.real),
    synthetic: middle(statistics.synthetic),
    distance: numberOr(texts, distanceOf(column), 3),
    ...heldAgainst(texts, distanceCeiling(report, column)),
  });
  return (
    <ChartFigure
      title={t('columns.violin.title', { column: column.name })}
      caption={caption}
      fileName={`violin ${column.name}`}
      aside={chooser}
      table={() => ({
        head: [t('table.value'), t('table.real'), t('table.synthetic'), t('table.difference')],
        rows: STATISTIC_NAMES.map((name) => [
          t(`statistic.${name}`),
          say(statistics.real[name]),
          say(statistics.synthetic[name]),
          say(statistics.difference[name]),
        ]),
      })}
    >
      <Violin label={caption} shape={shape} statistics={statistics} />
    </ChartFigure>
  );
}

function ValuePicture({ report, column, chooser }: PictureOf<ValueColumn>) {
  const texts = useTexts();
  const { t } = texts;
  const shares = useMemo(() => sharesOf(column), [column]);
  return (
    <ChartFigure
      title={t('columns.violin.title', { column: column.name })}
      caption={t('columns.bars.caption', {
        column: column.name,
        distance: numberOr(texts, distanceOf(column), 3),
        ...heldAgainst(texts, distanceCeiling(report, column)),
      })}
      fileName={`values ${column.name}`}
      aside={chooser}
      table={() => shareTable(texts, shares)}
    >
      <Suspense fallback={<p className={classes.text}>{t('chart.loading')}</p>}>
        <ShareBars pairs={shares} />
      </Suspense>
    </ChartFigure>
  );
}
