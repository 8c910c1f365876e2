/** Which picture belongs to which row. */
import type { LeftOver } from '../../core/data-report.ts';
import type { Message } from '../message.ts';

const left = {
  'matching.left.taken': 'line {row}: another row names {file} more exactly',
  'matching.left.contested': 'line {row}: another row could mean {file} just as well',
  'matching.left.folders': 'line {row}: {file} is in another folder than the row says',
  'matching.left.several': 'line {row}: {file} is not the only one of that name, and the row does not say which folder',
} as const satisfies Record<`matching.left.${LeftOver['why']}`, Message>;

export const pairingTexts = {
  ...left,
} as const;
