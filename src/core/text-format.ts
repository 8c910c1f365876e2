/** How a text table is written: its letters, what separates cells, its decimal mark, whether its first line has names. */
/** Labels of the Encoding Standard, the more common ones first. */
export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1254',
  'windows-1257',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'iso-8859-2',
  'koi8-r',
  'x-mac-cyrillic',
  'macintosh',
  'ibm866',
  'gbk',
  'shift_jis',
  'big5',
  'euc-kr',
  'utf-16le',
  'utf-16be',
] as const;
export type TextEncoding = (typeof ENCODINGS)[number];

export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export const DECIMAL_MARKS = ['.', ','] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** Whether the first line of a table names the columns or is a patient. */
export const HEADERS = ['names', 'patient'] as const;
export type HeaderChoice = (typeof HEADERS)[number];

/** How the table is read; `auto` fields are recognised from the file. Of a workbook's sheet only `header` is. */
export interface TextFormatChoice {
  readonly encoding: TextEncoding | 'auto';
  readonly separator: Separator | 'auto';
  readonly decimal: DecimalMark | 'auto';
  readonly header: HeaderChoice | 'auto';
}

export const AUTO_TEXT_FORMAT: TextFormatChoice = {
  encoding: 'auto',
  separator: 'auto',
  decimal: 'auto',
  header: 'auto',
};

/** What was recognised or chosen. */
export interface TextFormat {
  readonly encoding: TextEncoding;
  readonly hasBom: boolean;
  /** The words are none of any language that is known here: letters were misread, or lost before. */
  readonly looksWrong: boolean;
  readonly separator: Separator;
  readonly decimal: DecimalMark;
}
