/** The columns of a table: what they hold, what is suggested, what was decided, and what is shown of them. */
import type { DecimalMark } from '../core/text-format.ts';
import type { DataSettings, Pairing } from '../core/data-report.ts';
import type { CellNotes, ColumnReport, NotedCells, NotedText } from '../core/column-report.ts';
import { type ColumnReading, type ColumnSetting, fillsBlanks, type TableSchema } from '../core/table-schema.ts';
import type { CodeList } from './code-lists.ts';
import { dateReader } from './cell-date.ts';
import { isMissing, mayBeFinding } from './cell-words.ts';
import { BIRTH_HEADER, DATE_HEADER, isNamed } from './column-names.ts';
import { drawProfile, profileColumn, type ColumnProfile } from './column-profile.ts';
import { modelledValues } from './fit-schema.ts';
import { suggestColumn, type ColumnSuggestion, type SuggestOptions } from './infer-columns.ts';
import { codeColumns, type MadeColumns } from './made-columns.ts';
import { findMarks, type ColumnMarks } from './number-marks.ts';
import type { ParsedTable } from './parse-table.ts';
import { joinRare } from './join-rare.ts';
import { onceFor } from './remember.ts';
import { looksPersonal } from './personal/judge-column.ts';
import type { NameList } from './personal/name-list.ts';
import type { TextColumn } from './text-column.ts';
import { namesOf } from './picture-names.ts';

export interface Column {
  readonly profile: ColumnProfile;
  readonly suggestion: ColumnSuggestion;
  /** What its cells list, where they do. */
  readonly list: CodeList | null;
  /** Complete: what was not decided is as suggested. */
  readonly setting: Required<ColumnSetting>;
}

/** What was decided; a column that is personal is learned only after a visitor has cleared it. */
function decide(
  suggested: Required<ColumnSetting>,
  decided: ColumnSetting | undefined,
  personal: boolean,
): Required<ColumnSetting> {
  const setting = { ...suggested, ...decided };
  const isLearned = setting.role === 'feature' || setting.role === 'target';
  return personal && isLearned ? { ...setting, role: suggested.role, threshold: null } : setting;
}

/** What is said of a column that others are made of, or that is made itself. */
function withMade(
  suggestion: ColumnSuggestion,
  {
    isAge,
    of,
    list,
  }: { readonly isAge: boolean; readonly of: CodeList | undefined; readonly list: CodeList | undefined },
): ColumnSuggestion {
  if (list !== undefined && list.codes.length > 0) {
    const reasons = [list.areNumbers ? 'two-numbers' : 'code-list'] as const;
    // Its cells are hardly the same twice, as ids are.
    return { ...suggestion, role: 'drop', reasons, personal: false, tellsPatients: false };
  }
  const isLearned = suggestion.role === 'feature' || suggestion.role === 'target';
  if (!isLearned || !(isAge || of !== undefined)) return suggestion;
  return {
    ...suggestion,
    reasons: [isAge ? 'age-from-dates' : of?.areNumbers === true ? 'from-two-numbers' : 'from-codes'],
  };
}

interface Suggested {
  readonly profile: ColumnProfile;
  readonly suggestion: ColumnSuggestion;
}

function suggestedReading({ profile, suggestion: { join } }: Suggested): ColumnReading {
  return join === null ? profile.suggestedReading : { ...profile.suggestedReading, join };
}

/** Row by row the same 0 or 1 as the thresholded column, blanks included. */
function repeats(flag: ColumnProfile, rule: Suggested): boolean {
  const setting = { ...rule.suggestion, name: rule.profile.name };
  const ofRule = modelledValues(rule.profile.values, setting);
  const ofFlag = modelledValues(flag.values, { ...setting, threshold: null });
  if (ofRule.kind !== 'numbers' || ofFlag.kind !== 'numbers') return false;
  const { codes } = flag.column;
  return rule.profile.column.codes.every((code, row) =>
    Object.is(ofRule.numbers[code], ofFlag.numbers[codes[row] ?? -1]),
  );
}

