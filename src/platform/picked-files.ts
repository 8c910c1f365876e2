/** Files from a drop or a file dialog, with the path they had inside what was given. */
import { isSystemFile } from '../core/system-files.ts';
import type { SourceFile } from '../worker/protocol.ts';

function pathOf(file: File): string {
  // The drop zone sets `path`; a folder dialog sets `webkitRelativePath`.
  const dropped: unknown = 'path' in file ? file.path : undefined;
  const path = typeof dropped === 'string' && dropped !== '' ? dropped : file.webkitRelativePath;
  return (path === '' ? file.name : path).replace(/^(\.?\/)+/, '');
}

export function pickedFiles(files: Iterable<File>): SourceFile[] {
  return [...files].map((file) => ({ path: pathOf(file), file })).filter(({ path }) => !isSystemFile(path));
}
