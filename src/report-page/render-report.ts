/**
 * The whole report as one HTML file that stands alone: no script, nothing from elsewhere, readable offline and on A4.
 * Answers in words first, then figures and tables, then synthetic examples and how everything was made.
 */
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import type { StudyFacts } from '../core/report/study-facts.ts';
import type { Texts } from '../i18n/translate.ts';
import { html, Html, NOTHING } from './html.ts';
import { drawSection, drawTable, type Section } from './section.ts';
import { columnsSection } from './sections/columns.ts';
import { dataCardSection } from './sections/data-card.ts';
import { detectionSection } from './sections/detection.ts';
import { examplesSection, type ExamplePairs } from './sections/examples.ts';
import { imagesSection } from './sections/images.ts';
import { jointSection } from './sections/joint.ts';
import { overlapSection } from './sections/overlap.ts';
import { pairsSection } from './sections/pairs.ts';
import { predictorSection } from './sections/predictor.ts';
import { privacySection } from './sections/privacy.ts';
import { STYLE } from './style.ts';

export interface ReportPage {
  readonly study: StudyReport;
  readonly facts: StudyFacts;
  /** Synthetic pairs only. */
  readonly examples: ExamplePairs;
}

function inShort(sections: readonly Section[], { t }: Texts): Html {
  const head = [
    t('report.short.question'),
    t('report.short.verdict'),
    t('report.short.score'),
    t('report.short.ceiling'),
  ];
  const rows = sections.map(({ title, verdict, score, ceiling }) => [title, t(`verdict.${verdict}`), score, ceiling]);
  return html`<section id="short">
    <h2>${t('report.short')}</h2>
    ${drawTable({ head, rows }, t('report.lead'), false)}
  </section>`;
}

/** `report.html`, in the language of `texts`. */
export function renderReportHtml({ study, facts, examples }: ReportPage, texts: Texts): string {
  const { t } = texts;
  const sections = [
    columnsSection,
    pairsSection,
    overlapSection,
    imagesSection,
    jointSection,
    predictorSection,
    detectionSection,
    privacySection,
  ].map((make) => make(study, texts));
  const made = t('report.made', {
    app: t('app.title'),
    version: facts.appVersion,
    date: texts.n.date(facts.createdAt),
  });
  const simulated = facts.trainedOn.source === 'demo' ? html`<p>${t('report.simulated')}</p>` : NOTHING;
  const page = html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>${t('report.title')}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <div class="warning"><strong>${t('report.synthetic')}</strong>${t('report.synthetic.text')}</div>
        <h1>${t('report.title')}</h1>
        <p class="when">${made}</p>
        ${simulated} ${inShort(sections, texts)} ${sections.map((section) => drawSection(section, texts))}
        ${examplesSection(examples, texts)} ${dataCardSection(facts, texts)}
      </body>
    </html> `;
  return page.text;
}