/** A number of affected arteries follows from the arteries' own columns; where there are none, it is what is known of them. */
function keepOnlyTarget(columns: readonly Suggested[]): Suggested[] {
  if (columns.some(({ suggestion }) => suggestion.role === 'target')) return [...columns];
  return columns.map(({ profile, suggestion }) => {
    if (!suggestion.reasons.includes('derived-from-targets')) return { profile, suggestion };
    return { profile, suggestion: { ...suggestion, role: 'target', reasons: ['target-name'] } };
  });
}

/** An id that nothing but its numbers says is one. */
function isIdByContent({ suggestion }: Suggested): boolean {
  return suggestion.personal && suggestion.reasons.includes('record-id') && suggestion.role === 'id';
}

/** A column that tells patients apart, by its header or by their names. */
function namesPatients(column: Suggested): boolean {
  const { tellsPatients, role } = column.suggestion;
  return tellsPatients && (role === 'id' || role === 'drop') && !isIdByContent(column);
}

/** Whether all rows that have the same in `by` have the same in `column`, and some patients are in several rows. */
function isOncePer(column: TextColumn, by: TextColumn): boolean {
  if (2 * by.texts.length > by.codes.length) return false;
  const known = new Map<number, number>();
  return by.codes.every((patient, row) => {
    const code = column.codes[row] ?? -1;
    const own = known.get(patient) ?? code;
    known.set(patient, own);
    return own === code;
  });
}

/** A yes/no column beside the percentage that it was made from would be the same target twice: it is left out. */
function dropRepeated(columns: readonly Suggested[]): Suggested[] {
  const rules = columns.filter(({ suggestion }) => suggestion.reasons.includes('percent-stenosis'));
  return columns.map((column) => {
    const { profile, suggestion } = column;
    const isFlag = profile.isNumeric && suggestion.type === 'binary' && suggestion.threshold === null;
    const isModelled = suggestion.role === 'feature' || suggestion.role === 'target';
    if (!isFlag || !isModelled || !rules.some((rule) => repeats(profile, rule))) return column;
    return { profile, suggestion: { ...suggestion, role: 'drop', reasons: ['derived-from-targets'] } };
  });
}

/** Different texts looked at: a column of numbers begins with numbers. */
const LOOKED_AT = 50;

/** Words such as "null" that stand among the numbers of some column: there they say "not known", and so they do elsewhere. */
function findGapWords(columns: readonly TextColumn[]): ReadonlySet<string> {
  const words = columns.flatMap(({ texts }) => {
    const findings = texts.filter((text) => mayBeFinding(text)).map((text) => text.trim());
    const first = texts.slice(0, LOOKED_AT).filter((text) => !isMissing(text));
    const numbers = first.filter((text) => /^\s*[+-]?[\d.,]+\s*$/u.test(text));
    // A few grades beside "none" are findings as well.
    return findings.length > 0 && numbers.length > MOST_GRADES && numbers.length > 0.9 * first.length ? findings : [];
  });
  return new Set(words);
}

const MOST_GRADES = 5;

const gapWordsOf = onceFor(findGapWords);

/** By the table, the marks of its columns as they were last looked for. */
const lastMarks = new WeakMap<
  ParsedTable,
  { readonly fixed: DecimalMark | null; readonly marks: readonly ColumnMarks[] }
>();

function marksOf(table: ParsedTable, fixed: DecimalMark | null): readonly ColumnMarks[] {
  const last = lastMarks.get(table);
  if (last?.fixed === fixed) return last.marks;
  const marks = findMarks(table.columns, { fixed, separator: table.separator });
  lastMarks.set(table, { fixed, marks });
  return marks;
}

interface LastSuggestion {
  readonly options: SuggestOptions;
  readonly suggestion: ColumnSuggestion;
  /** The profile with its rare words as one. */
  readonly joined: ColumnProfile;
}

/** By the profile, what was last suggested: most changed settings leave it as it is. */
const lastSuggestions = new WeakMap<ColumnProfile, LastSuggestion>();

function suggestOnce(profile: ColumnProfile, options: SuggestOptions): LastSuggestion {
  const last = lastSuggestions.get(profile);
  if (last !== undefined && areSame(last.options, options)) return last;
  const suggestion = suggestColumn(profile, options);
  const { join } = suggestion;
  const made = { options, suggestion, joined: join === null ? profile : joinRare(profile, join) };
  lastSuggestions.set(profile, made);
  return made;
}

