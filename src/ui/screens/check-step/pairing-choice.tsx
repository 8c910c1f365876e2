/** How rows find their pictures, when the suggestion is wrong; and what happens to a row with several. */
import { NativeSelect } from '@mantine/core';
import type { DataReport, PairingChoice } from '../../../core/data-report.ts';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './matching.module.css';

const METHODS = ['auto', 'column', 'name', 'order'] as const;
const SEVERAL = ['first', 'all'] as const;

export function PairingSelects({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  const { pairing } = report.settings;
  const change = (part: Partial<PairingChoice>): void =>
    void configureData({ ...report.settings, pairing: { ...pairing, orderConfirmed: false, ...part } });
  return (
    <div className={classes.choices}>
      <NativeSelect
        label={t('pairing.choose')}
        value={pairing.method}
        disabled={isLocked}
        data={METHODS.filter((value) => value !== 'order' || report.pairing.orderAgainst === null).map((value) => ({
          value,
          label: t(`pairing.choice.${value}`),
        }))}
        onChange={(event) => {
          const method = METHODS.find((known) => known === event.currentTarget.value);
          if (method !== undefined) change({ method });
        }}
        data-testid="pairing-method"
      />
      {report.pairing.extraImages.length === 0 ? null : (
        <NativeSelect
          label={t('pairing.several')}
          value={pairing.several}
          disabled={isLocked}
          data={SEVERAL.map((value) => ({ value, label: t(`pairing.several.${value}`) }))}
          onChange={(event) => change({ several: event.currentTarget.value === 'all' ? 'all' : 'first' })}
          data-testid="pairing-several"
        />
      )}
    </div>
  );
}
