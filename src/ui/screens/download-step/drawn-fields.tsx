/** Where ECGs are drawn from traces: how large, and whether the traces come as signals beside the pictures. */
import { Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { OPTION_LIMITS } from '../../../core/option-limits.ts';
import type { DrawnAs } from '../../../core/pairs-request.ts';
import { SIGNAL_FORMATS, type SignalFormat } from '../../../core/sheet-signals.ts';
import { liveOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';

const NONE: readonly SignalFormat[] = [];

/** What is asked for, and the fields to ask by; none where ECGs are not drawn from traces. */
export function useDrawnAs(): {
  readonly drawn: DrawnAs;
  readonly fields: (isDisabled: boolean) => React.JSX.Element | null;
} {
  const made = useSession((s) => s.openedModel ?? liveOf(s.training)?.started ?? null);
  const [side, setSide] = useState<number | null>(null);
  const [formats, setFormats] = useState(NONE);
  const sheet = made?.sheet ?? null;
  if (made === null || sheet === null || sheet.misfit !== null) return { drawn: {}, fields: () => null };
  const trained = made.config.size;
  const size = side === null || side < trained ? trained : side;
  const missing = 'missing' in sheet.signals ? sheet.signals.missing : null;
  const signals = missing === null ? formats : NONE;
  return {
    drawn: {
      ...(size === trained ? {} : { exportSize: size }),
      ...(signals.length === 0 ? {} : { signals }),
    },
    fields: (isDisabled) => (
      <DrawnFields {...{ size, trained, signals, missing, isDisabled }} onSize={setSide} onSignals={setFormats} />
    ),
  };
}

interface DrawnFieldsProps {
  readonly size: number;
  readonly trained: number;
  readonly signals: readonly SignalFormat[];
  /** Why there can be no signals; null: there can. */
  readonly missing: string | null;
  readonly isDisabled: boolean;
  readonly onSize: (size: number) => void;
  readonly onSignals: (signals: readonly SignalFormat[]) => void;
}

function DrawnFields({ size, trained, signals, missing, isDisabled, onSize, onSignals }: DrawnFieldsProps) {
  const { t, coded } = useTexts();
  const { max, step } = OPTION_LIMITS.exportSize;
  const isOn = (format: SignalFormat): boolean => signals.includes(format);
  return (
    <>
      <NumberInput
        size="md"
        label={t('download.exportSize')}
        description={t('download.exportSize.help', { trained, max })}
        inputWrapperOrder={['label', 'input', 'description']}
        value={size}
        min={trained}
        max={max}
        step={step}
        allowDecimal={false}
        clampBehavior="blur"
        disabled={isDisabled}
        onChange={(value) => {
          if (typeof value === 'number' && value >= trained && value <= max) onSize(value);
        }}
        data-testid="export-size"
      />
      <Checkbox.Group
        size="md"
        label={t('download.signals')}
        description={
          missing === null
            ? t('download.signals.help')
            : t('download.signals.missing', { reason: coded('reason', missing) })
        }
        inputWrapperOrder={['label', 'input', 'description']}
        value={[...signals]}
        onChange={(chosen) => onSignals(SIGNAL_FORMATS.filter((format) => chosen.includes(format)))}
      >
        {SIGNAL_FORMATS.map((format) => (
          <Checkbox
            key={format}
            value={format}
            checked={isOn(format)}
            disabled={isDisabled || missing !== null}
            label={t(`download.signals.${format}`)}
            my="xs"
            data-testid={`signals-${format}`}
          />
        ))}
      </Checkbox.Group>
    </>
  );
}
