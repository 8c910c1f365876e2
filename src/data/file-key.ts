/** File names and ids in forms that can be compared: `ECG\Patient007.JPG` and the id "7". */

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function naturalOrder(a: string, b: string): number {
  return natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

export function normalPath(text: string): string {
  return text.trim().normalize('NFC').toLowerCase().replaceAll('\\', '/');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The file's name without folders and ending. */
export function stem(path: string): string {
  return baseName(path).replace(/\.[a-z0-9]{1,5}$/iu, '');
}

/** Runs of letters and runs of digits, numbers without leading zeros: "s0010_re" is s, 10, re. */
export function tokens(text: string): string[] {
  const runs = normalPath(text).match(/\p{L}+|\p{N}+/gu) ?? [];
  return runs.map((run) => run.replace(/^0+(?=\d)/u, ''));
}

export function idKey(id: string): string {
  return tokens(id).join('-');
}
