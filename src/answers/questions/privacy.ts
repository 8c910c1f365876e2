/** Was anyone copied? Rows first, ECGs and pairs when they are measured. A warning, never a promise. */
import type { Ceiling } from '../../core/report/comparison.ts';
import type { EcgPrivacy, Estimate, StudyReport } from '../../core/report/ecg-comparison.ts';
import { decimal, percent, type Part, type Said, say } from '../../i18n/said.ts';
import type { Answer, Block, FigureBlock, Row, TableBlock } from '../answer.ts';
import { worstPrivacy } from '../ecg-verdict.ts';
import type { MeasuredEcgs } from '../measured-ecgs.ts';
import {
  ceilingRange,
  countWords,
  digitsFor,
  estimateWords,
  fact,
  NONE,
  numberOr,
  share,
  type Write,
} from '../phrases.ts';
import { ceilingGroup, estimateLine, rulerOf } from '../picture.ts';
import { judgePrivacy } from '../row-verdict.ts';
import { toneOf } from '../tone.ts';
import { epochBlocks } from './privacy-epochs.ts';

const QUANTILES = ['q1', 'q5', 'q50'] as const;

const distance: Write = (value) => decimal(value, 3);

function rowBlocks(study: StudyReport): Block[] {
  const { dcr, nndr, identicalShare, dcrShare, dcrShareInterval } = study.privacy.rows;
  const ceilings = study.ceiling.privacy.rows;
  const hasHoldout = dcr.holdout !== null;
  const line = (
    name: Said,
    all: number | null,
    ceiling: Ceiling | null,
    write: Write,
    holdout: number | null = null,
  ): Row => {
    const to = (value: number | null | undefined): Part =>
      value === null || value === undefined ? NONE : write(value);
    return {
      name,
      cells: [
        to(all),
        to(ceiling?.synthetic),
        ceilingRange(ceiling, write === share ? share : undefined),
        ...(hasHoldout ? [to(holdout)] : []),
      ],
    };
  };
  const distances = QUANTILES.map((q) =>
    line(say(`privacy.${q}`), dcr.synthetic[q], ceilings.dcr.synthetic[q], distance, dcr.holdout?.[q] ?? null),
  );
  const nearer = line(say('privacy.dcrShare'), dcrShare, ceilings.dcrShare, share);
  const [, ...others] = nearer.cells;
  const interval = dcrShare === null || dcrShareInterval === null ? null : { value: dcrShare, ...dcrShareInterval };
  const shareLine = interval === null ? nearer : { ...nearer, cells: [estimateWords(interval, share), ...others] };
  const head = [
    say('privacy.table.measure'),
    say('privacy.table.all'),
    say('table.sample'),
    say('table.ceiling'),
    ...(hasHoldout ? [say('privacy.table.holdout')] : []),
  ];
  const table: TableBlock = {
    kind: 'table',
    id: 'privacy-table',
    title: say('privacy.table.title'),
    caption: say('privacy.table.caption'),
    note: null,
    isWide: false,
    sorting: null,
    chooses: null,
    table: {
      head,
      rows: [
        ...distances,
        line(say('privacy.nndr'), nndr, ceilings.nndr, distance),
        line(say('privacy.identical'), identicalShare, ceilings.identicalShare, share),
        ...(dcrShare === null ? [] : [shareLine]),
      ],
    },
  };
  const groups = QUANTILES.flatMap((q) => ceilingGroup(say(`privacy.${q}`), ceilings.dcr.synthetic[q]));
  const chart: FigureBlock = {
    kind: 'figure',
    id: 'distance to the closest real row',
    title: say('privacy.chart.title'),
    caption: say('privacy.chart.caption'),
    figure: { kind: 'intervals', groups, holds: [0], reference: null },
    table: () => ({ head, rows: distances }),
    key: null,
  };
  return groups.length === 0 ? [table] : [table, chart];
}

function valueTable(rows: readonly (readonly [name: Said, value: Part])[]): FigureBlock['table'] {
  return () => ({
    head: [say('privacy.table.measure'), say('privacy.value')],
    rows: rows.map(([name, value]) => ({ name, cells: [value] })),
  });
}

function signFigures({ images, pairs, membership }: EcgPrivacy, rows: Estimate | null): FigureBlock[] {
  const shares = [
    { name: say('privacy.chart.rows'), long: say('privacy.rowCopies'), estimate: rows },
    { name: say('privacy.chart.images'), long: say('privacy.images.copies'), estimate: images.copies },
    { name: say('privacy.chart.pairs'), long: say('privacy.pairs.copies'), estimate: pairs.copies },
  ].flatMap(({ estimate, ...names }) => (estimate === null ? [] : [{ ...names, estimate }]));
  const copies: FigureBlock = {
    kind: 'figure',
    id: 'signs of copies',
    title: say('privacy.copies.title'),
    caption: say('privacy.copies.caption'),
    figure: {
      kind: 'intervals',
      groups: shares.map(({ name, estimate }) => ({ name, lines: [estimateLine('synthetic', estimate)] })),
      holds: [0, 0.05],
      reference: { value: 0, name: say('privacy.chance') },
    },
    table: valueTable(shares.map(({ long, estimate }) => [long, estimateWords(estimate, share)])),
    key: null,
  };
  const who: FigureBlock[] =
    membership === null
      ? []
      : [
          {
            kind: 'figure',
            id: 'membership',
            title: say('privacy.membership.title'),
            caption: say('privacy.membership.caption'),
            figure: {
              kind: 'intervals',
              groups: [{ name: say('privacy.chart.membership'), lines: [estimateLine('synthetic', membership)] }],
              holds: [0.4, 1],
              reference: { value: 0.5, name: say('detection.guessing') },
            },
            table: valueTable([[say('privacy.membership'), estimateWords(membership)]]),
            key: null,
          },
        ];
  return shares.length === 0 ? who : [copies, ...who];
}

