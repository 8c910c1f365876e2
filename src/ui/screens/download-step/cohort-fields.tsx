/** Which patients: a condition, and where rows come first values that are fixed and shares that are wanted. */
import { TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { CohortColumn } from '../../../core/cohort.ts';
import { RECIPES } from '../../../recipes/recipes.ts';
import { liveOf } from '../../../store/session-state.ts';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { ConditionBuilder } from './condition-builder.tsx';
import { exampleCondition, exampleFlag } from './condition-text.ts';

/** As typed. */
export interface CohortTexts {
  readonly where: string;
  readonly fix: string;
  readonly shares: string;
}

export const NO_COHORT: CohortTexts = { where: '', fix: '', shares: '' };

const NONE: readonly CohortColumn[] = [];

/** Of the network there is; none while they are asked for, and where it cannot say. */
function useCohortColumns(): readonly CohortColumn[] {
  const { cohortColumns } = useActions();
  const model = useSession((s) => s.openedModel ?? liveOf(s.training)?.started);
  const [known, setKnown] = useState<{ readonly of: typeof model; readonly columns: readonly CohortColumn[] } | null>(
    null,
  );
  useEffect(() => {
    let isWanted = true;
    cohortColumns().then(
      (columns) => {
        if (isWanted) setKnown({ of: model, columns });
      },
      // What is typed is checked anyway, and that says what is wrong.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [cohortColumns, model]);
  return known !== null && known.of === model ? known.columns : NONE;
}

export function CohortFields({
  texts,
  isDisabled,
  onChange,
}: {
  readonly texts: CohortTexts;
  readonly isDisabled: boolean;
  readonly onChange: (texts: CohortTexts) => void;
}) {
  const { t } = useTexts();
  const columns = useCohortColumns();
  const recipe = useSession((s) => (s.openedModel ?? liveOf(s.training)?.started ?? s).config.recipe);
  const view = useSession((s) => s.openedModel?.grid ?? liveOf(s.training)?.grid?.view);
  const example = useMemo(() => (view === undefined ? null : exampleCondition(columns, view)), [columns, view]);
  const flag = useMemo(() => exampleFlag(columns) ?? 'LAD_st', [columns]);
  const field = (name: keyof CohortTexts, placeholder: string) => (
    <TextInput
      size="md"
      label={t(`download.${name}`)}
      description={t(`download.${name}.help`)}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={placeholder}
      value={texts[name]}
      disabled={isDisabled}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange({ ...texts, [name]: event.currentTarget.value })}
      data-testid={`pairs-${name}`}
    />
  );
  return (
    <>
      {field('where', example ?? t('download.where.placeholder'))}
      {columns.length === 0 ? null : (
        <ConditionBuilder
          columns={columns}
          where={texts.where}
          isDisabled={isDisabled}
          onChange={(where) => onChange({ ...texts, where })}
        />
      )}
      {RECIPES[recipe].rowFirst ? (
        <>
          {field('fix', `${flag} = 1`)}
          {field('shares', `${flag} = 0.5`)}
        </>
      ) : null}
    </>
  );
}
