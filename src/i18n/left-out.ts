/** What of the files goes into no pair, or not as it should, group by group, in the same words on the page, in its list and on the command line. */
import type { DataReport } from '../core/data-report.ts';
import type { Texts } from './translate.ts';

export interface LeftOutGroup {
  readonly key:
    | 'rows-without'
    | 'images-without'
    | 'shared'
    | 'extra'
    | 'same'
    | 'bent'
    | 'damaged'
    | 'leads-missing'
    | 'rejected';
  readonly what: string;
  readonly count: number;
  readonly happens: string;
  readonly which: readonly string[];
}

/** Groups without anything in them are left out themselves. */
export function leftOut(
  { pairing, images, table, settings }: DataReport,
  { t, n }: Pick<Texts, 't' | 'n'>,
): LeftOutGroup[] {
  /** As in the file: the header is usually line 1, so the first patient is line 2. */
  const line = (row: number): string => String(table?.rowLines[row] ?? row + 2);
  const lines = (rows: readonly number[]): string => n.list(rows.map(line));
  const near = new Map(pairing.leftOver.map((left) => [left.row, left]));
  const withoutImage = (row: number): string => {
    const left = near.get(row);
    if (left === undefined) return t('matching.row', { row: line(row) });
    return t(`matching.left.${left.why}`, { row: line(row), file: left.path });
  };
  const takesAll = settings.pairing.several === 'all';
  const groups: LeftOutGroup[] = [
    {
      key: 'rows-without',
      what: t('matching.rowsWithout'),
      count: pairing.rowsWithoutImage.length,
      happens: t('matching.happens.left'),
      // Those with a reason first: they can be mended.
      which: [
        ...pairing.rowsWithoutImage.filter((row) => near.has(row)),
        ...pairing.rowsWithoutImage.filter((row) => !near.has(row)),
      ].map(withoutImage),
    },
    {
      key: 'images-without',
      what: t('matching.imagesWithout'),
      count: pairing.imagesWithoutRow.length,
      happens: t('matching.happens.left'),
      which: pairing.imagesWithoutRow,
    },
    {
      key: 'shared',
      what: t('matching.shared'),
      count: pairing.sharedImages.length,
      happens: t('matching.happens.shared'),
      which: pairing.sharedImages.map(({ path, rows }) => t('matching.sharedItem', { file: path, rows: lines(rows) })),
    },
    {
      key: 'extra',
      what: t('matching.extra'),
      count: pairing.extraImages.length,
      happens: t(takesAll ? 'matching.happens.extraAll' : 'matching.happens.extra'),
      which: pairing.extraImages.map(({ row, kept, others }) =>
        t(takesAll ? 'matching.extraItemAll' : 'matching.extraItem', { row: line(row), kept, others: n.list(others) }),
      ),
    },
    {
      key: 'same',
      what: t('matching.same'),
      count: images.leftOutSame.length,
      happens: t('matching.happens.left'),
      which: images.leftOutSame.map(({ path, sameAs }) => t('matching.sameItem', { file: path, other: sameAs })),
    },
    {
      key: 'bent',
      what: t('matching.bent'),
      count: images.leftOutBent.length,
      happens: t('matching.happens.left'),
      which: images.leftOutBent,
    },
    {
      key: 'damaged',
      what: t('matching.damaged'),
      count: images.damaged.length,
      happens: t('matching.happens.damaged'),
      which: images.damaged.map(({ path, damage }) => t(`matching.damage.${damage}`, { file: path })),
    },
    {
      key: 'leads-missing',
      what: t('matching.leadsMissing'),
      count: images.leadsMissing.length,
      happens: t('matching.happens.leadsMissing'),
      which: images.leadsMissing.map(({ path, leads }) =>
        t('matching.leadsMissingItem', { file: path, leads: n.list(leads) }),
      ),
    },
    {
      key: 'rejected',
      what: t('matching.rejected'),
      count: images.rejected.length,
      happens: t('matching.happens.left'),
      which: images.rejected.map((file) => file.path),
    },
  ];
  return groups.filter((group) => group.count > 0);
}