function ecgBlocks(privacy: EcgPrivacy, rows: Estimate | null): Block[] {
  const { images, reason } = privacy;
  const { q50, q95, max } = images.correlation;
  const { synthetic, holdout } = images.dcr;
  const distances: TableBlock = {
    kind: 'table',
    id: 'ecg-privacy-table',
    title: say('privacy.dcr.title'),
    caption:
      images.threshold === null
        ? say('privacy.dcr.captionNoHoldout')
        : say('privacy.dcr.caption', { threshold: distance(images.threshold) }),
    note: say('privacy.correlation', { q50: decimal(q50), q95: decimal(q95), max: decimal(max) }),
    isWide: false,
    sorting: null,
    chooses: null,
    table: {
      head: [
        say('privacy.table.measure'),
        say('table.synthetic'),
        ...(holdout === null ? [] : [say('privacy.table.holdout')]),
      ],
      rows: QUANTILES.map((q) => ({
        name: say(`privacy.${q}`),
        cells: [numberOr(synthetic[q], 3), ...(holdout === null ? [] : [numberOr(holdout[q], 3)])],
      })),
    },
  };
  return [
    {
      kind: 'section',
      title: say('privacy.ecgs.title'),
      text: reason === null ? null : say(`reason.${reason}`),
      isSideBySide: true,
      blocks: signFigures(privacy, rows),
    },
    ...epochBlocks(images),
    distances,
  ];
}

function rowsSentence({ privacy, n }: StudyReport): Said {
  const { identicalShare, dcr } = privacy.rows;
  return say('privacy.answer', {
    count: Math.round(identicalShare * n.synthetic),
    total: n.synthetic,
    share: share(identicalShare),
    distance: decimal(dcr.synthetic.q50, digitsFor(dcr.synthetic.q50)),
  });
}

/** Where many patients have the same row anyway, a copy looks like chance. */
function blindSentence({ privacy }: StudyReport): Said[] {
  const { equalAside } = privacy.rows;
  return equalAside?.isBlind === true ? [say('privacy.answer.blind', { share: share(equalAside.share) })] : [];
}

function rowCopiesSentence({ privacy }: StudyReport): Said[] {
  const { copies } = privacy.rows;
  return copies === null ? [] : [say('privacy.answer.rowCopies', { copies: estimateWords(copies, share) })];
}

/** Nothing where nothing is known: then `reason` says why. */
function ecgSentences({ images, pairs, membership, reason }: EcgPrivacy): Said[] {
  return [
    ...(images.copies === null
      ? []
      : [
          say(images.copies.value > 0 ? 'privacy.answer.images' : 'privacy.answer.imagesNone', {
            copies: estimateWords(images.copies, share),
          }),
        ]),
    ...(pairs.copies === null ? [] : [say('privacy.answer.pairs', { pairs: estimateWords(pairs.copies, share) })]),
    ...(membership === null ? [] : [say('privacy.answer.membership', { membership: estimateWords(membership) })]),
    ...(reason === null ? [] : [say(`reason.${reason}`)]),
  ];
}

function ceilingFact({ ceiling }: StudyReport): Said {
  const { dcr, identicalShare: equal } = ceiling.privacy.rows;
  const half = dcr.synthetic.q50;
  if (half === null || equal === null) return say('ceiling.unknown');
  const digits = digitsFor(half.high);
  return say('privacy.rowsCeiling', {
    share: ceilingRange(equal, share),
    mean: decimal(half.mean, digits),
    low: decimal(half.low, digits),
    high: decimal(half.high, digits),
    n: half.n,
    synthetic: decimal(half.synthetic, digits),
  });
}

export function privacyAnswer(study: StudyReport, ecgs: MeasuredEcgs | null, isUnusable: boolean): Answer {
  const rows = judgePrivacy(study.privacy.rows, study.ceiling.privacy.rows);
  const verdict = worstPrivacy(rows, ecgs?.privacy ?? null);
  const copies = ecgs?.privacy.images.copies ?? null;
  return {
    question: 'privacy',
    title: say('privacy.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: [
      rowsSentence(study),
      ...blindSentence(study),
      ...rowCopiesSentence(study),
      ...(ecgs === null ? [say('privacy.ecgs.unmeasured')] : ecgSentences(ecgs.privacy)),
    ],
    note: say('privacy.limits'),
    picture: rulerOf(study.ceiling.privacy.rows.dcr.synthetic.q50, [0, 0.2]),
    facts: [
      fact('ceiling', ceilingFact(study)),
      fact('direction', say('privacy.direction')),
      fact('n', countWords(study)),
      fact('todo', say(`privacy.todo.${verdict}`)),
    ],
    short: { score: estimateWords(copies, share), ceiling: copies === null ? NONE : percent(0) },
    open: [],
    blocks: [...rowBlocks(study), ...(ecgs === null ? [] : ecgBlocks(ecgs.privacy, study.privacy.rows.copies))],
  };
}
