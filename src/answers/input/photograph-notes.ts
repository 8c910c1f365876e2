/** What is said of photographs and scans among the pictures: how many, what becomes of them, and those that could not be straightened. */
import type { DataReport, PhotographReport } from '../../core/data-report.ts';
import type { Straighten } from '../../core/run-config.ts';
import type { Texts } from '../../i18n/translate.ts';

/** How one lay, or why nothing can be done. */
export function photographWords({ path, look }: PhotographReport, { t, n }: Pick<Texts, 't' | 'n'>): string {
  if (look.kind === 'lost') return t('photos.item.lost', { file: path, why: t(`photos.why.${look.why}`) });
  const { tilt, turns } = look.finding;
  return t('photos.item.found', {
    file: path,
    degrees: n.decimal(Math.abs(tilt), 1),
    turned: t(`photos.turned.${turns}`),
  });
}

/** In sentences, without the pictures' names. */
export function photographSummary({ images }: DataReport, straighten: Straighten, { t }: Pick<Texts, 't'>): string[] {
  const { photographs, readable } = images;
  if (photographs.length === 0) return [];
  const found = t('photos.found', { count: photographs.length, total: readable });
  if (straighten === 'off') return [found, t('photos.off')];
  const straight = photographs.flatMap(({ look, asItIs }) => (look.kind === 'found' && !asItIs ? [look.finding] : []));
  const lost = photographs.filter(({ look }) => look.kind === 'lost').length;
  const unsure = straight.filter(({ isUpSure }) => !isUpSure).length;
  return [
    found,
    ...(straight.length === 0 ? [] : [t('photos.straightened', { count: straight.length })]),
    ...(unsure === 0 ? [] : [t('photos.unsure', { count: unsure })]),
    ...(lost === 0 ? [] : [t('photos.lost', { count: lost })]),
  ];
}

/** The summary, then by name those that somebody should look at. */
export function photographNotes(report: DataReport, straighten: Straighten, texts: Texts): string[] {
  const summary = photographSummary(report, straighten, texts);
  if (straighten === 'off' || summary.length === 0) return summary;
  const named = report.images.photographs.filter(
    ({ look, asItIs }) => !asItIs && (look.kind === 'lost' || !look.finding.isUpSure),
  );
  const words = named.map((photograph) => {
    const isUnsure = photograph.look.kind === 'found';
    return [photographWords(photograph, texts), ...(isUnsure ? [texts.t('photos.item.unsure')] : [])].join(' ');
  });
  return [summary.join(' '), ...words];
}
