/** Tables that say in one column in which folder a picture is, most often its patient's, and in another what it is called there. */
import { idText, normalPath } from '../data/file-key.ts';
import type { Found, PairingColumn } from './claim-pictures.ts';

/** As many of the cells that say something are folders, or the column is about something else. */
const FOLDERS_SHARE = 0.5;

/** Folders of all pictures, each by itself. */
function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) for (const folder of normalPath(path).split('/').slice(0, -1)) folders.add(folder);
  return folders;
}

/**
 * The names of a column that alone mean pictures in several folders, each with the folder that another column of its row says.
 * `find` holds such texts against the pictures. Null where no column says folders by which more pictures are found.
 */
export function findInFolders(
  named: Found,
  columns: readonly PairingColumn[],
  paths: readonly string[],
  find: (column: PairingColumn) => Found,
): Found | null {
  if (![...named.left.values()].some(({ why }) => why === 'several')) return null;
  const folders = foldersOf(paths);
  let best: Found | null = null;
  for (const column of columns) {
    const { filled, distinct } = column.counts;
    if (column.name === named.name || distinct < 2) continue;
    const known = column.cells.map((cell) => [normalPath(cell), idText(cell)].find((text) => folders.has(text)));
    if (known.filter((folder) => folder !== undefined).length < FOLDERS_SHARE * filled) continue;
    const cells = named.cells.map((cell, row) => {
      const folder = known[row];
      return cell === '' || folder === undefined ? cell : `${folder}/${cell}`;
    });
    const found = find({ name: named.name, role: 'image', cells, counts: { filled, distinct } });
    if (found.claims.size > (best ?? named).claims.size) best = { ...found, cells: named.cells };
  }
  return best;
}
