/** The Check step. */
import type { ColumnReason, Pairing } from '../../core/data-report.ts';
import type { BlankChoice } from '../../core/table-schema.ts';
import type { Message } from '../message.ts';

const reasons = {
  'reason.personal-name': 'Looks like names of people, so it is left out and never shown.',
  'reason.personal-contact': 'Looks like a phone, address or document number, so it is left out and never shown.',
  'reason.record-id': 'A different value in each row: it identifies the record and cannot be learned.',
  'reason.image-files': 'Names the picture files.',
  'reason.constant': 'The same value in every row: there is nothing to learn.',
  'reason.empty': 'No values at all.',
  'reason.free-text': 'Free text: too many different values to learn.',
  'reason.date': 'A date: neither a number nor a category, and it can tell who somebody is.',
  'reason.mostly-blank': 'Blank for most patients: filling it in would invent their values.',
  'reason.percent-stenosis': 'A stenosis in per cent: becomes 1 where it is at least the threshold.',
  'reason.derived-from-targets': 'Follows from the targets, so it would give the answer away.',
  'reason.target-name': 'Named like an outcome, so it is taken as a target.',
  'reason.two-values': 'Two different values.',
  'reason.whole-numbers': 'Whole numbers.',
  'reason.decimals': 'Numbers with decimals.',
  'reason.few-texts': 'A few different texts, each becomes a category.',
} as const satisfies Record<`reason.${ColumnReason}`, Message>;

const methods = {
  'pairing.method.column': 'Paired by the column “{column}”, which names each picture.',
  'pairing.method.name': 'Paired by the id in “{column}”, found in the picture’s file name.',
  'pairing.method.order': 'Paired by sorted order, as you confirmed: first row with first picture, and so on.',
  'pairing.method.none': 'Rows and pictures are not paired yet.',
} as const satisfies Record<`pairing.method.${Pairing['method']}`, Message>;

const blanks = {
  'blanks.fill': 'Fill in',
  'blanks.generate': 'Generate blanks too',
} as const satisfies Record<`blanks.${BlankChoice}`, Message>;

export const checkTexts = {
  ...reasons,
  ...blanks,
  ...methods,
  'check.title': 'Does this look right?',
  'check.lead': 'Every suggestion is filled in; change what you know better. Nothing here changes your files.',
  'check.next': 'Go to training',
  'check.updating': 'Reading again with your changes …',
  'check.locked': 'Training is running with this data. Stop it to change anything here.',

  'columns.title': 'Columns',
  'columns.summary': '{used} used for training, {left} left out',
  'columns.filter': 'Show',
  'columns.filter.all': 'All {count}',
  'columns.filter.used': 'Used {count}',
  'columns.filter.left': 'Left out {count}',
  'columns.filter.blanks': 'With blanks {count}',
  'columns.role': 'Role',
  'columns.type': 'Type',
  'columns.threshold': '1 if at least',
  'columns.threshold.off': 'no rule',
  'columns.roleOf': 'Role of {column}',
  'columns.blanks': 'Blank cells',
  'columns.typeOf': 'Type of {column}',
  'columns.blanksOf': 'Blank cells of {column}',
  'columns.thresholdOf': 'Threshold of {column}',
  'columns.edit': 'Change {column}',
  'columns.personal': 'Personal: never shown, never used for training.',
  'columns.changed': 'Changed by you',
  'columns.reset': 'Back to the suggestion',
  'columns.rule': '≥ {threshold} → 1',
  'columns.missing': { one: '{count} blank, filled with {fill}', other: '{count} blanks, filled with {fill}' },
  'columns.missingGenerated': {
    one: '{count} blank; synthetic patients get blanks as often',
    other: '{count} blanks; synthetic patients get blanks as often',
  },
  'columns.missingOnly': { one: '{count} blank', other: '{count} blanks' },
  'columns.unreadable': {
    one: '{count} cell is not a number (for example “{example}”) and counts as blank',
    other: '{count} cells are not numbers (for example “{example}”) and count as blank',
  },
  'columns.range': '{min} to {max}',
  'columns.others': 'others',
  'columns.picture': 'Distribution of {column}',
  'columns.help.feature': 'Feature: learned and generated.',
  'columns.help.target': 'Target: learned and generated, and an outcome to predict later.',
  'columns.help.id': 'Patient id: used to pair rows with pictures, never learned.',
  'columns.help.image': 'Picture file: names each patient’s ECG.',
  'columns.help.drop': 'Left out: not used at all.',
  'columns.none': 'No column to show here.',

  'pairs.title': 'Rows with their ECGs',
  'pairs.lead': 'A few patients at random. Does each row belong to its ECG?',
  'pairs.others': 'Show others',
  'pairs.loading': 'Opening ECGs …',
  'pairs.none': 'Nothing is paired yet.',

  'matching.title': 'What goes in, what is left out',
  'matching.matched': 'Row with its ECG',
  'matching.rowsWithout': 'Rows without an ECG',
  'matching.imagesWithout': 'ECGs without a row',
  'matching.shared': 'ECGs named by several rows',
  'matching.extra': 'Rows with several ECGs',
  'matching.rejected': 'Files that cannot be used',
  'matching.column.what': 'What',
  'matching.column.count': 'How many',
  'matching.column.happens': 'What happens',
  'matching.column.which': 'Which',
  'matching.happens.matched': 'Used for training',
  'matching.happens.left': 'Left out',
  'matching.happens.shared': 'The first row keeps it, the others are left out',
  'matching.happens.extra': 'The first picture is used',
  'matching.row': 'row {row}',
  'matching.sharedItem': '{file} (rows {rows})',
  'matching.extraItem': 'row {row}: {kept}, not {others}',
  'matching.show': 'Show all',
  'matching.hide': 'Show fewer',
  'matching.allIn': 'Every row has its ECG, and every ECG its row.',

  'order.title': 'Nothing says which ECG belongs to which row',
  'order.text':
    'No column names the pictures and no id is found in their names. They can be paired by sorted order: the first row with the first file name, and so on.',
  'order.risk':
    'If one file is missing or sorted differently, every pair after it is wrong, and the synthetic patients will be wrong with it.',
  'order.confirm': 'I know that the rows and the sorted pictures are in the same order',
  'order.apply': 'Pair by order',
  'order.undo': 'Do not pair by order',
} as const satisfies Record<string, Message>;
