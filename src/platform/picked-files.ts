/** Files from a drop or a file dialog, with the path they had inside what was given. */
import type { SourceFile } from '../worker/protocol.ts';

function pathOf(file: File): string {
  // The drop zone sets `path`; a folder dialog sets `webkitRelativePath`.
  const dropped: unknown = 'path' in file ? file.path : undefined;
  const path = typeof dropped === 'string' && dropped !== '' ? dropped : file.webkitRelativePath;
  return (path === '' ? file.name : path).replace(/^(\.?\/)+/, '');
}

/** Files that an operating system leaves in folders. */
const LITTER = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|(^|\/)__MACOSX\//i;

export function pickedFiles(files: Iterable<File>): SourceFile[] {
  return [...files].map((file) => ({ path: pathOf(file), file })).filter(({ path }) => !LITTER.test(path));
}
