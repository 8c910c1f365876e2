/** What a ZIP archive is by the names inside it: office programs pack their files so, in any order. */

export type ArchiveKind = 'workbook' | 'other-office' | 'archive';

const OFFICE: readonly { readonly inside: RegExp; readonly kind: ArchiveKind; readonly name: string }[] = [
  { inside: /^xl\/workbook\.xml$/u, kind: 'workbook', name: 'Excel' },
  { inside: /^xl\/workbook\.bin$/u, kind: 'other-office', name: 'a binary Excel workbook (xlsb)' },
  { inside: /^word\/document\.xml$/u, kind: 'other-office', name: 'Word' },
  { inside: /^ppt\/presentation\.xml$/u, kind: 'other-office', name: 'PowerPoint' },
  { inside: /^META-INF\/manifest\.xml$/u, kind: 'other-office', name: 'OpenDocument' },
];

export function archiveKind(names: readonly string[]): { readonly kind: ArchiveKind; readonly looksLike: string } {
  const found = OFFICE.find(({ inside }) => names.some((name) => inside.test(name)));
  return found === undefined ? { kind: 'archive', looksLike: 'ZIP' } : { kind: found.kind, looksLike: found.name };
}