function areSame({ join: a, ...before }: SuggestOptions, { join: b, ...now }: SuggestOptions): boolean {
  const isJoin = a === b || (a?.below === b?.below && a?.as === b?.as && (a === null) === (b === null));
  return isJoin && Object.entries(before).every(([key, value]) => value === now[key as keyof typeof now]);
}

export function readColumns(
  table: ParsedTable,
  images: readonly { readonly path: string }[],
  options: { readonly settings: DataSettings; readonly made: MadeColumns; readonly names: NameList },
): Column[] {
  const { settings, made, names } = options;
  const { ages } = made;
  const derived = new Map(ages.map((age) => [age.name, age]));
  const ofCodes = codeColumns(made);
  const lists = new Map(made.lists.map((list) => [list.source, list]));
  const rules = new Map(ages.map((age) => [age.source, age.rule]));
  const isPicture = namesOf(images.map(({ path }) => path));
  const overrides = new Map(settings.columns.map((column) => [column.name, column]));
  const plain: ColumnMarks = { marks: table.decimal, doubt: null };
  const marks = marksOf(table, settings.text.decimal === 'auto' ? null : settings.text.decimal);
  const gapWords = gapWordsOf(table.columns);
  const suggest = (column: TextColumn, index: number, isOfPatient: boolean): Suggested => {
    const name = table.header[index] ?? '';
    const decided = overrides.get(name);
    const profile = profileColumn(column, {
      name,
      marks: marks[index] ?? plain,
      gapWords,
      decided: decided?.reading ?? null,
    });
    const { suggestion, joined } = suggestOnce(profile, {
      isPicture,
      names,
      isCleared: decided?.isCleared === true,
      isRecord: name === table.record,
      isOfPatient,
      isList: lists.has(name),
      join: decided?.reading === undefined ? undefined : (decided.reading.join ?? null),
    });
    const isMade = { isAge: derived.has(name), of: ofCodes.get(name), list: lists.get(name) };
    return {
      profile: joined,
      suggestion: withMade(suggestion, isMade),
    };
  };
  const first = table.columns.map((column, index) => suggest(column, index, false));
  const patients = first.filter(namesPatients).map(({ profile }) => profile.column);
  const columns = first.map((one, index) => {
    const column = table.columns[index];
    const isAsked = column !== undefined && isIdByContent(one) && patients.some((by) => isOncePer(column, by));
    return isAsked ? suggest(column, index, true) : one;
  });
  return dropRepeated(keepOnlyTarget(columns)).map(({ profile, suggestion }) => {
    const { role, type, threshold, blanks } = suggestion;
    const list = lists.get(profile.name) ?? null;
    const suggested = {
      name: profile.name,
      role,
      type,
      threshold,
      blanks,
      reading: suggestedReading({ profile, suggestion }),
      age: rules.get(profile.name) ?? null,
      codes: list?.codes ?? [],
      isCleared: false,
    };
    return { profile, suggestion, list, setting: decide(suggested, overrides.get(profile.name), suggestion.personal) };
  });
}

/** A column whose values turned out to name the pictures is an id and no measurement, unless a visitor says so. */
export function markKeyColumn(columns: readonly Column[], pairing: Pairing, settings: DataSettings): Column[] {
  return columns.map((column) => {
    const { profile, suggestion, setting } = column;
    const isKey = pairing.method === 'name' && profile.name === pairing.keyColumn;
    if (!isKey || suggestion.role === 'id' || suggestion.personal) return column;
    const isDecided = settings.columns.some(({ name }) => name === profile.name);
    return {
      ...column,
      suggestion: { ...suggestion, role: 'id', reasons: ['record-id'], tellsPatients: true },
      setting: isDecided ? setting : { ...setting, role: 'id', threshold: null },
    };
  });
}

/** More different texts than this are not listed one by one. */
const MOST_TEXTS = 24;

const fewTextsOf = onceFor(fewTexts);
const pictureOf = onceFor(drawProfile);

function fewTexts({ column: { texts }, textCounts }: ColumnProfile): NotedText[] {
  // Spaces make a few more of the same.
  if (texts.length > 4 * MOST_TEXTS) return [];
  const trimmed = new Map<string, number>();
  texts.forEach((text, i) => {
    trimmed.set(text.trim(), (trimmed.get(text.trim()) ?? 0) + (textCounts[i] ?? 0));
  });
  if (trimmed.size > MOST_TEXTS || [...trimmed.keys()].some(looksPersonal)) return [];
  return [...trimmed].map(([text, count]) => ({ text, count })).toSorted((a, b) => b.count - a.count);
}

