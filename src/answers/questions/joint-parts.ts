/** What is said of row and ECG beside their score: findings one by one, and the heart rate that can be measured without a network. */
import type { HeartRateScores, JointScores } from '../../core/report/ecg-comparison.ts';
import { decimal, named, type Said, say } from '../../i18n/said.ts';
import type { Block, Row } from '../answer.ts';
import { estimateWords, NONE } from '../phrases.ts';
import { estimateLine } from '../picture.ts';

const KINDS = ['real', 'synthetic', 'shuffled'] as const;

const rate = (value: number): ReturnType<typeof decimal> => decimal(value, 1);

function rateSentence({ column, real, synthetic, shuffled, n, withoutBeats }: HeartRateScores): Said {
  if (synthetic === null || shuffled === null) {
    return say('joint.answer.noBeats', { count: withoutBeats.synthetic, compared: n.synthetic });
  }
  return say('joint.answer.heartRate', {
    column: named([column]),
    synthetic: rate(synthetic.value),
    real: rate(real.value),
    shuffled: rate(shuffled.value),
  });
}

/** Nothing where nothing was measured. */
export function partSentences({ byFinding, heartRate }: Pick<JointScores, 'byFinding' | 'heartRate'>): Said[] {
  const shares = byFinding.map(({ share }) => share.value);
  return [
    ...(heartRate === null ? [] : [rateSentence(heartRate)]),
    ...(shares.length === 0
      ? []
      : [
          say('joint.answer.findings', {
            count: shares.length,
            low: decimal(Math.min(...shares)),
            high: decimal(Math.max(...shares)),
          }),
        ]),
  ];
}

function findingsBlock(byFinding: JointScores['byFinding']): Block {
  return {
    kind: 'figure',
    id: 'what is kept of each finding',
    title: say('joint.findings.title'),
    caption: say('joint.findings.caption'),
    key: null,
    figure: {
      kind: 'intervals',
      groups: byFinding.map(({ name, share }) => ({ name, lines: [estimateLine('synthetic', share)] })),
      holds: [0, 1],
      reference: { value: 1, name: say('joint.findings.asReal') },
    },
    table: () => ({
      head: [say('table.column'), say('joint.findings.share'), say('joint.findings.positives')],
      rows: byFinding.map(({ name, share, positives }) => ({
        name,
        cells: [estimateWords(share), decimal(positives, 0)],
      })),
    }),
  };
}

function rateBlock(found: HeartRateScores): Block {
  const nameOf = (kind: (typeof KINDS)[number]): Said =>
    kind === 'shuffled' ? say('joint.shuffled') : say(`kind.${kind}`);
  const rows = KINDS.map((kind): Row => {
    const side = kind === 'real' ? 'real' : 'synthetic';
    const isCounted = kind !== 'shuffled';
    return {
      name: nameOf(kind),
      cells: [
        estimateWords(found[kind], rate),
        isCounted ? decimal(found.n[side], 0) : NONE,
        isCounted ? decimal(found.withoutBeats[side], 0) : NONE,
      ],
    };
  });
  return {
    kind: 'table',
    id: 'heart-rate-table',
    title: say('joint.rate.title'),
    caption: say('joint.rate.caption', { column: named([found.column]) }),
    note: null,
    isWide: false,
    sorting: null,
    chooses: null,
    table: {
      head: [
        say('ecgs.table.measure'),
        say('joint.rate.difference'),
        say('joint.rate.compared'),
        say('joint.rate.withoutBeats'),
      ],
      rows,
    },
  };
}

export function partBlocks({ byFinding, heartRate }: Pick<JointScores, 'byFinding' | 'heartRate'>): Block[] {
  return [
    ...(byFinding.length === 0 ? [] : [findingsBlock(byFinding)]),
    ...(heartRate === null ? [] : [rateBlock(heartRate)]),
  ];
}
