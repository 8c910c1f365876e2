/** A WFDB header: its first line that is no comment begins a record, `NAME[/SEGMENTS] SIGNALS [RATE …]`. */
export function isWfdb(text: string, path: string): boolean {
  if (!/\.hea$/iu.test(path)) return false;
  const first = text.split(/\r?\n/u).find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && /^\S+\s+\d+(\s|$)/u.test(first);
}
