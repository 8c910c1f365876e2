/** What was found in the files, in a sentence, and how the table was read: the same words on the page and on the command line. */
import { type DataReport, isUnsure, type NotedLines, repeatsOf } from '../../core/data-report.ts';
import { MIN_PAIRS } from '../../core/run-config.ts';
import type { Texts } from '../../i18n/translate.ts';

export function foundSummary(report: DataReport, { t }: Pick<Texts, 't'>): string {
  const readable = t('count.ecgs', { count: report.images.readable });
  if (report.table === null) {
    return report.images.readable === 0
      ? t('loaded.summary.nothing')
      : t('loaded.summary.imagesOnly', { ecgs: readable });
  }
  const { pairs, patients: persons, patientColumn } = report.usable;
  // Where a patient has several ECGs, rows are not patients.
  const areRows = patientColumn !== null && persons < pairs;
  const patients = t(areRows ? 'count.rows' : 'count.patients', { count: report.table.rows });
  const columns = t('count.columns', { count: report.columns.length });
  if (report.images.readable === 0) return t('loaded.summary.tableOnly', { patients, columns });
  const ecgs = areRows ? t('count.ecgsOf', { ecgs: readable, count: persons }) : readable;
  return t('loaded.summary', { patients, columns, ecgs });
}

/** Drawn signals beside pictures: a generator would learn which is which. */
function mixedLooks({ images: { drawn, readable } }: DataReport, { t }: Pick<Texts, 't'>): string[] {
  return drawn === 0 || drawn === readable ? [] : [t('loaded.mixed', { drawn, pictures: readable - drawn })];
}

/** Who is left over, and which pictures are there more than once. */
export function foundGaps(report: DataReport, { t }: Pick<Texts, 't'>): string[] {
  const { pairing, images, table } = report;
  if (table === null || images.readable === 0 || pairing.pairs.length === 0) return [];
  const noEcg = pairing.rowsWithoutImage.length;
  const noRow = pairing.imagesWithoutRow.length;
  const again = repeatsOf(images.same.exact) + repeatsOf(images.same.near);
  return [
    ...(noEcg > 0 ? [t('loaded.noEcg', { count: noEcg })] : []),
    ...(noRow > 0 ? [t('loaded.noRow', { count: noRow })] : []),
    ...mixedLooks(report, { t }),
    ...(again > 0 ? [t('loaded.again', { count: again })] : []),
  ];
}

/** Of the lines that are no rows or were read otherwise than they stand, and of tables beside this one. */
export function tableNotes(
  { format, notes, stray }: NonNullable<DataReport['table']>,
  { t, n }: Pick<Texts, 't' | 'n'>,
): { readonly unsure: readonly string[]; readonly others: readonly string[] } {
  const words = ({ kind, lines, count }: NotedLines): string => {
    const numbers = lines.map(String);
    const which = count > lines.length ? [...numbers, t('count.more', { count: count - lines.length })] : numbers;
    return t(`lines.${kind}`, { count, lines: which.join(', ') });
  };
  const [unsure, others] = [true, false].map((is) => notes.filter(({ kind }) => isUnsure(kind) === is).map(words));
  const unread = t('format.stray', { count: stray.length, list: n.names(stray), fewest: MIN_PAIRS });
  const letters =
    format?.looksWrong === true ? [t('format.lettersWrong', { encoding: t(`encoding.${format.encoding}`) })] : [];
  return {
    unsure: [...letters, ...(unsure ?? [])],
    others: [...(others ?? []), ...(stray.length === 0 ? [] : [unread])],
  };
}
