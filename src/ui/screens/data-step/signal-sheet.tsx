/** What ECGs read as signals are drawn on: how their leads are laid out, and in which order. */
import { NativeSelect } from '@mantine/core';
import { layoutWords } from '../../../answers/layout-words.ts';
import type { DataReport } from '../../../core/data-report.ts';
import { LEAD_ORDERS, SHEET_FORMS, type SheetChoice, shapeOfForm, USUAL_SHEET } from '../../../core/sheet-choice.ts';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './table-format.module.css';

const LIMB_LEADS = { standard: 'I, II, III, aVR, aVL, aVF', cabrera: 'aVL, I, −aVR, II, aVF, III' } as const;

export function SignalSheet({ report }: { readonly report: DataReport }) {
  const texts = useTexts();
  const { t } = texts;
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  const { settings, images } = report;
  const { sheet = USUAL_SHEET } = settings;
  if (images.drawn === 0) return null;
  const change = (next: Partial<SheetChoice>): void =>
    void configureData({ ...settings, sheet: { ...sheet, ...next } });
  return (
    <Sheet title={t('signals.title')} testId="signal-sheet">
      <p>{t('signals.text', { count: images.drawn })}</p>
      <div className={classes.fields}>
        <NativeSelect
          label={t('signals.layout')}
          value={sheet.form}
          disabled={isLocked}
          data-testid="sheet-layout"
          data={SHEET_FORMS.map((value) => ({ value, label: layoutWords(shapeOfForm(value), texts) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ form: SHEET_FORMS.find((form) => form === value) ?? sheet.form })
          }
        />
        <NativeSelect
          label={t('signals.order')}
          value={sheet.order}
          disabled={isLocked}
          data-testid="lead-order"
          data={LEAD_ORDERS.map((value) => ({
            value,
            label: t(`signals.order.${value}`, { leads: LIMB_LEADS[value] }),
          }))}
          onChange={({ currentTarget: { value } }) =>
            change({ order: LEAD_ORDERS.find((order) => order === value) ?? sheet.order })
          }
        />
      </div>
    </Sheet>
  );
}
