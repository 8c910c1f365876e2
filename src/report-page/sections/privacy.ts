/** Was anyone copied? Rows, ECGs and pairs: warnings, never a promise. Real ECGs are not shown in a file. */
import type { DistanceQuantiles } from '../../core/report/comparison.ts';
import type { EcgPrivacy, StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ecgPrivacy, worstPrivacy } from '../ecg-verdict.ts';
import { figure } from '../figures/figure.ts';
import { intervals } from '../figures/intervals.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { ceilingRange, countWords, digitsFor } from '../measure-words.ts';
import { drawTable, type Section } from '../section.ts';
import { verdictsOf } from '../verdict.ts';
import { ceilingMarks, estimateWords, numberOr, whyNot, type Write } from './words.ts';

const QUANTILES = ['q1', 'q5', 'q50'] as const;

function rowsPart(study: StudyReport, texts: Texts): Html {
  const { t, n } = texts;
  const { dcr, dcrShare, nndr, identicalShare } = study.privacy.rows;
  const ceilings = study.ceiling.privacy.rows;
  const percent: Write = (value) => n.percent(value, 1);
  const head = [
    t('privacy.table.measure'),
    t('privacy.table.all'),
    t('privacy.table.holdout'),
    t('table.sample'),
    t('table.ceiling'),
  ];
  const none = t('comparison.none');
  const rows = [
    ...QUANTILES.map((q) => [
      t(`privacy.${q}`),
      numberOr(texts, dcr.synthetic[q], 3),
      numberOr(texts, dcr.holdout?.[q], 3),
      numberOr(texts, ceilings.dcr.synthetic[q]?.synthetic, 3),
      ceilingRange(texts, ceilings.dcr.synthetic[q]),
    ]),
    [
      t('privacy.nndr'),
      numberOr(texts, nndr, 3),
      none,
      numberOr(texts, ceilings.nndr?.synthetic, 3),
      ceilingRange(texts, ceilings.nndr),
    ],
    [
      t('privacy.identical'),
      percent(identicalShare),
      none,
      ceilings.identicalShare === null ? none : percent(ceilings.identicalShare.synthetic),
      ceilingRange(texts, ceilings.identicalShare, percent),
    ],
    ...(dcrShare === null
      ? []
      : [
          [
            t('privacy.dcrShare'),
            percent(dcrShare),
            none,
            ceilings.dcrShare === null ? none : percent(ceilings.dcrShare.synthetic),
            ceilingRange(texts, ceilings.dcrShare, percent),
          ],
        ]),
  ];
  const lines = QUANTILES.flatMap((q) => {
    const marks = ceilingMarks(ceilings.dcr.synthetic[q]);
    return marks.length === 0 ? [] : [{ name: t(`privacy.${q}`), marks }];
  });
  const title = t('privacy.chart.title');
  const chart =
    lines.length === 0
      ? NOTHING
      : figure(intervals({ label: title, lines, include: [0] }, texts), title, t('privacy.chart.caption'));
  return html`<h3>${t('report.rows')}</h3>
    ${drawTable({ head, rows }, t('privacy.table.caption'))}${chart}`;
}

function ecgPart(found: EcgPrivacy, texts: Texts): Html {
  const { t, n } = texts;
  const { images, pairs, membership } = found;
  const percent: Write = (value) => n.percent(value, 1);
  const none = t('comparison.none');
  const head = [t('privacy.table.measure'), t('table.synthetic'), t('ecgPrivacy.right')];
  const scores = [
    [t('ecgPrivacy.copies'), estimateWords(texts, images.copies, percent), percent(0)],
    [t('ecgPrivacy.pairCopies'), estimateWords(texts, pairs.copies, percent), percent(0)],
    [t('ecgPrivacy.membership'), estimateWords(texts, membership), n.decimal(0.5)],
  ];
  const quantile = (q: (typeof QUANTILES)[number]): string =>
    ({ q1: n.percent(0.01), q5: n.percent(0.05), q50: t('ecgPrivacy.median') })[q];
  const distance = (side: DistanceQuantiles | null, q: (typeof QUANTILES)[number]): string =>
    side === null ? none : n.decimal(side[q], 3);
  const distances = [
    ...QUANTILES.map((q) => [
      t('ecgPrivacy.distance', { q: quantile(q) }),
      distance(images.dcr.synthetic, q),
      distance(images.dcr.holdout, q),
    ]),
    [t('ecgPrivacy.correlation', { q: t('ecgPrivacy.median') }), n.decimal(images.correlation.q50, 3), none],
    [t('ecgPrivacy.correlation', { q: n.percent(0.95) }), n.decimal(images.correlation.q95, 3), none],
    [t('ecgPrivacy.correlation', { q: t('ecgPrivacy.max') }), n.decimal(images.correlation.max, 3), none],
  ];
  const beside = [t('privacy.table.measure'), t('table.synthetic'), t('ecgPrivacy.holdout')];
  return html`<h3>${t('report.ecgs')}</h3>
    ${drawTable({ head, rows: scores }, t('ecgPrivacy.table.title'))}${drawTable({ head: beside, rows: distances }, '')}
    <p class="note">${t('ecgPrivacy.limits')}</p>`;
}

function rowsAnswer(study: StudyReport, { t, n }: Texts): string {
  const { identicalShare, dcr } = study.privacy.rows;
  return t('privacy.answer', {
    count: n.integer(Math.round(identicalShare * study.n.synthetic)),
    total: n.integer(study.n.synthetic),
    share: n.percent(identicalShare, 1),
    distance: n.decimal(dcr.synthetic.q50, digitsFor(dcr.synthetic.q50)),
  });
}

function ecgAnswer(found: EcgPrivacy | null, texts: Texts): string[] {
  const { t, n } = texts;
  if (found === null) return [whyNot(texts, null)];
  if (found.images.copies === null) return [whyNot(texts, found.reason)];
  const percent: Write = (value) => n.percent(value, 1);
  const copies = estimateWords(texts, found.images.copies, percent);
  const pairs = estimateWords(texts, found.pairs.copies, percent);
  return [
    t('ecgPrivacy.answer', { copies, membership: estimateWords(texts, found.membership) }),
    t('ecgPrivacy.pairs', { pairs }),
  ];
}

export function privacySection(study: StudyReport, texts: Texts): Section {
  const { t, n } = texts;
  const found = ecgPrivacy(study);
  const verdict = worstPrivacy(verdictsOf(study).privacy, ecgPrivacy(study));
  const copies = found?.images.copies ?? null;
  return {
    id: 'privacy',
    title: t('privacy.question'),
    verdict,
    answer: [rowsAnswer(study, texts), ...ecgAnswer(found, texts), t('privacy.never')],
    facts: [
      { name: t('fact.direction'), value: t('privacy.direction') },
      { name: t('fact.n'), value: countWords(texts, study) },
      { name: t('fact.todo'), value: t(`privacy.todo.${verdict}`) },
    ],
    score: copies === null ? t('comparison.none') : estimateWords(texts, copies, (value) => n.percent(value, 1)),
    ceiling: copies === null ? t('comparison.none') : n.percent(0),
    body: html`${rowsPart(study, texts)}${found === null ? NOTHING : ecgPart(found, texts)}`,
  };
}
