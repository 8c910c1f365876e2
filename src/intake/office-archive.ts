/** What a ZIP archive is by the names inside it: office programs pack their files so, in any order. */
import type { FileLook } from '../core/file-look.ts';

export type ArchiveKind = 'workbook' | 'other-office' | 'archive';

const OFFICE: readonly { readonly inside: RegExp; readonly kind: ArchiveKind; readonly look: FileLook }[] = [
  { inside: /^xl\/workbook\.xml$/u, kind: 'workbook', look: 'excel' },
  { inside: /^xl\/workbook\.bin$/u, kind: 'other-office', look: 'excel-binary' },
  { inside: /^word\/document\.xml$/u, kind: 'other-office', look: 'word' },
  { inside: /^ppt\/presentation\.xml$/u, kind: 'other-office', look: 'powerpoint' },
  { inside: /^META-INF\/manifest\.xml$/u, kind: 'other-office', look: 'opendocument' },
];

export function archiveKind(names: readonly string[]): { readonly kind: ArchiveKind; readonly looksLike: FileLook } {
  const found = OFFICE.find(({ inside }) => names.some((name) => inside.test(name)));
  return found === undefined ? { kind: 'archive', looksLike: 'zip' } : { kind: found.kind, looksLike: found.look };
}