function hidePersonal(notes: CellNotes): CellNotes {
  const { outside, respelled, parts } = notes;
  const isPersonal = ({ example }: NotedCells): boolean => looksPersonal(example);
  return {
    ...notes,
    outside: outside !== null && isPersonal(outside) ? { ...outside, example: '' } : outside,
    parts: parts !== null && looksPersonal(parts.example) ? null : parts,
    respelled: respelled !== null && isPersonal(respelled) ? { ...respelled, example: '', readAs: '' } : respelled,
  };
}

/** Dates, or years of birth: an age can be made of them. */
function holdsDates({ profile, suggestion }: Column): boolean {
  if (suggestion.reasons.includes('date')) return true;
  // A year alone is a year of birth only where the column is called so; other numbers are no dates.
  if (profile.isNumeric && !suggestion.personal) return false;
  const { known, full, years } = datesOf(profile);
  return (suggestion.personal ? full + years : full) > known / 2;
}

/** Rows that say something, and those with a day or with a year alone. Not counted to the end where most are no dates. */
const datesOf = onceFor(({ name, column, textCounts }: ColumnProfile) => {
  const read = dateReader(column.texts, isNamed(name, BIRTH_HEADER, DATE_HEADER));
  let [known, full, years] = [0, 0, 0];
  for (const [i, text] of column.texts.entries()) {
    if (2 * (known - full - years) > column.codes.length) break;
    if (isMissing(text)) continue;
    const date = read(text);
    const rows = textCounts[i] ?? 0;
    known += rows;
    if (date !== null && date.month > 0) full += rows;
    else if (date !== null) years += rows;
  }
  return { known, full, years };
});

/** `constant` are the columns with one value among the patients that are trained on; null before anybody is paired. */
export function reportColumn(
  column: Column,
  fitted: { readonly schema: TableSchema; readonly constant: readonly string[] } | null,
): ColumnReport {
  const { profile, suggestion, setting } = column;
  const { personal, possibleTypes, reasons } = suggestion;
  const coded = fitted?.schema.columns.find((one) => one.name === profile.name);
  const isConstant = fitted?.constant.includes(profile.name) === true;
  const nothing = profile.missing > 0 ? 'one-value' : 'constant';
  const { unreadable } = profile;
  const example = unreadable === null || looksPersonal(unreadable.example) ? '' : unreadable.example;
  const { name, role, type, threshold, reading, isCleared } = setting;
  // An id tells who somebody is to those who keep the list: there is nothing to see in its values.
  const isLearned = role === 'feature' || role === 'target';
  const isHidden = personal || (suggestion.role === 'id' && !isLearned);
  return {
    name,
    role,
    type,
    threshold,
    blanks: fillsBlanks(setting) ? 'fill' : 'generate',
    reading,
    suggestedRole: suggestion.role,
    suggestedType: suggestion.type,
    suggestedBlanks: suggestion.blanks,
    suggestedReading: suggestedReading(column),
    ...(holdsDates(column) ? { age: setting.age } : {}),
    ...(column.list === null
      ? {}
      : { codes: setting.codes, codeCounts: column.list.counts, hasTwoNumbers: column.list.areNumbers }),
    ...(isCleared ? { isCleared } : {}),
    texts: isHidden ? [] : fewTextsOf(profile),
    notes: isHidden ? null : hidePersonal(profile.notes),
    // What else it would be taken for is no longer true of it.
    reasons: isConstant ? [nothing] : reasons,
    personal,
    // A rule makes two values of any number.
    possibleTypes:
      setting.threshold !== null && !possibleTypes.includes('binary') ? ['binary', ...possibleTypes] : possibleTypes,
    present: profile.present,
    missing: profile.missing,
    distinct: profile.distinct,
    unreadable: isHidden || unreadable === null ? null : { ...unreadable, example },
    fill: isHidden || coded === undefined || coded.missing === 0 ? '' : coded.fill,
    picture: isHidden ? { kind: 'none' } : pictureOf(profile),
  };
}
