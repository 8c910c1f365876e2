/** zip.js and all around it is fetched when the first archive comes: most visitors never give one. */
import { loadPart } from '../platform/load-part.ts';

export type { ZipReader } from './zip-reader.ts';

/** Rejects with `newer-version` or `part-unreachable`, which says nothing of any archive. */
export async function loadZipReader(): Promise<typeof import('./zip-reader.ts').ZipReader> {
  return (await loadPart(() => import('./zip-reader.ts'))).ZipReader;
}
