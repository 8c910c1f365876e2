/**
 * DATA-CARD.md: what the files are, first of all that they are synthetic; how they were made; what they must not be used for. In
 * the language of whoever asked for them; in English where nobody did. Names of columns, of files and of settings stay as they are.
 */
import { foundLayout, layoutWords } from '../../answers/layout-words.ts';
import { ruleWords } from '../../answers/rule-words.ts';
import type { RuleCheck } from '../../core/plausibility.ts';
import type { MeasuredFacts } from '../../core/report/measured-facts.ts';
import { shapeOfForm } from '../../core/sheet-choice.ts';
import type { ArchiveContent, ArchiveFacts } from '../../export/archive-facts.ts';
import type { FilterOutcome } from '../../export/candidate-filter.ts';
import type { DataCard } from '../../export/pair-archive.ts';
import { type CardTexts, loadCardTexts } from '../../i18n/card-texts.ts';
import { cohortLines } from '../../i18n/cohort-lines.ts';
import { countPeople } from '../../i18n/count-people.ts';
import { DEFAULT_LANGUAGE, isLanguage } from '../../i18n/languages.ts';

/** `language`: a tag; one that is not complete here is answered in English. */
export async function loadDataCard(language: string = DEFAULT_LANGUAGE): Promise<DataCard> {
  const texts = await loadCardTexts(isLanguage(language) ? language : DEFAULT_LANGUAGE);
  return (facts, content) => dataCard(facts, content, texts);
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}\n`).join('');

const section = (title: string, body: string): string => `\n## ${title}\n${body}`;

const filterWords = ({ kind, detail, leftOut }: FilterOutcome, { c }: CardTexts): string =>
  c(`dataCard.filter.${kind}`, { detail, leftOut });

/** Which of the candidates are in, and what became of the others. */
function chosen({ first }: ArchiveFacts, { count, candidates, filters }: ArchiveContent, texts: CardTexts): string {
  const { c } = texts;
  if (filters.length === 0) return c('dataCard.pairs', { count, from: first + 1, to: first + count });
  const rules = filters.map((filter) => filterWords(filter, texts)).join('; ');
  return c('dataCard.chosen', { count, from: first + 1, to: first + candidates, rules });
}

function files(facts: ArchiveFacts, content: ArchiveContent, texts: CardTexts): string {
  const { c } = texts;
  const { config, csv, measured, drawn } = facts;
  const rows = chosen(facts, content, texts);
  const format =
    csv?.use === 'excel'
      ? c('dataCard.csv.excel', {
          separator: csv.separator === '\t' ? texts.t('separator.\t') : csv.separator,
          decimal: csv.decimal,
        })
      : c('dataCard.csv.programs');
  return list([
    `\`pairs.csv\`: ${c('dataCard.csv', { rows, format })}`,
    `\`images/\`: ${c('dataCard.images', { size: drawn?.size ?? config.size, square: c(`dataCard.square.${config.fit}`) })}`,
    ...(drawn === undefined || drawn.signals.length === 0
      ? []
      : [
          `\`signals/\`: ${drawn.signals.map((kind) => c(`dataCard.signals.${kind}`)).join(' ')} ${c('dataCard.signals')}`,
        ]),
    `\`manifest.json\`: ${c('dataCard.manifest')}`,
    ...(measured === null ? [] : [`\`report.html\`: ${c('dataCard.report')}`]),
  ]);
}

/** What was asked for, and how it was met. */
function cohort({ cohort: facts }: ArchiveFacts, texts: CardTexts): string {
  if (facts === undefined) return '';
  const { c } = texts;
  return section(c('dataCard.cohort'), `${c('dataCard.cohort.text')}\n${list(cohortLines(facts, texts))}`);
}

function straightened({ trainedOn }: ArchiveFacts, { c }: CardTexts): string[] {
  const { straightened: count } = trainedOn;
  return count === undefined ? [] : [c('dataCard.straightened', { count })];
}

function masked({ trainedOn }: ArchiveFacts, { c }: CardTexts): string[] {
  const { masked: count } = trainedOn;
  return count === undefined ? [] : [c('dataCard.masked', { count })];
}

function signalSheet({ trainedOn: { drawnOn } }: ArchiveFacts, texts: CardTexts): string[] {
  if (drawnOn === undefined) return [];
  const layout = layoutWords(shapeOfForm(drawnOn.form), texts);
  return [texts.c(`dataCard.drawnOn.${drawnOn.order}`, { layout })];
}

/** How the pictures came about, for a recipe that measures the patients'. */
function pictures({ sheet }: ArchiveFacts, texts: CardTexts): string[] {
  if (sheet === null) return [];
  const { c, n } = texts;
  const { misfit, odd, measured } = sheet;
  const layout = foundLayout(sheet, texts);
  const explained = c('dataCard.explained', { percent: n.percent(sheet.explained) });
  if (misfit !== null) return [c('dataCard.pictures.plain', { why: c(`dataCard.misfit.${misfit}`), explained })];
  return [
    odd === 0
      ? c('dataCard.pictures.sheet', { layout, explained })
      : c('dataCard.pictures.odd', { layout, explained, odd, measured }),
    ...(sheet.elsewhere === undefined ? [] : [c('dataCard.elsewhere', { count: sheet.elsewhere })]),
  ];
}

