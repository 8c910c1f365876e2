/**
 * The table that records bring themselves: a row an ECG, with the file it is drawn from, a number a patient and what the cart
 * measured. It is a table like any other from here on. Patients are numbered as they come: their ids are not in it.
 */
import type { Sheet } from '../data/sheet-rows.ts';
import type { EcgFacts } from './formats/ecg-record.ts';
import { frequentStatements } from './formats/statements.ts';

/** What it is called among the tables. */
export const RECORD_TABLE = 'ECG files';

export interface RecordOfFile {
  readonly path: string;
  readonly facts: EcgFacts;
  /** Hashed; the patient's first. */
  readonly ids: readonly number[];
}

type Cell = string | number | undefined;

interface FactColumn {
  readonly header: string;
  readonly cell: (facts: EcgFacts) => Cell;
}

const MEASURED: readonly FactColumn[] = [
  { header: 'age', cell: ({ age }) => age },
  { header: 'sex', cell: ({ sex }) => sex },
  { header: 'heart rate', cell: ({ rate }) => rate },
  { header: 'PR', cell: ({ pr }) => pr },
  { header: 'QRS', cell: ({ qrs }) => qrs },
  { header: 'QT', cell: ({ qt }) => qt },
  { header: 'QTc', cell: ({ qtc }) => qtc },
  { header: 'P axis', cell: ({ pAxis }) => pAxis },
  { header: 'QRS axis', cell: ({ qrsAxis }) => qrsAxis },
  { header: 'T axis', cell: ({ tAxis }) => tAxis },
];

function statementColumns(records: readonly RecordOfFile[]): FactColumn[] {
  return frequentStatements(records.map(({ facts }) => facts.statements ?? [])).map(({ words, isIn }) => ({
    header: words,
    cell: ({ statements }) => (statements === undefined ? undefined : Number(statements.some(isIn))),
  }));
}

/** One number a patient, in order of first appearance; none where nobody's id is known, or all are apart anyway. */
function patientColumn(records: readonly RecordOfFile[]): Cell[] | null {
  const numbers = new Map<number, number>();
  const cells = records.map(({ ids: [patient] }) => {
    if (patient === undefined) return undefined;
    const number = numbers.get(patient) ?? numbers.size + 1;
    numbers.set(patient, number);
    return number;
  });
  return numbers.size < cells.filter((cell) => cell !== undefined).length ? cells : null;
}

/** Null: the files say nothing of their patients. */
export function recordTable(records: readonly RecordOfFile[]): Omit<Sheet, 'name'> | null {
  const facts = [...MEASURED, ...statementColumns(records)].map(({ header, cell }) => ({
    header,
    cells: records.map((record) => cell(record.facts)),
  }));
  const said = facts.filter(({ cells }) => cells.some((cell) => cell !== undefined));
  if (said.length === 0) return null;
  const patient = patientColumn(records);
  const columns: readonly { readonly header: string; readonly cells: readonly Cell[] }[] = [
    { header: 'image', cells: records.map(({ path }) => path) },
    ...(patient === null ? [] : [{ header: 'patient_id', cells: patient }]),
    ...said,
  ];
  const lines: (readonly Cell[])[] = [
    columns.map(({ header }) => header),
    ...records.map((_, row) => columns.map(({ cells }) => cells[row])),
  ];
  return {
    rows: lines.map((line) => line.map((cell) => (cell === undefined ? '' : String(cell)))),
    numbers: lines.map((line) => Uint8Array.from(line, (cell) => Number(typeof cell === 'number'))),
  };
}
