/**
 * Which mark is decimal in a column and which parts thousands, from evidence: first the column's own cells, then how the rest of the
 * table writes its decimals. A mark before exactly three digits may be either; everything else tells.
 */
import type { DecimalMark, Separator } from '../core/text-format.ts';
import type { NumberMarks } from './cell-number.ts';
import { latinDigits } from './cell-words.ts';
import type { TextColumn } from './text-column.ts';

export interface ColumnMarks {
  readonly marks: NumberMarks;
  /** A cell that could as well be read the other way; null where nothing is in doubt. */
  readonly doubt: string | null;
}

/** What the cells with one mark say of it. */
interface MarkCount {
  decimal: number;
  groups: number;
  /** Before exactly three digits, once: "1,250". */
  either: number;
  /** Of those, with two zeros at the end: "157,000". */
  round: number;
  example: string;
}

interface Evidence {
  readonly ',': MarkCount;
  readonly '.': MarkCount;
  /** Whole numbers without a mark, and those of at least a thousand. */
  whole: number;
  large: number;
}

const MARKS = [',', '.'] as const;
/** More different cells say no more. */
const LOOKED_AT = 2000;
/** A number, perhaps with a limit before and a unit behind. */
const CORE = /^[<>≤≥]?=?\s*[+-]?\s*(\d[\d.,]*)\s*[^\d.,]*$/u;
/** So many cells without exception are no accident. */
const FEWEST_ALIKE = 5;

function noCount(): MarkCount {
  return { decimal: 0, groups: 0, either: 0, round: 0, example: '' };
}

function countMark(count: MarkCount, text: string, core: string, mark: DecimalMark): void {
  const parts = core.split(mark);
  const [first = '', ...rest] = parts;
  const isGrouped = /^[1-9]\d{0,2}$/u.test(first) && rest.every((part) => part.length === 3);
  if (!isGrouped) count.decimal += parts.length === 2 ? 1 : 0;
  else if (rest.length > 1) count.groups += 1;
  else {
    count.either += 1;
    if (core.endsWith('00')) count.round += 1;
    if (count.example === '') count.example = text;
  }
}

function gather({ texts, isNumber }: TextColumn): Evidence {
  const evidence: Evidence = { ',': noCount(), '.': noCount(), whole: 0, large: 0 };
  for (const [i, raw] of texts.slice(0, LOOKED_AT).entries()) {
    // A number of a workbook has no mark.
    if (isNumber?.[i] === 1) continue;
    const text = latinDigits(raw.trim());
    const [, core] = CORE.exec(text) ?? [];
    if (core === undefined) continue;
    const [comma, point] = [core.lastIndexOf(','), core.lastIndexOf('.')];
    if (comma >= 0 && point >= 0) {
      evidence[comma > point ? ',' : '.'].decimal += 1;
      evidence[comma > point ? '.' : ','].groups += 1;
    } else if (comma >= 0 || point >= 0)
      countMark(evidence[comma >= 0 ? ',' : '.'], text, core, comma >= 0 ? ',' : '.');
    else {
      evidence.whole += 1;
      if (core.length > 3) evidence.large += 1;
    }
  }
  return evidence;
}

/** What the column's own cells say of the mark. Null: nothing. */
function fromColumn(evidence: Evidence, mark: DecimalMark): 'decimal' | 'groups' | null {
  const { decimal, groups, either, round } = evidence[mark];
  if (decimal > 0 || groups > 0) return groups > decimal ? 'groups' : 'decimal';
  if (either === 0) return null;
  if (evidence[mark === ',' ? '.' : ','].decimal > 0) return 'groups';
  // Decimals of one length have no whole numbers beside them, and those of any length end with a zero one time in ten.
  if (either >= FEWEST_ALIKE && evidence.whole > 0 && evidence.large === 0) return 'groups';
  return either >= FEWEST_ALIKE && round === either ? 'groups' : null;
}

/** How many columns write decimals with each mark. */
function countWriters(all: readonly Evidence[]): Readonly<Record<DecimalMark, number>> {
  const count = (mark: DecimalMark): number => {
    const other = mark === ',' ? '.' : ',';
    return all.filter(
      (evidence) => fromColumn(evidence, mark) === 'decimal' || fromColumn(evidence, other) === 'groups',
    ).length;
  };
  return { ',': count(','), '.': count('.') };
}

/** `fixed`: what a visitor has said is decimal. `separator`: of a text file; null for a workbook. */
export function findMarks(
  columns: readonly TextColumn[],
  { fixed, separator }: { readonly fixed: DecimalMark | null; readonly separator: Separator | null },
): ColumnMarks[] {
  const all = columns.map(gather);
  const writers = countWriters(all);
  return all.map((evidence): ColumnMarks => {
    let doubt: string | null = null;
    const judge = (mark: DecimalMark): 'decimal' | 'groups' | null => {
      const { either, example } = evidence[mark];
      if (fixed === mark) return 'decimal';
      const own = fromColumn(evidence, mark);
      if (fixed !== null && own === null) return either > 0 && (mark === ',' || writers['.'] === 0) ? 'groups' : null;
      if (own !== null || either === 0) return own;
      const [here, there] = [writers[mark], writers[mark === ',' ? '.' : ',']];
      if (here !== there && Math.min(here, there) === 0) return here > 0 ? 'decimal' : 'groups';
      // A point is decimal to programs; a quoted comma between commas parts thousands.
      if (mark === '.' && here === 0 && there === 0 && either >= FEWEST_ALIKE) doubt = example;
      if (mark === '.') return here > 0 || there === 0 ? 'decimal' : 'groups';
      if (separator === ',' && here === 0) return 'groups';
      doubt = example;
      return here >= there ? 'decimal' : 'groups';
    };
    const [comma, point] = MARKS.map(judge);
    if (point === 'groups') return { marks: 'grouped-points', doubt };
    if (comma === 'groups') return { marks: '.', doubt };
    return { marks: fixed ?? (comma === 'decimal' || writers[','] > writers['.'] ? ',' : '.'), doubt };
  });
}
