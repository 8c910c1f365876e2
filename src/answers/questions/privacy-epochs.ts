/** Copies at every epoch that can be gone back to. */
import type { ImagePrivacy } from '../../core/report/ecg-comparison.ts';
import { decimal, say } from '../../i18n/said.ts';
import type { FigureBlock } from '../answer.ts';
import { estimateWords, share } from '../phrases.ts';
import { estimateLine } from '../picture.ts';

/** Nothing to follow with fewer than two of them. */
export function epochBlocks({ byEpoch }: Pick<ImagePrivacy, 'byEpoch'>): FigureBlock[] {
  const epochs = byEpoch.flatMap(({ epoch, copies }) => (copies === null ? [] : [{ epoch, copies }]));
  if (epochs.length < 2) return [];
  return [
    {
      kind: 'figure',
      id: 'copies by epoch',
      title: say('privacy.epochs.title'),
      caption: say('privacy.epochs.caption'),
      figure: {
        kind: 'intervals',
        groups: epochs.map(({ epoch, copies }) => ({
          name: decimal(epoch, 0),
          lines: [estimateLine('synthetic', copies)],
        })),
        holds: [0, 0.05],
        reference: { value: 0, name: say('privacy.chance') },
      },
      table: () => ({
        head: [say('privacy.epochs.epoch'), say('privacy.images.copies')],
        rows: epochs.map(({ epoch, copies }) => ({
          name: decimal(epoch, 0),
          cells: [estimateWords(copies, share)],
        })),
      }),
      key: null,
    },
  ];
}
