/** A comparison from a column, a sign and a value, for whoever does not want to type it. */
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { CohortColumn } from '../../../core/cohort.ts';
import { OPERATORS, type Operator } from '../../../data/where/where-tree.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { withComparison } from './condition-text.ts';
import classes from './condition-builder.module.css';

interface ConditionBuilderProps {
  readonly columns: readonly CohortColumn[];
  /** As typed so far. */
  readonly where: string;
  readonly isDisabled: boolean;
  readonly onChange: (where: string) => void;
}

/** Of words and of blanks only these can be said. */
const EQUALITIES: readonly Operator[] = ['=', '!='];

export function ConditionBuilder({ columns, where, isDisabled, onChange }: ConditionBuilderProps) {
  const { t, n } = useTexts();
  const [name, setName] = useState('');
  const [sign, setSign] = useState<Operator>('=');
  const [value, setValue] = useState<string | null>(null);
  const column = columns.find((one) => one.name === name);
  const operators = column?.isOrdered === false ? EQUALITIES : OPERATORS;
  const operator = operators.includes(sign) ? sign : '=';
  const built =
    column === undefined || value === null ? null : withComparison(where, { column: name, operator, value });
  const isBroken = column !== undefined && value !== null && built === null;
  const valueLabel = (own: CohortColumn, text: string): string =>
    own.name === own.shown ? n.cell(text) : t(text === '1' ? 'download.build.yes' : 'download.build.no');
  const pick = (next: string): void => {
    setName(next);
    const chosen = columns.find((one) => one.name === next);
    setSign(chosen?.range === null ? '=' : '>=');
    setValue(null);
  };
  return (
    <fieldset className={classes.builder} disabled={isDisabled} data-testid="condition-builder">
      <legend>{t('download.build')}</legend>
      <NativeSelect
        label={t('download.build.column')}
        value={name}
        data={[
          { value: '', label: t('download.build.pick') },
          ...columns.map((one) => ({ value: one.name, label: one.shown })),
        ]}
        onChange={(event) => pick(event.currentTarget.value)}
        data-testid="build-column"
      />
      <NativeSelect
        label={t('download.build.sign')}
        value={operator}
        disabled={column === undefined}
        data={operators.map((one) => ({ value: one, label: t(`download.build.sign.${one}`) }))}
        onChange={(event) => {
          const next = operators.find((known) => known === event.currentTarget.value);
          if (next !== undefined) setSign(next);
        }}
        data-testid="build-sign"
      />
      {column?.values === null ? (
        <NumberInput
          key={name}
          label={t('download.build.value')}
          placeholder={column.range === null ? '' : `${n.decimal(column.range.min)} – ${n.decimal(column.range.max)}`}
          decimalSeparator={n.marks.decimal}
          decimalScale={column.range?.decimals ?? 0}
          hideControls
          value={value ?? ''}
          onChange={(next) => setValue(next === '' ? null : String(next))}
          data-testid="build-value"
        />
      ) : (
        <NativeSelect
          label={t('download.build.value')}
          value={value === null ? '' : `=${value}`}
          disabled={column === undefined}
          data={[
            { value: '', label: t('download.build.pick') },
            ...(column?.values ?? []).map((text) => ({
              value: `=${text}`,
              label: column === undefined ? text : valueLabel(column, text),
            })),
            // Of a blank only this can be said: that it is one, or that it is none.
            ...(column?.canBeBlank === true && EQUALITIES.includes(operator)
              ? [{ value: '=', label: t('download.build.blank') }]
              : []),
          ]}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setValue(next === '' ? null : next.slice(1));
          }}
          data-testid="build-value"
        />
      )}
      <Button
        variant="default"
        disabled={built === null || isDisabled}
        onClick={() => {
          if (built === null) return;
          onChange(built);
          pick('');
        }}
        data-testid="build-add"
      >
        {t(where.trim() === '' ? 'download.build.add' : 'download.build.and')}
      </Button>
      {isBroken ? <p className={classes.broken}>{t('download.build.broken')}</p> : null}
    </fieldset>
  );
}
