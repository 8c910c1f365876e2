/** Every option of a run, with the reason for its default. */
import { NativeSelect, NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { isWithin, OPTION_LIMITS } from '../../../core/option-limits.ts';
import {
  BACKENDS,
  type BackendChoice,
  FITS,
  holdOutCount,
  IMAGE_SIZES,
  RECIPE_NAMES,
} from '../../../core/run-config.ts';
import { RECIPES } from '../../../recipes/recipes.ts';
import { reportOf } from '../../../store/session-state.ts';
import { Explained } from '../../components/explained.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './run-settings.module.css';

/** Numbers typed as they are, and the places behind the point that a field shows. */
const NUMBERS = [
  { key: 'width', decimals: 3 },
  { key: 'epochs', decimals: 0 },
  { key: 'batch', decimals: 0 },
  { key: 'seed', decimals: 0 },
] as const;

export function RunSettings() {
  const { t, n } = useTexts();
  const config = useSession((s) => s.config);
  const machine = useSession((s) => s.machine);
  const { changeConfig, probe } = useActions();
  const usable = machine.status === 'ready' ? machine.report.usable.map((b) => b.name) : [];

  const chooseBackend = (backend: BackendChoice): void => {
    changeConfig({ backend });
    // Its speed and limits decide what the presets cost.
    void probe(backend);
  };

  return (
    <Sheet title={t('settings.title')} testId="settings">
      <div className={classes.settings}>
        <Setting why={t('settings.size.why')}>
          <NativeSelect
            label={t('settings.size')}
            value={String(config.size)}
            data={IMAGE_SIZES.map((size) => ({ value: String(size), label: t('preset.picture', { size }) }))}
            onChange={(event) => {
              const size = IMAGE_SIZES.find((s) => String(s) === event.currentTarget.value);
              if (size !== undefined) changeConfig({ size });
            }}
            data-testid="setting-size"
          />
        </Setting>
        <Setting why={t(`settings.fit.${config.fit}.why`)}>
          <NativeSelect
            label={t('settings.fit')}
            value={config.fit}
            data={FITS.map((value) => ({ value, label: t(`settings.fit.${value}`) }))}
            onChange={(event) => {
              const fit = FITS.find((name) => name === event.currentTarget.value);
              if (fit !== undefined) changeConfig({ fit });
            }}
            data-testid="setting-fit"
          />
        </Setting>
        {NUMBERS.map(({ key, decimals }) => (
          <Setting key={key} why={t(`settings.${key}.why`)}>
            <NumberInput
              label={t(`settings.${key}`)}
              value={config[key]}
              min={OPTION_LIMITS[key].min}
              max={OPTION_LIMITS[key].max}
              step={OPTION_LIMITS[key].step}
              decimalScale={decimals}
              thousandSeparator={key === 'epochs' ? n.marks.group : ''}
              decimalSeparator={n.marks.decimal}
              clampBehavior="blur"
              onChange={(value) => {
                if (isWithin(key, value)) changeConfig({ [key]: value });
              }}
              data-testid={`setting-${key}`}
            />
          </Setting>
        ))}
        <HoldOut />
        <Setting
          why={
            machine.status === 'ready'
              ? t('settings.backend.why', { chosen: t(`backend.${machine.report.chosen.name}`) })
              : t('settings.backend.measuring')
          }
        >
          <NativeSelect
            label={t('settings.backend')}
            value={config.backend}
            data={(['auto', ...BACKENDS] as const).map((value) => ({
              value,
              label: t(`backend.${value}`),
              disabled: value !== 'auto' && machine.status === 'ready' && !usable.includes(value),
            }))}
            onChange={(event) => {
              const backend = (['auto', ...BACKENDS] as const).find((b) => b === event.currentTarget.value);
              if (backend !== undefined) chooseBackend(backend);
            }}
            data-testid="setting-backend"
          />
        </Setting>
        <Setting why={t(`settings.recipe.${config.recipe}.why`)}>
          <NativeSelect
            label={t('settings.recipe')}
            value={config.recipe}
            data={RECIPE_NAMES.map((value) => ({ value, label: t(`settings.recipe.${value}`) }))}
            onChange={(event) => {
              const recipe = RECIPE_NAMES.find((name) => name === event.currentTarget.value);
              if (recipe !== undefined) changeConfig({ recipe, ...RECIPES[recipe].defaults });
            }}
            data-testid="setting-recipe"
          />
        </Setting>
      </div>
    </Sheet>
  );
}

/** Patients put aside, as a share, with how many that is. */
function HoldOut() {
  const { t } = useTexts();
  const holdout = useSession((s) => s.config.holdout);
  const usable = useSession((s) => reportOf(s.data)?.usable);
  const { changeConfig } = useActions();
  const { min, max, step } = OPTION_LIMITS.holdout;
  const patients = usable?.patients ?? 0;
  const column = usable?.patientColumn ?? null;
  return (
    <Setting why={t('settings.holdout.why')}>
      <NumberInput
        label={t('settings.holdout')}
        value={Math.round(holdout * 100)}
        min={100 * min}
        max={100 * max}
        step={100 * step}
        decimalScale={0}
        suffix="%"
        clampBehavior="blur"
        onChange={(value) => {
          if (typeof value === 'number' && isWithin('holdout', value / 100)) changeConfig({ holdout: value / 100 });
        }}
        data-testid="setting-holdout"
      />
      {patients === 0 ? null : (
        <p className={classes.means} data-testid="holdout-patients">
          {t('settings.holdout.means', { count: holdOutCount(patients, holdout), patients })}
          {column === null ? null : ` ${t('settings.holdout.column', { column })}`}
        </p>
      )}
    </Setting>
  );
}

function Setting({ why, children }: { readonly why: string; readonly children: ReactNode }) {
  return (
    <div className={classes.setting}>
      {children}
      <p>
        <Explained text={why} />
      </p>
    </div>
  );
}
