/** Do the ECGs look right? Likeness, variety, and whether a network tells them from real ones. */
import type { Ceiling } from '../../core/report/comparison.ts';
import type { Detection, ImageScores } from '../../core/report/ecg-comparison.ts';
import { decimal, type Part, percent, say, sentences } from '../../i18n/said.ts';
import type { Answer, Block, FigureBlock } from '../answer.ts';
import { cloudsBlock } from '../clouds.ts';
import { judgeEcgs } from '../ecg-verdict.ts';
import type { MeasuredEcgs } from '../measured-ecgs.ts';
import { ceilingRange, fact, numberOr } from '../phrases.ts';
import { ceilingGroup, rulerOf } from '../picture.ts';
import { todoOf, UNUSABLE } from '../todo.ts';
import { toneOf } from '../tone.ts';

/** A score with what it is held against, one line of a table. */
interface ScoreLine {
  readonly name: Part;
  readonly value: number | null;
  readonly ceiling: Ceiling | null;
  readonly digits: number;
}

const SHARES = ['precision', 'recall', 'coverage', 'diversity'] as const;
const DETECTORS = ['rows', 'rowsForest', 'images', 'imagesInk', 'pairs'] as const;

/** A distance without a scale: thousandths matter near 0, not in the thousands. */
const kidDigits = (value: number): number => (Math.abs(value) < 10 ? 4 : 1);

function imageLine({ images, ceiling }: MeasuredEcgs, key: keyof ImageScores): ScoreLine {
  const value = images[key];
  const digits = key !== 'kid' ? 2 : kidDigits(value ?? 0);
  return { name: say(`ecgs.${key}`), value, ceiling: ceiling.images[key], digits };
}

/** The same distance, held against that of patients put aside. */
function asideLine({ ceiling }: MeasuredEcgs): ScoreLine[] {
  const { kid } = ceiling.holdout.images;
  if (kid === null) return [];
  const digits = kidDigits(kid.synthetic);
  return [{ name: say('ecgs.kid.aside'), value: null, ceiling: kid, digits }];
}

function detectionLine({ detection, ceiling }: MeasuredEcgs, key: keyof Detection): ScoreLine {
  return { name: say(`detection.${key}`), value: detection[key], ceiling: ceiling.detection[key], digits: 2 };
}

function scoresFigure(
  about: Pick<FigureBlock, 'id' | 'title' | 'caption'>,
  lines: readonly ScoreLine[],
  holds: readonly number[],
): FigureBlock[] {
  if (lines.every(({ value }) => value === null)) return [];
  return [
    {
      kind: 'figure',
      ...about,
      figure: {
        kind: 'intervals',
        groups: lines.flatMap(({ name, ceiling }) => ceilingGroup(name, ceiling)),
        holds,
        reference: null,
      },
      table: () => ({
        head: [say('ecgs.table.measure'), say('ecgs.table.all'), say('table.sample'), say('table.ceiling')],
        rows: lines.map(({ name, value, ceiling, digits }) => ({
          name,
          cells: [
            numberOr(value, digits),
            numberOr(ceiling?.synthetic, digits),
            ceilingRange(ceiling, (number) => decimal(number, digits)),
          ],
        })),
      }),
      key: { control: null },
    },
  ];
}

function sentencesOf({ images, detection, ceiling }: MeasuredEcgs): Part[] {
  const { precision, coverage } = images;
  const { kid } = ceiling.holdout.images;
  const { rows, pairs } = detection;
  const found = [
    ...(precision === null || coverage === null
      ? []
      : [say('ecgs.answer.likeness', { precision: percent(precision), coverage: percent(coverage) })]),
    ...(kid === null || images.kid === null
      ? []
      : [
          say('ecgs.answer.aside', {
            synthetic: decimal(kid.synthetic, kidDigits(kid.synthetic)),
            aside: ceilingRange(kid, (number) => decimal(number, kidDigits(number))),
          }),
        ]),
    ...(detection.images === null ? [] : [say('ecgs.answer.detection', { auc: percent(detection.images) })]),
    ...(detection.imagesInk === null ? [] : [say('ecgs.answer.ink', { auc: percent(detection.imagesInk) })]),
    ...(rows === null || pairs === null
      ? []
      : [say('ecgs.answer.others', { rows: percent(rows), pairs: percent(pairs) })]),
  ];
  return found.length === 0 ? [say('ecgs.answer.none')] : found;
}

function blocksOf(ecgs: MeasuredEcgs): Block[] {
  const maps = ecgs.projections.images;
  const beside = asideLine(ecgs);
  return [
    ...scoresFigure(
      { id: 'scores of the ecgs', title: say('ecgs.scores.title'), caption: say('ecgs.scores.caption') },
      SHARES.map((key) => imageLine(ecgs, key)),
      [0, 1],
    ),
    ...scoresFigure(
      {
        id: 'kernel distance',
        title: say('ecgs.kid.title'),
        caption: sentences([say('ecgs.kid.caption'), ...(beside.length === 0 ? [] : [say('ecgs.kid.caption.aside')])]),
      },
      [imageLine(ecgs, 'kid'), ...beside],
      [0],
    ),
    ...scoresFigure(
      { id: 'detection', title: say('detection.title'), caption: say('detection.caption') },
      DETECTORS.map((key) => detectionLine(ecgs, key)),
      [0.4, 1],
    ),
    ...(maps === null ? [] : [cloudsBlock('ecgs', maps)]),
  ];
}

export function ecgsAnswer(ecgs: MeasuredEcgs, isUnusable: boolean): Answer {
  const verdict = judgeEcgs(ecgs);
  const { images, n } = ecgs;
  const { coverage } = ecgs.ceiling.images;
  return {
    question: 'ecgs',
    title: say('ecgs.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: sentencesOf(ecgs),
    note: null,
    picture: rulerOf(coverage, [0, 1], { name: say('ecgs.coverage') }),
    facts: [
      fact(
        'score',
        say('ecgs.score', {
          precision: numberOr(images.precision),
          recall: numberOr(images.recall),
          coverage: numberOr(images.coverage),
          diversity: numberOr(images.diversity),
        }),
      ),
      fact(
        'ceiling',
        coverage === null
          ? say('ceiling.unknown')
          : say('ecgs.ceiling', {
              coverage: ceilingRange(coverage),
              n: coverage.n,
              synthetic: decimal(coverage.synthetic),
            }),
      ),
      fact('direction', say('ecgs.direction')),
      fact('n', say('ecgs.n', { train: n.train, synthetic: n.synthetic })),
      fact('todo', verdict === 'unusable' ? UNUSABLE : todoOf(say(`ecgs.todo.${verdict}`), verdict, isUnusable)),
    ],
    short: {
      score: sentences([say('ecgs.coverage'), numberOr(images.coverage)]),
      ceiling: ceilingRange(coverage),
    },
    open: [],
    blocks: blocksOf(ecgs),
  };
}
