/** Which patients: a condition, and where rows come first values that are fixed and shares that are wanted. */
import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { RECIPES } from '../../../recipes/recipes.ts';
import { liveOf, reportOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { exampleCondition, exampleFlag } from './example-condition.ts';

/** As typed. */
export interface CohortTexts {
  readonly where: string;
  readonly fix: string;
  readonly shares: string;
}

export const NO_COHORT: CohortTexts = { where: '', fix: '', shares: '' };

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
  // A network that was opened from a file need not have the columns of what is loaded.
  const columns = useSession((s) => (s.openedModel === null ? reportOf(s.data)?.columns : undefined));
  const recipe = useSession((s) => (s.openedModel ?? liveOf(s.training)?.started ?? s).config.recipe);
  const view = useSession((s) => liveOf(s.training)?.grid?.view);
  const example = useMemo(() => (view === undefined ? null : exampleCondition(columns ?? [], view)), [columns, view]);
  const flag = useMemo(() => exampleFlag(columns ?? []) ?? 'LAD_st', [columns]);
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
      {RECIPES[recipe].rowFirst ? (
        <>
          {field('fix', `${flag} = 1`)}
          {field('shares', `${flag} = 0.5`)}
        </>
      ) : null}
    </>
  );
}
