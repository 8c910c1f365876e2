/** A column as pairing sees it, from its cells. */
import type { PairingColumn } from '../claim-pictures.ts';

export function pairingColumn(
  role: PairingColumn['role'],
  cells: readonly string[],
  name: string = role,
): PairingColumn {
  const filled = cells.filter((cell) => cell !== '');
  return { name, role, cells, counts: { filled: filled.length, distinct: new Set(filled).size } };
}
