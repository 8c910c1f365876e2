/** What was found of the ECG sheets, in one or two sentences. */
import type { SheetFit } from '../core/sheet-fit.ts';
import type { Texts } from '../i18n/translate.ts';

export function sheetWords({ misfit, explained, strips, odd, measured }: SheetFit, { t, n }: Texts): string {
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
  const fits = t('sheet.fits', { percent, strips });
  return odd === 0 ? fits : `${fits} ${t('sheet.odd', { count: odd, measured })}`;
}
