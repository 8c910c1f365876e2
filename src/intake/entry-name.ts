/**
 * The name of a file in a ZIP archive, as a path below the archive. Nothing is ever written there, so a name that leads
 * elsewhere (`/x`, `C:\x`, `../x`) is no danger, and its file is not lost: only its last, harmless part is kept.
 */

/** Info-ZIP's Unicode path: a version, a checksum, the name in UTF-8. PKWARE APPNOTE.TXT 4.6.9. */
const UNICODE_PATH = 0x7075;

/** The name in UTF-8 that stands beside the name, where one does. */
export function unicodePath(extra: Uint8Array): Uint8Array | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === UNICODE_PATH && end <= extra.length) return extra.subarray(at + 9, end);
    at = end;
  }
  return null;
}

/** `decode`: bytes of a name → text, `isUtf8` where they say so. A folder's name ends with `/`. */
export function entryName(
  name: Uint8Array,
  extra: Uint8Array,
  decode: (bytes: Uint8Array, isUtf8: boolean) => string,
): string {
  // Windows programs write backslashes.
  const beside = unicodePath(extra);
  const path = decode(beside ?? name, beside !== null).replaceAll('\\', '/');
  const parts = path.replace(/^[a-z]:\//iu, '').split('/');
  const kept = parts.filter((part, i) => part !== '.' && part !== '..' && (part !== '' || i === parts.length - 1));
  return kept.join('/');
}
