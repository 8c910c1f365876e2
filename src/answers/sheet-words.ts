/** What was found of the ECG sheets, in one or two sentences. */
import type { SheetFit } from '../core/sheet-fit.ts';
import type { Texts } from '../i18n/translate.ts';
import { foundLayout } from './layout-words.ts';

export function sheetWords(fit: SheetFit, texts: Texts): string {
  const { misfit, explained, odd, measured } = fit;
  const { t, n } = texts;
  const percent = n.percent(explained);
  switch (misfit) {
    case null:
      break;
    case 'several-layouts':
      return t('sheet.several-layouts', { odd, measured });
    case 'unexplained':
      return t('sheet.unexplained', { percent });
    case 'no-strips':
      return t('sheet.no-strips');
    default:
      return misfit satisfies never;
  }
  const fits = t('sheet.fits', { percent, layout: foundLayout(fit, texts) });
  const { elsewhere = 0 } = fit;
  return [
    fits,
    ...(odd === 0 ? [] : [t('sheet.odd', { count: odd, measured })]),
    ...(elsewhere === 0 ? [] : [t('sheet.elsewhere', { count: elsewhere })]),
  ].join(' ');
}
