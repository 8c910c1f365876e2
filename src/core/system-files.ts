/** Files that systems leave in folders and archives by themselves: they are no part of what was given. */
const LITTER = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/iu;

export function isSystemFile(path: string): boolean {
  return LITTER.test(path);
}
