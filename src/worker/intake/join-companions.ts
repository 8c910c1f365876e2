/** Files that are one ECG only together become one entry: a header, with the files it names beside it. */
import { companionsOf, namesCompanions } from '../../intake/formats/companions.ts';
import type { Entry } from './open-files.ts';

export interface JoinedEntry extends Entry {
  /** Opens what belongs to it, by the names it is called; a file that is not there is not in it. */
  readonly beside: () => Promise<ReadonlyMap<string, Blob>>;
}

/** Headers are text of a few lines. */
const HEADER_BYTES = 2 ** 18;

async function headerText({ open }: Entry): Promise<string> {
  try {
    const { blob } = await open();
    return await blob.slice(0, HEADER_BYTES).text();
  } catch {
    // Said when the file itself is read.
    return '';
  }
}

/** What a header names, and what those name that are headers themselves. */
async function partsOf(
  entry: Entry,
  byPath: ReadonlyMap<string, Entry>,
  found = new Map<string, Entry>(),
): Promise<Map<string, Entry>> {
  for (const [name, path] of companionsOf(entry.path, await headerText(entry))) {
    const part = byPath.get(path);
    if (part === undefined || part === entry || found.has(name)) continue;
    found.set(name, part);
    if (namesCompanions(path)) await partsOf(part, byPath, found);
  }
  return found;
}

/** The entries without those that belong to another one. */
export async function joinCompanions(entries: readonly Entry[]): Promise<JoinedEntry[]> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const parts = new Map<Entry, ReadonlyMap<string, Entry>>();
  const taken = new Set<Entry>();
  for (const entry of entries) {
    if (!namesCompanions(entry.path)) continue;
    const found = await partsOf(entry, byPath);
    for (const part of found.values()) taken.add(part);
    parts.set(entry, found);
  }
  return entries
    .filter((entry) => !taken.has(entry))
    .map((entry) => ({
      ...entry,
      beside: async () => {
        const blobs = new Map<string, Blob>();
        for (const [name, part] of parts.get(entry) ?? []) blobs.set(name, (await part.open()).blob);
        return blobs;
      },
    }));
}
