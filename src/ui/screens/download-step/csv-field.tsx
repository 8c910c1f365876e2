/** What `pairs.csv` will be read by: a program or a spreadsheet. What the visitor's own table came for stands first. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type CsvFormat, FOR_PROGRAMS } from '../../../core/csv-format.ts';
import { csvChoice } from '../../../store/csv-choice.ts';
import { reportOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';

/** The format chosen, and the field to choose it by. */
export function useCsvFormat(): {
  readonly csv: CsvFormat;
  readonly field: (isDisabled: boolean) => React.JSX.Element;
} {
  const { n } = useTexts();
  const report = useSession((s) => reportOf(s.data));
  const [chosen, setChosen] = useState<CsvFormat['use'] | null>(null);
  const { excel, first } = csvChoice(report, n.cell('0.5').includes(',') ? ',' : '.');
  const csv = (chosen ?? first) === 'excel' ? excel : FOR_PROGRAMS;
  return {
    csv,
    field: (isDisabled) => <CsvField csv={csv} first={first} isDisabled={isDisabled} onChange={setChosen} />,
  };
}

interface CsvFieldProps {
  readonly csv: CsvFormat;
  readonly first: CsvFormat['use'];
  readonly isDisabled: boolean;
  readonly onChange: (use: CsvFormat['use']) => void;
}

function CsvField({ csv, first, isDisabled, onChange }: CsvFieldProps) {
  const { t } = useTexts();
  const order = first === 'excel' ? (['excel', 'programs'] as const) : (['programs', 'excel'] as const);
  return (
    <NativeSelect
      size="md"
      label={t('download.csv')}
      description={
        csv.use === 'programs'
          ? t('download.csv.programs.help')
          : t('download.csv.excel.help', {
              separator: csv.separator === '\t' ? t('separator.\t') : csv.separator,
              decimal: csv.decimal,
            })
      }
      inputWrapperOrder={['label', 'input', 'description']}
      value={csv.use}
      disabled={isDisabled}
      data={order.map((value) => ({ value, label: t(`download.csv.${value}`) }))}
      onChange={(event) => onChange(event.currentTarget.value === 'excel' ? 'excel' : 'programs')}
      data-testid="pairs-csv"
    />
  );
}
