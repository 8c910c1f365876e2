/** A rule between columns in a few fields. */
import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ColumnReport } from '../../../core/column-report.ts';
import { RULE_KINDS, type PlausibilityRule } from '../../../core/plausibility.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './plausibility.module.css';

interface RuleFormProps {
  readonly columns: readonly ColumnReport[];
  readonly onAdd: (rule: PlausibilityRule) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly kind: (typeof RULE_KINDS)[number];
  readonly first: string;
  readonly second: string;
  readonly of: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
}

/** Null while something is missing. */
function finish({ kind, first, second, of, min, max }: Draft): PlausibilityRule | null {
  switch (kind) {
    case 'count':
      return first === '' || of.length === 0 ? null : { kind, column: first, of };
    case 'order':
      return first === '' || second === '' || first === second ? null : { kind, low: first, high: second };
    case 'range':
      return first === '' || (min === null && max === null) ? null : { kind, column: first, min, max };
    default:
      return kind satisfies never;
  }
}

const asNumber = (value: string | number): number | null => (value === '' ? null : Number(value));

export function RuleForm({ columns, onAdd, onClose }: RuleFormProps) {
  const { t } = useTexts();
  const usable = columns.filter(({ personal, role }) => !personal && role !== 'id' && role !== 'image');
  const numeric = usable.filter((c) => c.possibleTypes.includes('continuous') || c.possibleTypes.includes('integer'));
  // A yes/no column has few values, or a threshold that makes two of them.
  const flags = usable.filter(({ possibleTypes, threshold }) => possibleTypes.includes('binary') || threshold !== null);
  const [draft, setDraft] = useState<Draft>({ kind: 'order', first: '', second: '', of: [], min: null, max: null });
  const change = (next: Partial<Draft>): void => setDraft({ ...draft, ...next });
  const rule = finish(draft);
  const pick = (key: 'first' | 'second', label: string) => (
    <NativeSelect
      label={label}
      value={draft[key]}
      data={[{ value: '', label: t('rules.pick') }, ...numeric.map(({ name }) => ({ value: name, label: name }))]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
      data-testid={`rule-${key}`}
    />
  );
  return (
    <div className={classes.form} data-testid="rule-form">
      <NativeSelect
        label={t('rules.kind')}
        value={draft.kind}
        data={RULE_KINDS.map((value) => ({ value, label: t(`rules.kind.${value}`) }))}
        onChange={(event) => {
          const kind = RULE_KINDS.find((one) => one === event.currentTarget.value);
          if (kind !== undefined) change({ kind });
        }}
        data-testid="rule-kind"
      />
      {pick('first', t(`rules.first.${draft.kind}`))}
      {draft.kind === 'order' ? pick('second', t('rules.second')) : null}
      {draft.kind === 'range' ? (
        <>
          <NumberInput
            label={t('reading.min')}
            value={draft.min ?? ''}
            hideControls
            onChange={(value) => change({ min: asNumber(value) })}
          />
          <NumberInput
            label={t('reading.max')}
            value={draft.max ?? ''}
            hideControls
            onChange={(value) => change({ max: asNumber(value) })}
          />
        </>
      ) : null}
      {draft.kind === 'count' ? (
        <fieldset className={classes.flags}>
          <legend>{t('rules.of')}</legend>
          {flags
            .filter(({ name }) => name !== draft.first)
            .map(({ name }) => (
              <Checkbox
                key={name}
                label={name}
                checked={draft.of.includes(name)}
                onChange={(event) =>
                  change({
                    of: event.currentTarget.checked ? [...draft.of, name] : draft.of.filter((one) => one !== name),
                  })
                }
              />
            ))}
        </fieldset>
      ) : null}
      <div className={classes.buttons}>
        <Button
          size="sm"
          disabled={rule === null}
          onClick={() => {
            if (rule !== null) onAdd(rule);
          }}
          data-testid="add-rule"
        >
          {t('rules.add')}
        </Button>
        <Button variant="subtle" size="sm" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </div>
  );
}
