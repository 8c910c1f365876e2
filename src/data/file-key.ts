/** File names and ids in forms that can be compared: `ECG\Patient007.JPG` and the id "7". */

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function naturalOrder(a: string, b: string): number {
  return natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** "ecg%201" is "ecg 1"; what is no such text stays as it is. */
function unescaped(text: string): string {
  if (!/%[\da-f]{2}/iu.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As most names of files are: nothing of what follows changes them. */
const NORMAL = /^[\w()-][\w.()-]*(?:[ /][\w.()-]+)*$/u;

/** Lower case, one kind of slash, one space for any blanks; without "file:///D:/", "C:" and "./" in front. */
export function normalPath(text: string): string {
  if (NORMAL.test(text)) return text.toLowerCase();
  return unescaped(text.trim())
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^file:\/+/u, '')
    .replace(/^[a-z]:(?=\/)/u, '')
    .replace(/^(\.{0,2}\/)+/u, '')
    .trim();
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Endings of files that hold ECGs, pictures of them or what they were made from; ".55" of an id with points is none. */
const ENDING =
  /\.(jpe?g|jpe|jfif|jif|png|gif|webp|bmp|dib|avif|heic|heif|tiff?|svg|pdf|dcm|dicom|dat|hea|mat|xml|csv|txt|edf|scp|ecg|npy|json)$/iu;

/** The file's name without folders and ending. */
export function stem(path: string): string {
  return baseName(path).replace(ENDING, '');
}

/** The path without the ending of the file. */
export function withoutEnding(path: string): string {
  return path.replace(ENDING, '');
}

/** Runs of letters and runs of digits, numbers without leading zeros: "s0010_re" is s, 10, re. */
export function tokens(text: string): string[] {
  return rawTokens(text).map((run) => run.replace(/^0+(?=\d)/u, ''));
}

/** As `tokens`, with the zeros. */
export function rawTokens(text: string): string[] {
  return normalPath(text).match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** Letters and digits alone: "P001-01" is p00101. */
export function compactKey(text: string): string {
  return rawTokens(text).join('');
}

/** "10001.0"; "10,001"; "10.001"; "10 001". */
const WHOLE = [
  /^(\d+)(?:[.,]0+)?$/u,
  /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.0+)?$/u,
  /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,0+)?$/u,
  /^([1-9]\d{0,2}(?:[ '’]\d{3})+)(?:[.,]0+)?$/u,
];

/**
 * Digits of a whole number as programs write it ("10001.0", "10001,0", "10,001"), zeros in front kept; null for any other text.
 * Digit by digit: an id may be longer than numbers are exact.
 */
export function wholeNumber(text: string): string | null {
  if (/^[a-z]/i.test(text)) return null;
  const plain = text.trim().normalize('NFKC').replaceAll(/\s/gu, ' ');
  for (const form of WHOLE) {
    const digits = form.exec(plain)?.[1];
    if (digits !== undefined) return digits.replaceAll(/\D/gu, '');
  }
  return null;
}

/**
 * "1.0001E+04" is 10001. Null where digits may be lost: "1e+05" is the shortest form of an exact number, but "1.23457E+11" of a
 * workbook and "1.0000E+05" are rounded.
 */
function powerOfTen(text: string): string | null {
  const power = /^([1-9])(?:[.,](\d+))?(e)\+?0*(\d{1,2})$/iu.exec(text.trim());
  if (power === null) return null;
  const [, first = '', rest = '', letter = '', exponent = ''] = power;
  const places = Number(exponent);
  if (places <= rest.length) return /^0*$/u.test(rest.slice(places)) ? first + rest.slice(0, places) : null;
  return letter === 'e' && !rest.endsWith('0') && places <= 15 ? first + rest.padEnd(places, '0') : null;
}

/** An id as text: whole numbers as their digits, without case and unneeded blanks. */
export function idText(cell: string): string {
  return wholeNumber(cell) ?? powerOfTen(cell) ?? normalPath(cell);
}

/** The parts of an id or of a name, to be held against each other; `text` of `idText` or of a name without its ending. */
export function partsKey(text: string): string {
  return tokens(wholeNumber(text) ?? text).join('-');
}
