/** What was found in the files, in a sentence, and how the table was read: the same words on the page and on the command line. */
import { type DataReport, type RejectedFile, repeatsOf } from '../../core/data-report.ts';
import type { Texts } from '../../i18n/translate.ts';

export function foundSummary(report: DataReport, { t }: Pick<Texts, 't'>): string {
  const ecgs = t('count.ecgs', { count: report.images.readable });
  if (report.table === null) {
    return report.images.readable === 0 ? t('loaded.summary.nothing') : t('loaded.summary.imagesOnly', { ecgs });
  }
  const patients = t('count.patients', { count: report.table.rows });
  const columns = t('count.columns', { count: report.columns.length });
  if (report.images.readable === 0) return t('loaded.summary.tableOnly', { patients, columns });
  return t('loaded.summary', { patients, columns, ecgs });
}

/** Who is left over, and which pictures are there more than once. */
export function foundGaps({ pairing, images, table }: DataReport, { t }: Pick<Texts, 't'>): string[] {
  if (table === null || images.readable === 0 || pairing.pairs.length === 0) return [];
  const noEcg = pairing.rowsWithoutImage.length;
  const noRow = pairing.imagesWithoutRow.length;
  const again = repeatsOf(images.same.exact) + repeatsOf(images.same.near);
  return [
    ...(noEcg > 0 ? [t('loaded.noEcg', { count: noEcg })] : []),
    ...(noRow > 0 ? [t('loaded.noRow', { count: noRow })] : []),
    ...(again > 0 ? [t('loaded.again', { count: again })] : []),
  ];
}

/** Lines that are no rows, and lines that do not fit the columns. */
export function tableNotes(
  { skipped, raggedCount, raggedLines }: NonNullable<DataReport['table']>,
  { t, n }: Pick<Texts, 't' | 'n'>,
): { readonly skipped: readonly string[]; readonly ragged: readonly string[] } {
  const numbers = (lines: readonly number[]): string => n.list(lines.map(String));
  return {
    skipped: skipped.map(({ kind, lines, count }) => t(`skipped.${kind}`, { count, lines: numbers(lines) })),
    ragged: raggedCount === 0 ? [] : [t('format.ragged', { count: raggedCount, lines: numbers(raggedLines) })],
  };
}

/** Why a file cannot be used. */
export function rejectedReason({ reason, looksLike }: RejectedFile, { t }: Pick<Texts, 't'>): string {
  return t(`rejected.${reason}`, { looksLike: looksLike === '' ? t('unknown.format') : looksLike });
}
