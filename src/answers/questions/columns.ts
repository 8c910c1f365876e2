/** Do the columns match? Each column by itself: how it is spread, how far apart, whether that is significant. */
import type { Ceiling, ComparedColumn, NumberColumn, ValueColumn } from '../../core/report/comparison.ts';
import { STATISTIC_NAMES } from '../../core/report/comparison.ts';
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import { decimal, type Part, percent, say } from '../../i18n/said.ts';
import type { Answer, Block, ChoiceBlock, FigureBlock, MapsBlock, TableBlock } from '../answer.ts';
import { rulerOf } from '../picture.ts';
import {
  ceilingRange,
  ceilingWords,
  countWords,
  distanceCeiling,
  distanceOf,
  fact,
  inUnits,
  NONE,
  numberOr,
  someNames,
} from '../phrases.ts';
import { judgeColumns } from '../row-verdict.ts';
import { featureShares, sharesOf, shareTable } from '../shares.ts';
import { todoOf } from '../todo.ts';
import { toneOf } from '../tone.ts';

/** Shown in the map of statistics. */
const SHOWN = ['median', 'mean', 'q25', 'q75', 'min', 'max'] as const;
/** The strongest colour, in shares of the range: one column that is far off must not bleach the others. */
const LIMIT = 0.25;
/** More do not fit a file that is printed. */
const MOST_PRINTED = 24;
/** Small numbers of p are the ones that matter. */
const P_DIGITS = 4;
const CHOICE = 'column';
const KEY = { control: null };

const isNumber = (column: ComparedColumn): column is NumberColumn => 'ks' in column;
const isValue = (column: ComparedColumn): column is ValueColumn => 'tv' in column;

function heldAgainst(column: ComparedColumn, ceiling: Ceiling | null) {
  return {
    column: column.name,
    distance: numberOr(distanceOf(column), 3),
    sample: numberOr(ceiling?.synthetic, 3),
    ceiling: ceilingRange(ceiling),
  };
}

function numberFigure(study: StudyReport, column: NumberColumn): FigureBlock {
  const { name, statistics, shape } = column;
  const ceiling = distanceCeiling(study, column);
  const to = (value: number | null): Part => inUnits(value, statistics.range);
  const middle = ({ median, q25, q75 }: typeof statistics.real): Part =>
    say('columns.violin.middle', { median: to(median), q25: to(q25), q75: to(q75) });
  return {
    kind: 'figure',
    id: `violin ${name}`,
    title: name,
    caption: say('columns.violin.caption', {
      ...heldAgainst(column, ceiling),
      real: middle(statistics.real),
      synthetic: middle(statistics.synthetic),
    }),
    brief: say('report.violin.distance', {
      distance: numberOr(ceiling?.synthetic),
      ceiling: ceilingRange(ceiling),
    }),
    figure: { kind: 'violin', shape, statistics },
    table: () => ({
      head: [say('table.value'), say('table.real'), say('table.synthetic'), say('table.difference')],
      rows: STATISTIC_NAMES.map((statistic) => ({
        name: say(`statistic.${statistic}`),
        cells: [statistics.real, statistics.synthetic, statistics.difference].map((of) => to(of[statistic])),
      })),
    }),
    key: KEY,
  };
}

function valueFigure(study: StudyReport, column: ValueColumn): FigureBlock {
  const pairs = sharesOf(column);
  return {
    kind: 'figure',
    id: `values ${column.name}`,
    title: column.name,
    caption: say('columns.bars.caption', heldAgainst(column, distanceCeiling(study, column))),
    figure: { kind: 'bars', pairs },
    table: () => shareTable(pairs),
    key: KEY,
  };
}

function oneColumn(study: StudyReport): ChoiceBlock {
  const numbers = study.columns.filter(isNumber).map(({ name }) => name);
  // What is a number comes first: that is the one shown before anything is chosen.
  const first = study.columns.find(isNumber) ?? study.columns[0];
  return {
    kind: 'choice',
    id: CHOICE,
    label: say('columns.choose'),
    isAbove: false,
    first: first?.name ?? '',
    options: study.columns.map(({ name }) => ({ value: name, name })),
    blocks: (value) => {
      const column = study.columns.find(({ name }) => name === value);
      if (column === undefined) return [];
      return [isNumber(column) ? numberFigure(study, column) : valueFigure(study, column)];
    },
    printed: {
      title: say('report.violins.title'),
      text: say('report.violins.caption'),
      values: numbers.slice(0, MOST_PRINTED),
      left: Math.max(0, numbers.length - MOST_PRINTED),
    },
  };
}

function countsFigure(study: StudyReport): FigureBlock[] {
  const pairs = featureShares(study.columns.filter(isValue));
  if (pairs.length === 0) return [];
  return [
    {
      kind: 'figure',
      id: 'counts per feature',
      title: say('columns.counts.title'),
      caption: say('columns.counts.caption', study.n),
      figure: { kind: 'bars', pairs },
      table: () => shareTable(pairs),
      key: KEY,
    },
  ];
}

