/**
 * Tables with one value a line, as laboratories and registries export them: whose it is, what was measured, the value, and often its
 * unit. They become tables with a row for each patient (or visit) and a column for each of the things measured.
 */
import { isMissing } from './cell-words.ts';
import { DATE_HEADER, isNamed, STRONG_ID_HEADER } from './column-names.ts';
import { isNumber, nameColumns } from './header-line.ts';
import type { ParsedTable } from './parse-table.ts';
import { personHeader } from './personal/person-headers.ts';
import { sheetColumn, textAt, type TextColumn } from './text-column.ts';

const VARIABLE =
  /^(variable|var|variable[ _]?name|param(eter)?|parameter[ _]?name|item(id)?|item[ _]?name|test|test[ _]?name|lab[ _]?test|analyte|measure|measurement[ _]?name|attribute|indicator|observation|concept|question|показатель|параметр|признак|анализ|тест|переменная|имя переменной|наименование( теста| показателя| анализа)?|messgröße|merkmal|laborparameter|untersuchung|analyt|paramètre|examen|analyse|parámetro|prueba|analito|parametro|esame|badanie|parametr|ukazatel|tetkik|parametre|指标|项目|検査項目|검사)$/iu;
const VALUE =
  /^(value|val|valuenum|result|results|test[ _]?result|reading|measurement|numeric[ _]?value|answer|значение|результат|величина|ответ|wert|messwert|ergebnis|valeur|résultat|valor|resultado|valore|risultato|wartość|wynik|hodnota|výsledek|değer|sonuç|结果|数值|値|結果|결과)$/iu;
const UNIT =
  /^(units?|uom|value[ _]?uom|ед(\.|иниц[аы])?( ?изм(\.|ерения)?)?|единиц[аы].*|einheit(en)?|unités?|unidad(es)?|unità|jednostka|jednotka|birim|单位|単位|단위)$/iu;
/** What tells one visit of a patient from another. */
const VISIT = /visit|event|encounter|stay|admission|session|timepoint|wave|визит|приём|посещение|besuch|termin|fall/iu;

const FEWEST_VARIABLES = 2;
const MOST_VARIABLES = 500;
const FEWEST_ROWS = 3;
/** More values that a row has already: its columns are not what tells rows apart. */
const MOST_TWICE = 0.1;

interface Layout {
  readonly variable: number;
  readonly value: number;
  /** -1: none. */
  readonly unit: number;
  /** Columns that tell rows apart. */
  readonly keys: readonly number[];
}

/** Rows that share their keys, in the order they begin in; `twice`: rows that say again what one above says. */
interface Groups {
  readonly rows: readonly (readonly number[])[];
  readonly twice: readonly number[];
}

function groupRows({ columns, rowCount }: ParsedTable, keys: readonly number[], variable: number): Groups {
  const groups = new Map<string, { readonly rows: number[]; readonly said: Set<number> }>();
  const twice: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const key = keys.map((at) => columns[at]?.codes[row] ?? 0).join(' ');
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { rows: [], said: new Set() }));
    const code = columns[variable]?.codes[row] ?? 0;
    if (group.said.has(code)) twice.push(row);
    else {
      group.said.add(code);
      group.rows.push(row);
    }
  }
  return { rows: Array.from(groups.values(), ({ rows }) => rows), twice };
}

function isPatientColumn(name: string): boolean {
  const header = personHeader(name);
  return isNamed(name, STRONG_ID_HEADER) || header === 'patient' || header === 'case' || header === 'name';
}

/** By the names of columns, and by what stands below them. */
function layoutOf({ header, columns, rowCount, record }: ParsedTable): Layout | null {
  const find = (pattern: RegExp): number => header.findIndex((name) => pattern.test(name.trim()));
  const [variable, value] = [find(VARIABLE), find(VALUE)];
  const variables = columns[variable];
  if (record !== null || variable === value || variables === undefined || columns[value] === undefined) return null;
  const { texts } = variables;
  const isNaming = texts.every((text) => !isMissing(text) && !isNumber(text));
  if (!isNaming || texts.length < FEWEST_VARIABLES || texts.length > MOST_VARIABLES) return null;
  const others = header.flatMap((_, at) => (at === variable || at === value ? [] : [at]));
  const whose = others.find((at) => isPatientColumn(header[at] ?? '')) ?? others[0];
  if (whose === undefined || (columns[whose]?.texts.length ?? 0) * FEWEST_VARIABLES > rowCount) return null;
  const whens = others.filter((at) => at !== whose && isNamed(header[at] ?? '', VISIT, DATE_HEADER));
  return { variable, value, unit: find(UNIT), keys: [whose, ...whens] };
}

/** The fewest columns that tell the rows apart: the patient alone, else with his visits. */
function findGroups(table: ParsedTable, { keys, variable }: Layout): Groups | null {
  for (let count = 1; count <= keys.length; count++) {
    const groups = groupRows(table, keys.slice(0, count), variable);
    if (groups.twice.length <= MOST_TWICE * table.rowCount) return groups;
  }
  return null;
}

/** A column of the rows that each group begins with. */
function takeFirst(column: TextColumn, groups: readonly (readonly number[])[]): TextColumn {
  return { ...column, codes: Uint32Array.from(groups, ([row = 0]) => column.codes[row] ?? 0) };
}

function isSame(column: TextColumn, groups: readonly (readonly number[])[]): boolean {
  return groups.every((rows) => rows.every((row) => column.codes[row] === column.codes[rows[0] ?? 0]));
}

/** The table with one row a patient; as it is where its lines hold more than a value. */
export function joinLong(table: ParsedTable): ParsedTable {
  const layout = layoutOf(table);
  const groups = layout === null ? null : findGroups(table, layout);
  if (layout === null || groups === null || groups.rows.length < FEWEST_ROWS) return table;
  const { variable, value, unit } = layout;
  const variables = table.columns[variable];
  const values = table.columns[value];
  if (variables === undefined || values === undefined) return table;
  const own = table.header.flatMap((name, at) => {
    const column = table.columns[at];
    if (column === undefined || at === variable || at === value || at === unit) return [];
    // What differs among the values of a row is said of each of them: a limit, a time of its own.
    return isSame(column, groups.rows) ? [{ name, column: takeFirst(column, groups.rows) }] : [];
  });
  const units = table.columns[unit];
  const measured = variables.texts.map((name, code) => {
    const rows = groups.rows.map((group) => group.find((row) => variables.codes[row] === code) ?? -1);
    const column = sheetColumn(rows.length, (at) => {
      const row = rows[at] ?? -1;
      if (row < 0) return { text: '', isNumber: false };
      const text = textAt(values, row);
      const behind = units === undefined || !isNumber(text) ? '' : textAt(units, row).trim();
      const isTyped = values.isNumber?.[values.codes[row] ?? -1] === 1;
      return { text: behind === '' ? text : `${text} ${behind}`, isNumber: isTyped && behind === '' };
    });
    return { name: name.trim(), column };
  });
  const all = [...own, ...measured];
  const rowLines = groups.rows.map(([row = 0]) => table.rowLines[row] ?? 0);
  const twice = groups.twice.map((row) => ({ kind: 'said-twice' as const, number: table.rowLines[row] ?? 0 }));
  return {
    ...table,
    header: nameColumns(all.map(({ name }) => name)),
    columns: all.map(({ column }) => column),
    rowCount: groups.rows.length,
    rowLines,
    noted: [...table.noted, ...twice, { kind: 'long', number: rowLines[0] ?? 0 }],
  };
}
