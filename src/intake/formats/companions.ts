/** Files that are one ECG only together, such as a WFDB header and its samples. */
import { namedFiles } from './wfdb/header.ts';

export function namesCompanions(path: string): boolean {
  return /\.hea$/iu.test(path);
}

/** Paths of the files that belong to the one at `path`, by the names it calls them. They lie beside it. */
export function companionsOf(path: string, text: string): ReadonlyMap<string, string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return new Map(namedFiles(text).map((name) => [name, folder + name]));
}