/** Without a minus before 0. */
const whole = (value: number): number => Math.round(100 * value) + 0;

function statisticsMap(study: StudyReport): MapsBlock[] {
  const columns = study.columns.flatMap(({ name, statistics }) =>
    statistics === null || statistics.range === 0 ? [] : [{ name, statistics }],
  );
  if (columns.length === 0) return [];
  const values = columns.map(({ statistics }) =>
    SHOWN.map((statistic) => {
      const difference = statistics.difference[statistic];
      return difference === null ? null : difference / statistics.range;
    }),
  );
  const heads = SHOWN.map((statistic) => say(`statistic.${statistic}`));
  const shareOf = (value: number | null): Part => (value === null ? NONE : percent(whole(value) / 100));
  const map: MapsBlock['maps'][number] = {
    kind: 'figure',
    id: 'differences of statistics',
    title: say('columns.statistics.title'),
    caption: say('columns.statistics.caption'),
    figure: {
      kind: 'heat-map',
      rows: columns.map(({ name }) => name),
      columns: heads,
      values,
      limit: LIMIT,
      isSquare: false,
      cellText: (value) => decimal(whole(value), 0),
      ends: [percent(-LIMIT), percent(LIMIT)],
    },
    table: () => ({
      head: [say('table.column'), ...heads],
      rows: values.map((row, i) => ({ name: columns[i]?.name ?? '', cells: row.map(shareOf) })),
    }),
    key: null,
  };
  return [
    {
      kind: 'maps',
      title: null,
      maps: [map],
      cell: (row, j) => {
        const [column, statistic] = [columns[row], SHOWN[j]];
        if (column === undefined || statistic === undefined) return null;
        const { real, synthetic, range } = column.statistics;
        return say('columns.statistics.cell', {
          column: column.name,
          statistic: say(`statistic.${statistic}`),
          real: inUnits(real[statistic], range),
          synthetic: inUnits(synthetic[statistic], range),
          share: shareOf(values[row]?.[j] ?? null),
        });
      },
    },
  ];
}

function everyColumn(study: StudyReport): TableBlock {
  const heads = ['column', 'distance', 'p', 'pAdjusted', 'missing', 'sample', 'ceiling', 'significant'] as const;
  return {
    kind: 'table',
    id: 'columns-table',
    title: say('columns.table.title'),
    caption: say('columns.table.caption'),
    brief: say('report.columns.caption'),
    note: null,
    isWide: false,
    chooses: CHOICE,
    sorting: { from: ['smallest', 'largest', 'smallest', 'smallest', 'largest'], first: 1 },
    table: {
      head: heads.map((head) => say(`table.${head}`)),
      rows: study.columns.map((column) => {
        const ceiling = distanceCeiling(study, column);
        const distance = distanceOf(column);
        return {
          name: column.name,
          sortBy: [column.name, distance, column.p, column.pAdjusted, column.missing.real],
          isMarked: column.significant,
          cells: [
            numberOr(distance, 3),
            numberOr(column.p, P_DIGITS),
            numberOr(column.pAdjusted, P_DIGITS),
            percent(column.missing.real),
            numberOr(ceiling?.synthetic, 3),
            ceilingRange(ceiling),
            say(column.significant ? 'table.yes' : 'table.no'),
          ],
        };
      }),
    },
  };
}

/** Findings that three or more patients have and a thousand synthetic rows have not. */
function missedSentences({ neverGenerated, n }: StudyReport): Part[] {
  if (neverGenerated === null || neverGenerated.length === 0) return [];
  const names = neverGenerated.map(({ column, value }) => `${column} = ${value}`);
  return [say('columns.missed', { count: names.length, total: n.synthetic, findings: someNames(names) })];
}

export function columnsAnswer(study: StudyReport, isUnusable: boolean): Answer {
  const ceiling = study.ceiling.shapesScore;
  const verdict = judgeColumns(study);
  const score = numberOr(study.shapesScore);
  const different = study.columns.filter((column) => column.significant).length;
  const blocks: Block[] = [oneColumn(study), ...countsFigure(study), ...statisticsMap(study), everyColumn(study)];
  return {
    question: 'columns',
    title: say('columns.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: [
      say('columns.answer', { score, count: different, total: study.columns.length }),
      ...missedSentences(study),
    ],
    note: null,
    picture: rulerOf(ceiling, [0.5, 1]),
    facts: [
      fact('score', score),
      fact('ceiling', ceilingWords(ceiling)),
      fact('direction', say('direction.higher', { best: 1 })),
      fact('n', countWords(study)),
      fact('todo', todoOf(say(`columns.todo.${verdict}`), verdict, isUnusable)),
    ],
    short: { score, ceiling: ceilingRange(ceiling) },
    open: [],
    blocks: study.columns.length === 0 ? [] : blocks,
  };
}
