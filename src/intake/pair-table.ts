/** The pictures of a table's rows. Most changed settings touch neither: then they are the same pairs. */
import type { Pairing, PairingChoice } from '../core/data-report.ts';
import { cellValue } from '../data/column-profile.ts';
import type { ParsedTable } from '../data/parse-table.ts';
import type { Column } from '../data/read-columns.ts';
import { later } from '../data/remember.ts';
import { readCells } from '../data/text-column.ts';
import type { PairingColumn } from './claim-pictures.ts';
import { pairRows } from './pair-rows.ts';

/** `ids`: hashes of those inside an ECG file. */
type Images = readonly { readonly path: string; readonly record?: { readonly ids: readonly number[] } | null }[];

interface PairInput {
  readonly images: Images;
  readonly hashId?: (id: string) => number | null;
  readonly settings: { readonly pairing: PairingChoice };
}

interface LastPairs {
  readonly as: string;
  readonly images: Images;
  readonly hashId: PairInput['hashId'];
  readonly pairing: Pairing;
}

/** By the table, the last time it was paired. */
const lastPairs = new WeakMap<ParsedTable, LastPairs>();

function pairingColumn({ profile, setting }: Column, rows: number): PairingColumn {
  const cells = later(() => {
    const read = readCells(profile.column, (text) => cellValue(text, false, '.') ?? '');
    return Array.from({ length: rows }, (_, row) => read(row) ?? '');
  });
  const counts = later(() => {
    const different = new Set<string>();
    let filled = 0;
    profile.column.texts.forEach((raw, at) => {
      const text = cellValue(raw, false, '.');
      if (text === null) return;
      different.add(text);
      filled += profile.textCounts[at] ?? 0;
    });
    return { filled, distinct: different.size };
  });
  return {
    name: profile.name,
    role: setting.role === 'image' || setting.role === 'id' ? setting.role : 'other',
    get cells() {
      return cells();
    },
    get counts() {
      return counts();
    },
  };
}

function areSame(a: Images, b: Images): boolean {
  return (
    a.length === b.length && a.every(({ path, record }, i) => path === b[i]?.path && record?.ids === b[i].record?.ids)
  );
}

/** Throws as `pairRows` does. */
export function pairTable(table: ParsedTable, columns: readonly Column[], input: PairInput): Pairing {
  const { images, hashId } = input;
  const paired = columns.map((column) => pairingColumn(column, table.rowCount));
  const as = JSON.stringify([input.settings.pairing, paired.map(({ role }) => role)]);
  const last = lastPairs.get(table);
  if (last?.as === as && last.hashId === hashId && areSame(last.images, images)) return last.pairing;
  const pairing = pairRows({
    rows: table.rowCount,
    images: images.map(({ path }) => path),
    inside: images.map(({ record }) => record?.ids ?? []),
    ...(hashId === undefined ? {} : { hashId }),
    choice: input.settings.pairing,
    columns: paired,
  });
  lastPairs.set(table, { as, images, hashId, pairing });
  return pairing;
}
