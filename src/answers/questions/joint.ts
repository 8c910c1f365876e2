/** Does the row fit its ECG? What a network reads from real and from synthetic ECGs about their rows. */
import type { JointScores } from '../../core/report/ecg-comparison.ts';
import { decimal, named, type Said, say } from '../../i18n/said.ts';
import type { Answer, Block } from '../answer.ts';
import { judgeJoint } from '../ecg-verdict.ts';
import type { MeasuredEcgs } from '../measured-ecgs.ts';
import { ceilingRange, estimateWords, fact, someNames } from '../phrases.ts';
import { estimateLine, rulerOf } from '../picture.ts';
import { todoOf, UNUSABLE } from '../todo.ts';
import { toneOf } from '../tone.ts';
import { partBlocks, partSentences } from './joint-parts.ts';

const KINDS = ['real', 'synthetic', 'shuffled'] as const;

const nameOf = (kind: (typeof KINDS)[number]): Said =>
  kind === 'shuffled' ? say('joint.shuffled') : say(`kind.${kind}`);

function sentencesOf(joint: JointScores): Said[] {
  const { score, columns, unreadable, reason } = joint;
  if (score === null) return [say(`reason.${reason ?? 'too-few'}`), ...partSentences(joint)];
  return [
    say('joint.answer', { score: decimal(score.value), low: decimal(score.low), high: decimal(score.high) }),
    say('joint.answer.columns', { count: columns.length, columns: someNames(columns.map(({ name }) => name)) }),
    ...(unreadable.length === 0 ? [] : [say('joint.answer.unreadable', { count: unreadable.length })]),
    ...partSentences(joint),
  ];
}

function blocksOf(joint: JointScores): Block[] {
  const { columns, unreadable } = joint;
  const parts = partBlocks(joint);
  const left: Block[] =
    unreadable.length === 0 ? [] : [{ kind: 'text', text: say('joint.unreadable', { columns: named(unreadable) }) }];
  if (columns.length === 0) return [...parts, ...left];
  return [
    {
      kind: 'figure',
      id: 'what an ecg tells about its row',
      title: say('joint.chart.title'),
      caption: say('joint.chart.caption'),
      key: { control: say('joint.shuffled') },
      figure: {
        kind: 'intervals',
        groups: columns.map((column) => ({
          name: column.name,
          lines: KINDS.map((kind) => estimateLine(kind === 'shuffled' ? 'control' : kind, column[kind])),
        })),
        holds: [0.4, 1],
        reference: { value: 0.5, name: say('detection.guessing') },
      },
      table: () => ({
        head: [say('table.column'), ...KINDS.map(nameOf)],
        rows: columns.map((column) => ({ name: column.name, cells: KINDS.map((kind) => estimateWords(column[kind])) })),
      }),
    },
    ...parts,
    ...left,
  ];
}

export function jointAnswer({ joint, ceiling, n }: MeasuredEcgs, isUnusable: boolean): Answer {
  const verdict = judgeJoint({ joint, ceiling });
  const { score } = joint;
  const real = ceiling.joint.score;
  return {
    question: 'joint',
    title: say('joint.question'),
    verdict,
    tone: toneOf(verdict, isUnusable),
    sentences: sentencesOf(joint),
    note: null,
    picture: score === null ? null : rulerOf(real, [0, 1], { realName: say('joint.ruler') }),
    facts: [
      ...(score === null ? [] : [fact('score', estimateWords(score))]),
      ...(real === null || score === null
        ? []
        : [
            {
              name: say('joint.ceilingName'),
              value: say('joint.ceiling', {
                low: decimal(real.low),
                high: decimal(real.high),
                mean: decimal(real.mean),
              }),
            },
          ]),
      fact('direction', say('direction.higher', { best: 1 })),
      fact('n', say('joint.n', { holdout: n.holdout, synthetic: n.synthetic })),
      fact('todo', verdict === 'unusable' ? UNUSABLE : todoOf(say(`joint.todo.${verdict}`), verdict, isUnusable)),
    ],
    short: { score: estimateWords(score), ceiling: ceilingRange(real) },
    open: [],
    blocks: blocksOf(joint),
  };
}
