/** How these patients were made: the facts of the data card. */
import { sheetWords } from '../answers/sheet-words.ts';
import type { StudyFacts } from '../core/report/study-facts.ts';
import { countPeople } from '../i18n/count-people.ts';
import type { Texts } from '../i18n/translate.ts';
import { html, type Html } from './html.ts';
import { drawTable, factList } from './parts.ts';

export function dataCardSection(facts: StudyFacts, texts: Texts): Html {
  const { t, n } = texts;
  const { config, trainedOn, schema } = facts;
  const none = t('comparison.none');
  const rows = schema.columns.map((column) => [
    column.name,
    t(`role.${column.role}`),
    t(`type.${column.type}`),
    column.threshold === null ? none : t('card.column.rule.text', { threshold: column.threshold }),
    column.missing === 0
      ? none
      : column.flag === undefined
        ? t('card.column.filled.text', { count: column.missing, fill: n.cell(column.fill) })
        : t('card.column.learned.text', { count: column.missing }),
  ]);
  const head = [
    t('table.column'),
    t('card.column.role'),
    t('table.type'),
    t('card.column.rule'),
    t('card.column.filled'),
  ];
  return html`<section id="card">
    <h2>${t('card.title')}</h2>
    ${factList([
      { name: t('card.program'), value: `${t('app.title')} ${facts.appVersion}` },
      {
        name: t('card.method'),
        value: t(`card.method.${config.recipe}`, { size: config.size, width: config.width }),
      },
      ...(facts.sheet === null ? [] : [{ name: t('card.pictures'), value: sheetWords(facts.sheet, texts) }]),
      {
        name: t('card.source'),
        value: t('card.source.text', {
          patients: countPeople(trainedOn, texts),
          source: t(`card.source.${trainedOn.source}`),
        }),
      },
      {
        name: t('card.setAside'),
        value:
          trainedOn.setAside === 0 ? t('card.setAside.none') : t('card.setAside.text', { count: trainedOn.setAside }),
      },
      {
        name: t('card.training'),
        value: t('card.training.text', {
          epoch: facts.epoch,
          epochs: config.epochs,
          batch: config.batch,
          seed: String(config.seed),
          backend: facts.backend,
        }),
      },
      { name: t('card.model'), value: `SHA-256 ${facts.modelHash}` },
    ])}
    <h3>${t('card.columns')}</h3>
    ${drawTable({ head, rows }, '', false)}
    <p class="note">${t('card.method.note')}</p>
  </section>`;
}
