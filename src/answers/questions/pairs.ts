/** Do they vary together? Dependence between columns, as one score, as rules that must hold and as correlations. */
import type { CorrelationComparison } from '../../core/report/comparison.ts';
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import { decimal, named, type Said, say } from '../../i18n/said.ts';
import type { Answer, Block, FigureBlock, ListBlock, MapsBlock } from '../answer.ts';
import { cloudsBlock } from '../clouds.ts';
import { ceilingRange, ceilingWords, countWords, estimateWords, fact, NONE, numberOr, share } from '../phrases.ts';
import { rulerOf } from '../picture.ts';
import { judgePairs } from '../row-verdict.ts';
import { ruleSentence } from '../rule-words.ts';
import { todoOf } from '../todo.ts';
import { toneOf } from '../tone.ts';

const MAPS = ['real', 'synthetic', 'difference'] as const;
/** What gets the strongest colour; differences are smaller than correlations. */
const LIMITS = { real: 1, synthetic: 1, difference: 0.5 } as const;

function correlationMap(correlation: CorrelationComparison, of: (typeof MAPS)[number]): MapsBlock['maps'][number] {
  const { columns } = correlation;
  const values = correlation[of];
  return {
    kind: 'figure',
    id: `correlation ${of}`,
    title: say(`pairs.${of}.title`),
    caption: say(`pairs.${of}.caption`),
    figure: {
      kind: 'heat-map',
      rows: columns,
      columns,
      values,
      limit: LIMITS[of],
      isSquare: true,
      cellText: null,
      ends: [decimal(-LIMITS[of]), decimal(LIMITS[of])],
    },
    table: () => ({
      head: [say('table.column'), ...columns],
      rows: values.map((row, i) => ({ name: columns[i] ?? '', cells: row.map((value) => decimal(value)) })),
    }),
    key: null,
  } satisfies FigureBlock;
}

function correlationMaps(correlation: CorrelationComparison): Block[] {
  const { columns, leftOut } = correlation;
  const left: Block[] =
    leftOut.length === 0 ? [] : [{ kind: 'text', text: say('pairs.leftOut', { columns: named(leftOut) }) }];
  if (columns.length < 2) return [{ kind: 'text', text: say('pairs.tooFew') }, ...left];
  const at = (of: (typeof MAPS)[number], row: number, column: number) => decimal(correlation[of][row]?.[column] ?? 0);
  const maps: MapsBlock = {
    kind: 'maps',
    title: say('pairs.maps.title'),
    maps: MAPS.map((of) => correlationMap(correlation, of)),
    cell: (row, column) =>
      say('pairs.cell', {
        a: columns[row] ?? '',
        b: columns[column] ?? '',
        real: at('real', row, column),
        synthetic: at('synthetic', row, column),
        difference: at('difference', row, column),
      }),
  };
  return [maps, ...left];
}

function similarityText({ pairsScore }: StudyReport): Block[] {
  return pairsScore === null ? [] : [{ kind: 'text', text: say('pairs.similarity', { score: decimal(pairsScore) }) }];
}

function rulesList({ rules = [] }: StudyReport): ListBlock[] {
  if (rules.length === 0) return [];
  return [
    {
      kind: 'list',
      id: 'kept-rules',
      title: say('kept-rules.title'),
      lead: say('kept-rules.lead'),
      items: rules.map(ruleSentence),
    },
  ];
}

/** What no patient has. */
function impossibleSentences({ impossible }: StudyReport): Said[] {
  const { synthetic, holdout, combinations, worst } = impossible;
  if (combinations === 0 || synthetic === null) return [];
  const own = { share: share(synthetic), combinations };
  const said =
    holdout === null
      ? say('pairs.impossible.alone', own)
      : say('pairs.impossible', { ...own, holdout: share(holdout) });
  const [most] = worst;
  if (most === undefined) return [said];
  const { columns, values, synthetic: count } = most;
  const example = { a: columns[0], x: values[0], b: columns[1], y: values[1], count };
  return [said, say('pairs.impossible.most', example)];
}

function sentenceOf(study: StudyReport): Said {
  const { dependence } = study;
  const between = study.ceiling.correlation.meanAbsoluteDifference;
  const numbers = {
    // Held against the halves only on samples as large as they are.
    n: between?.n ?? study.n.synthetic,
    difference: numberOr(between?.synthetic ?? study.correlation.meanAbsoluteDifference, 3),
    ceiling: between === null ? say('pairs.ceiling.unknown') : ceilingRange(between),
  };
  if (dependence === null) return say('pairs.answerNoScore', numbers);
  const { value, low, high, against } = dependence;
  const score = { score: decimal(value), low: decimal(low), high: decimal(high) };
  return say(against === 'holdout' ? 'pairs.answer' : 'pairs.answer.halves', { ...numbers, ...score });
}

export function pairsAnswer(study: StudyReport, isUnusable: boolean): Answer {
  const { dependence, correlation } = study.ceiling;
  const verdict = judgePairs(study);
  const hasScore = study.dependence !== null;
  const score = estimateWords(study.dependence);
  const ceiling = hasScore ? dependence : correlation.meanAbsoluteDifference;
  return {
    question: 'pairs',
    title: say('pairs.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: [sentenceOf(study), ...impossibleSentences(study)],
    note: null,
    picture: rulerOf(ceiling, hasScore ? [0, 1] : [0, 0.2]),
    facts: [
      ...(hasScore ? [fact('score', score)] : []),
      fact('ceiling', ceilingWords(ceiling)),
      fact('direction', hasScore ? say('pairs.direction') : say('direction.lower', { best: 0 })),
      fact('n', countWords(study)),
      fact('todo', todoOf(say(`pairs.todo.${verdict}`), verdict, isUnusable)),
    ],
    short: { score, ceiling: hasScore ? ceilingRange(dependence) : NONE },
    open: rulesList(study),
    blocks: [...correlationMaps(study.correlation), ...similarityText(study), cloudsBlock('rows', study.projections)],
  };
}
