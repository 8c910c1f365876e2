/**
 * Everything that the page says about the files a visitor gave, one line a note, in the page's words: what was found, how the
 * table was read, each column, how rows found their pictures, and what is left out, by name.
 */
import { rejectedText } from '../../i18n/rejected-text.ts';
import { type DataReport, repeatsOf } from '../../core/data-report.ts';
import { isLearned } from '../../core/column-report.ts';
import { ruleText } from '../../core/plausibility.ts';
import { leftOut } from '../../i18n/left-out.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ruleWords } from '../rule-words.ts';
import { columnNotes, columnReasons } from './column-notes.ts';
import { foundGaps, foundSummary, tableNotes } from './found.ts';
import { pairingWords } from './pairing-words.ts';
import { ruleNotes } from './rule-notes.ts';

/** What was read how; nothing for the reading of a workbook, which needs none. */
function tableLines(table: NonNullable<DataReport['table']>, texts: Pick<Texts, 't' | 'n'>): string[] {
  const { t } = texts;
  const { format, header, path } = table;
  const read =
    format === null
      ? []
      : [
          `${t('format.separator')}: ${t(`separator.${format.separator}`)}`,
          `${t('format.decimal')}: ${t(`decimal.${format.decimal}`)}`,
          `${t('format.encoding')}: ${t(`encoding.${format.encoding}`)}`,
        ];
  const { unsure, others } = tableNotes(table, texts);
  const first = `${t('format.header')}: ${t(`header.${header}`)}`;
  return [[`${t('format.table')}: ${path}`, ...read, first].join('; '), ...unsure, ...others];
}

function columnLines({ columns }: DataReport, texts: Pick<Texts, 't' | 'n'>): string[] {
  const { t } = texts;
  return columns.flatMap((column) => {
    const { name, role, type, threshold } = column;
    const isUsed = isLearned(column);
    const isModelled = role === 'feature' || role === 'target';
    const rule = isUsed && threshold !== null ? [t('columns.rule', { threshold })] : [];
    const what = [t(`role.${isModelled && !isUsed ? 'drop' : role}`), ...(isUsed ? [t(`type.${type}`), ...rule] : [])];
    const { warnings, readings } = columnNotes(column, texts);
    return [`${what.join(', ')}. ${columnReasons(column, texts)}`, ...warnings, ...readings].map(
      (note) => `${name}: ${note.trim()}`,
    );
  });
}

function sameLines({ images: { same, readable } }: DataReport, { t }: Pick<Texts, 't'>): string[] {
  const [exact, near] = [repeatsOf(same.exact), repeatsOf(same.near)];
  if (exact + near === 0) return [];
  const text = t('same.text', { exact, near, different: readable - exact - near, total: readable });
  return [text, ...[...same.exact, ...same.near].map((group) => group.join(' = '))];
}

/** More lines or files of one kind are counted. */
const MOST_LISTED = 100;

export function inputNotes(report: DataReport, texts: Texts): string[] {
  const { t, n } = texts;
  const { table, images, rules, foundRules, settings } = report;
  const learned = new Set((settings.learned ?? []).map(ruleText));
  const found = foundRules.filter(({ rule }) => !learned.has(ruleText(rule)));
  const left = leftOut(report, texts)
    // With their reasons, above.
    .filter(({ key }) => key !== 'rejected')
    .map(({ what, count, happens, which }) => {
      const shown = which.slice(0, MOST_LISTED);
      const rest = which.length - shown.length;
      const list = rest > 0 ? [...shown, t('count.more', { count: rest })] : shown;
      return `${what}: ${n.integer(count)}. ${happens}: ${list.join('; ')}`;
    });
  return [
    foundSummary(report, texts),
    ...foundGaps(report, texts),
    ...images.rejected.map((file) => `${file.path}: ${rejectedText(texts, file)}`),
    ...(table === null ? [] : tableLines(table, texts)),
    ...columnLines(report, texts),
    ...found.map((check) => {
      const notes = ruleNotes(check, report, texts).join(' ');
      return t('rules.foundLine', { rule: texts.say(ruleWords(check.rule)), notes });
    }),
    ...rules.map((check) => [`${texts.say(ruleWords(check.rule))}:`, ...ruleNotes(check, report, texts)].join(' ')),
    ...(table === null ? [] : [pairingWords(report, texts)]),
    ...left,
    ...sameLines(report, texts),
    ...(report.problem === null
      ? [t('loaded.ready', { pairs: t('count.pairs', { count: report.usable.pairs }) })]
      : []),
    // A cell that is quoted may hold several lines.
  ].map((note) => note.replaceAll(/\s*[\n\r]+\s*/gu, ' '));
}
