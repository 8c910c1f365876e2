/** Which picture belongs to which row. */
import type { LeftOver, PairFound, PictureDamage } from '../../core/data-report.ts';
import type { Message } from '../message.ts';

const left = {
  'matching.left.taken': 'line {row}: another row names {file} more exactly',
  'matching.left.contested': 'line {row}: another row could mean {file} just as well',
  'matching.left.folders': 'line {row}: {file} is in another folder than the row says',
  'matching.left.several': 'line {row}: {file} is not the only one of that name, and the row does not say which folder',
} as const satisfies Record<`matching.left.${LeftOver['why']}`, Message>;

const found = {
  'pairList.found.path': 'exactly as in the table',
  'pairList.found.name': 'the name, without its folder or ending',
  'pairList.found.parts': 'the parts of the name',
  'pairList.found.id': 'the id in the name',
  'pairList.found.inside': 'the id inside the file',
  'pairList.found.order': 'sorted order',
} as const satisfies Record<`pairList.found.${PairFound}`, Message>;

const damage = {
  'matching.damage.cut': '{file} (the file ends too early)',
  'matching.damage.broken': '{file} (a part of it was overwritten)',
} as const satisfies Record<`matching.damage.${PictureDamage}`, Message>;

export const pairingTexts = {
  ...left,
  ...found,
  ...damage,
  'matching.damaged': 'Damaged ECGs',
  'matching.happens.damaged': 'Used as the browser filled them in. Look at them; replace those that are spoiled',
  'matching.leadsMissing': 'ECGs with blank panels',
  'matching.happens.leadsMissing': 'Used as they are',
  'matching.leadsMissingItem': '{file} (without {leads})',
  'pairing.inside': 'Paired by the id in “{column}”, found inside the files.',
  'pairList.open': 'Look through the pairs',
  'pairList.close': 'Close the list of pairs',
  'pairList.search': 'Search the pairs',
  'pairList.searchFor': 'Part of a name or an id',
  'pairList.shown': { one: '{count} pair', other: '{count} pairs' },
  'pairList.range': '{first} to {last}',
  'pairList.earlier': 'Earlier',
  'pairList.later': 'Later',
  'pairList.save': 'Save the pairs (CSV)',
  'pairList.column.line': 'Line',
  'pairList.column.key': 'In the table',
  'pairList.column.picture': 'ECG',
  'pairList.column.found': 'Found by',
} as const;
