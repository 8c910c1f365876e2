/** What is not read as it stands in the file: blanks, codes, limits, other spellings, each with its count. */
import type { CellNotes, ColumnReport, NotedCells } from '../../core/column-report.ts';
import type { Texts } from '../../i18n/translate.ts';

export interface ColumnNotes {
  /** What may be read wrongly, and what becomes blank, the worst first. */
  readonly warnings: readonly string[];
  /** What is read as something else. */
  readonly readings: readonly string[];
}

/** Without marks between thousands: they are what is in doubt. */
function doubtWords({ example, readAs, orElse }: NonNullable<CellNotes['doubt']>) {
  return { example, readAs: String(readAs), orElse: String(orElse) };
}

/** Units that parts are put together in; any other stands in the file as it is. */
const UNITS = ['cm', 'in', 's', 'min', 'h', 'd', 'years', 'g', 'oz', 'lb'] as const;

function partsNote(parts: NonNullable<CellNotes['parts']>, { t }: Pick<Texts, 't'>): string {
  const known = UNITS.find((unit) => unit === parts.unit);
  return t('notes.parts', { ...parts, unit: known === undefined ? parts.unit : t(`unit.${known}`) }).trim();
}

/** Codes that are named; of the others it is said how many there are. */
const MOST_NAMED = 12;

function codeNotes(
  { codes = [], codeCounts = [], hasTwoNumbers }: ColumnReport,
  { t, n }: Pick<Texts, 't' | 'n'>,
): string[] {
  if (codes.length === 0) return [];
  if (hasTwoNumbers === true) return [t('notes.twoNumbers', { list: n.list(codes) })];
  const named = codes.slice(0, MOST_NAMED);
  const rest = codes.length - named.length;
  const list = n.list(rest > 0 ? [...named, t('count.more', { count: rest })] : named);
  const left = codeCounts.filter(({ text }) => !codes.includes(text)).length;
  return [t('notes.codes', { list, left })];
}

function isLearned({ role }: ColumnReport): boolean {
  return role === 'feature' || role === 'target';
}

export function columnNotes(column: ColumnReport, { t, n }: Pick<Texts, 't' | 'n'>): ColumnNotes {
  const { missing, fill, unreadable, blanks, notes } = column;
  // Of a column that is left out nothing is read.
  if (notes === null || !isLearned(column)) return { warnings: [], readings: codeNotes(column, { t, n }) };
  const filled = (): string => {
    if (fill === '') return t('columns.missingOnly', { count: missing });
    return t(blanks === 'generate' ? 'columns.missingGenerated' : 'columns.missing', {
      count: missing,
      fill: n.cell(fill),
    });
  };
  const noted = (key: 'approximate' | 'outside', cells: NotedCells | null): string[] =>
    cells === null ? [] : [t(`notes.${key}`, cells)];
  const warnings = [
    ...(notes.scales === null ? [] : [t('notes.scales', { ...notes.scales })]),
    ...(notes.doubt === null ? [] : [t('notes.doubt', doubtWords(notes.doubt))]),
    ...(unreadable === null ? [] : [t('columns.unreadable', unreadable)]),
    ...noted('outside', notes.outside),
    ...(notes.missingTexts.length === 0
      ? []
      : [
          t('notes.missingTexts', {
            list: n.list(notes.missingTexts.map(({ text, count }) => t('notes.text', { text, count }))),
          }),
        ]),
    ...(missing === 0 ? [] : [filled()]),
  ];
  const readings = [
    ...(notes.unit === null ? [] : [t('notes.unit', { unit: notes.unit })]),
    ...(notes.parts === null ? [] : [partsNote(notes.parts, { t })]),
    ...(notes.joined === null ? [] : [t('notes.joined', { ...notes.joined })]),
    ...noted('approximate', notes.approximate),
    ...(notes.respelled === null ? [] : [t('notes.respelled', { ...notes.respelled })]),
    ...(notes.replaced === 0 ? [] : [t('notes.replaced', { count: notes.replaced })]),
  ];
  return { warnings, readings };
}

/** Why a column is taken for what it is. */
export function columnReasons({ personal, reasons }: ColumnReport, { t }: Pick<Texts, 't'>): string {
  return personal ? t('columns.personal') : reasons.map((reason) => t(`reason.${reason}`)).join(' ');
}