/** What the signals are, and what they are not. */
function signals({ sheet, drawn }: ArchiveFacts, { c, n }: CardTexts): string {
  if (drawn === undefined || drawn.signals.length === 0 || sheet === null || 'missing' in sheet.signals) return '';
  const { source, gain } = sheet.signals;
  const own = [
    c('dataCard.signals.from', { rate: drawn.rate }),
    c(`dataCard.signals.scale.${source}`, { gain: n.decimal(gain, 0) }),
    c('dataCard.signals.windows'),
    c('dataCard.signals.limits'),
  ];
  return section(c('dataCard.signals.title'), list(own));
}

/** Drawn at another size than the network was trained at. */
function redrawn({ config, drawn }: ArchiveFacts, { c }: CardTexts): string[] {
  if (drawn === undefined || drawn.size === config.size) return [];
  return [c('dataCard.redrawn', { size: drawn.size, trained: config.size })];
}

function making(facts: ArchiveFacts, texts: CardTexts): string {
  const { c } = texts;
  const { config, trainedOn } = facts;
  const { recipe, width, epochs, batch, seed } = config;
  const setAside = trainedOn.setAside === 0 ? '' : ` ${c('dataCard.setAside', { count: trainedOn.setAside })}`;
  return list([
    c('dataCard.program', { version: facts.appVersion }),
    c('dataCard.method', { text: c(`dataCard.method.${recipe}`, { width }) }),
    ...straightened(facts, texts),
    ...masked(facts, texts),
    ...signalSheet(facts, texts),
    ...pictures(facts, texts),
    ...redrawn(facts, texts),
    `${c(`dataCard.source.${trainedOn.source}`, { patients: countPeople(trainedOn, texts) })}${setAside}`,
    // A seed is copied, not read: no thousands marks.
    c('dataCard.training', { epoch: facts.epoch, epochs, batch, seed: String(seed), backend: facts.backend }),
    c('dataCard.model', { hash: facts.modelHash }),
  ]);
}

function columns({ schema }: ArchiveFacts, { c, t, n }: CardTexts): string {
  return list(
    schema.columns.map(({ name, role, type, threshold, missing, flag, fill }) => {
      const parts = [t(`role.${role}`), t(`type.${type}`)];
      if (threshold !== null) parts.push(c('dataCard.threshold', { threshold }));
      if (missing > 0) {
        parts.push(
          flag === undefined
            ? c('dataCard.filled', { count: missing, fill: n.cell(fill) })
            : c('dataCard.learned', { count: missing }),
        );
      }
      return `\`${name}\`: ${parts.join(', ')}`;
    }),
  );
}

/** How many of the archive's pairs break each rule. */
function ruleList(checks: readonly RuleCheck[], { c, say }: CardTexts): string {
  if (checks.length === 0) return '';
  const lines = checks.map(({ rule, checked, broken }) => {
    const share = checked === 0 ? c('dataCard.rule.none') : c('dataCard.rule', { broken, checked });
    return `${say(ruleWords(rule))}: ${share}`;
  });
  return section(c('dataCard.rules'), list(lines));
}

/** A cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The same verdicts and words as the page and `report.html`. */
function limits(measured: MeasuredFacts | null, { c, t }: CardTexts): string {
  if (measured === null) {
    const open = (['columns', 'joint', 'copies'] as const).map((what) => c(`dataCard.unmeasured.${what}`));
    return `${c('dataCard.unmeasured')}\n${list(open)}`;
  }
  const { rows, deciding, answers } = measured;
  const lines = answers.map(
    ({ title, verdictText, score, ceilingText }) =>
      `| ${[title, verdictText, score, ceilingText].map(cell).join(' | ')} |`,
  );
  const words = answers.map(
    ({ title, sentences, todo }) => `### ${title}\n${[...sentences, ...(todo === null ? [] : [todo])].join(' ')}\n`,
  );
  return `${c('dataCard.measured', { real: rows.real, synthetic: rows.synthetic })}
${deciding === null ? '' : `\n**${deciding}**\n`}
| | ${t('report.short.verdict')} | ${t('report.short.score')} | ${c('dataCard.halves')} |
|---|---|---|---|
${lines.join('\n')}

${words.join('\n')}
${c('dataCard.anonymous')}
`;
}

export function dataCard(facts: ArchiveFacts, content: ArchiveContent, texts: CardTexts): string {
  const { c } = texts;
  return [
    `# ${c('dataCard.title')}\n\n**${c('dataCard.none')}** ${c(`dataCard.by.${facts.config.recipe}`)} ${c('dataCard.not')}\n`,
    section(c('dataCard.here'), files(facts, content, texts)),
    cohort(facts, texts),
    section(c('dataCard.made'), making(facts, texts)),
    signals(facts, texts),
    section(c('dataCard.columns'), columns(facts, texts)),
    ruleList(content.rules, texts),
    section(c('dataCard.limits'), limits(facts.measured, texts)),
  ].join('');
}
