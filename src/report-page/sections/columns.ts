/** Do the columns match? Violins, shares, the map of statistics, and every column in a table. */
import type { NumberColumn, ValueColumn } from '../../core/report/comparison.ts';
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { shareBars } from '../figures/bars.ts';
import { figure, kindsKey } from '../figures/figure.ts';
import { heatMap } from '../figures/heat-map.ts';
import { violin } from '../figures/violin.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { ceilingRange, ceilingWords, countWords, distanceCeiling, distanceOf, numberOr } from '../measure-words.ts';
import { drawTable, type Section } from '../section.ts';
import { featureShares } from '../shares.ts';
import { FIGURE_WIDTH } from '../style.ts';
import { verdictsOf } from '../verdict.ts';
import { shortCeiling } from './words.ts';

const SHOWN = ['median', 'mean', 'q25', 'q75', 'min', 'max'] as const;
/** The strongest colour of the map, in shares of the real range. */
const LIMIT = 0.25;
const MOST_VIOLINS = 24;
const MOST_BARS = 60;

const isNumber = (column: StudyReport['columns'][number]): column is NumberColumn => 'ks' in column;
const isValue = (column: StudyReport['columns'][number]): column is ValueColumn => 'tv' in column;

function violins(study: StudyReport, texts: Texts): Html {
  const { t } = texts;
  const numbers = study.columns.filter(isNumber);
  if (numbers.length === 0) return NOTHING;
  const left = numbers.length - MOST_VIOLINS;
  const drawn = numbers.slice(0, MOST_VIOLINS).map((column) => {
    const distance = t('report.violin.distance', {
      distance: numberOr(texts, distanceCeiling(study, column)?.synthetic),
      ceiling: ceilingRange(texts, distanceCeiling(study, column)),
    });
    return html`<figure>
      ${violin(column, texts)}
      <figcaption><b>${column.name}</b> ${distance}</figcaption>
    </figure>`;
  });
  return html`<h3>${t('report.violins.title')}</h3>
    <p class="note">${t('report.violins.caption')}</p>
    <div class="two">${drawn}</div>
    ${left > 0 ? html`<p class="note">${t('report.more', { count: left })}</p>` : NOTHING}`;
}

function counts(study: StudyReport, texts: Texts): Html {
  const { t, n } = texts;
  const shares = featureShares(study.columns.filter(isValue));
  if (shares.length === 0) return NOTHING;
  const left = shares.length - MOST_BARS;
  const caption = t('columns.counts.caption', {
    real: n.integer(study.n.real),
    synthetic: n.integer(study.n.synthetic),
  });
  const more = left > 0 ? ` ${t('report.more', { count: left })}` : '';
  const title = t('columns.counts.title');
  return figure(shareBars(shares.slice(0, MOST_BARS), title, texts), title, `${caption}${more}`);
}

function statistics(study: StudyReport, { t, n }: Texts): Html {
  const columns = study.columns.flatMap(({ name, statistics: found }) =>
    found === null || found.range === 0 ? [] : [{ name, found }],
  );
  if (columns.length === 0) return NOTHING;
  const map = heatMap({
    label: t('columns.statistics.title'),
    rows: columns.map(({ name }) => name),
    columns: SHOWN.map((statistic) => t(`statistic.${statistic}`)),
    values: columns.map(({ found }) =>
      SHOWN.map((statistic) => {
        const difference = found.difference[statistic];
        return difference === null ? null : difference / found.range;
      }),
    ),
    limit: LIMIT,
    width: FIGURE_WIDTH,
    isSquare: false,
    // Whole per cent, without a minus before 0.
    cellText: (value) => n.integer(Math.round(100 * value) + 0),
  });
  return figure(map, t('columns.statistics.title'), t('columns.statistics.caption'));
}

function everyColumn(study: StudyReport, texts: Texts): Html {
  const { t, n } = texts;
  const head = (['column', 'distance', 'sample', 'ceiling', 'pAdjusted', 'significant', 'missing'] as const).map(
    (key) => t(`table.${key}`),
  );
  const rows = study.columns.map((column) => {
    const ceiling = distanceCeiling(study, column);
    return [
      column.name,
      numberOr(texts, distanceOf(column)),
      numberOr(texts, ceiling?.synthetic),
      ceilingRange(texts, ceiling),
      numberOr(texts, column.pAdjusted, 3),
      t(column.significant ? 'table.yes' : 'table.no'),
      n.percent(column.missing.real),
    ];
  });
  return html`<h3>${t('columns.table.title')}</h3>
    ${drawTable({ head, rows }, t('report.columns.caption'))}`;
}

export function columnsSection(study: StudyReport, texts: Texts): Section {
  const { t } = texts;
  const ceiling = study.ceiling.shapesScore;
  const verdict = verdictsOf(study).columns;
  const score = numberOr(texts, study.shapesScore);
  const different = study.columns.filter((column) => column.significant).length;
  return {
    id: 'columns',
    title: t('columns.question'),
    verdict,
    answer: [t('columns.answer', { score, count: different, total: study.columns.length })],
    facts: [
      { name: t('fact.ceiling'), value: ceilingWords(texts, ceiling) },
      { name: t('fact.direction'), value: t('direction.higher', { best: 1 }) },
      { name: t('fact.n'), value: countWords(texts, study) },
      { name: t('fact.todo'), value: t(`columns.todo.${verdict}`) },
    ],
    score,
    ceiling: shortCeiling(texts, ceiling),
    body: html`${kindsKey(texts)}${violins(study, texts)}${counts(study, texts)}${statistics(study, texts)}${everyColumn(study, texts)}`,
  };
}
