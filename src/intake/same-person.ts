/**
 * Whether rows that name the same picture are of one person: the same cells in every column, or the same id in a column that numbers
 * persons. Of two persons none has the picture: which of them is meant, nobody can tell, and the order of rows says nothing.
 */
import type { PairingColumn } from './claim-pictures.ts';

/** An id that more rows share on average is a ward's or a device's. */
const MOST_ROWS_A_PERSON = 10;

function numbersPersons({ counts: { filled, distinct } }: PairingColumn): boolean {
  return distinct * MOST_ROWS_A_PERSON >= filled;
}

export function samePerson(columns: readonly PairingColumn[]): (rows: readonly number[]) => boolean {
  // Looked at only where two rows name one picture.
  let persons: readonly PairingColumn[] | null = null;
  return (rows) => {
    const isSame = ({ cells }: PairingColumn): boolean => rows.every((row) => cells[row] === cells[rows[0] ?? 0]);
    persons ??= columns.filter((column) => column.role === 'id' && numbersPersons(column));
    return (
      persons.some((column) => (column.cells[rows[0] ?? 0] ?? '') !== '' && isSame(column)) || columns.every(isSame)
    );
  };
}
