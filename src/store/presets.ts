/** The settings that a visitor can start from, and which of them suit this computer. Pure arithmetic. */
import type { MachineReport } from '../core/machine.ts';
import { AS_PUBLISHED, type ImageSize, type RunConfig } from '../core/run-config.ts';
import { RECIPES } from '../recipes/recipes.ts';
import { type DataShape, estimateRun, misfit, speedOf } from './run-estimate.ts';

export const PRESETS = ['quick', 'best', 'paper'] as const;
export type NamedPreset = (typeof PRESETS)[number];

const MODERN: RunConfig = { ...AS_PUBLISHED, recipe: 'modern', ...RECIPES.modern.defaults };

/** Small pictures and some five hundred steps of 400 patients: a minute or two on any office PC. */
export const QUICK: RunConfig = { ...MODERN, size: 64, epochs: 20 };

/** *Best* takes the largest pictures that are done in this time; fewer pixels rather than fewer epochs. */
const PATIENCE_SECONDS = 20 * 60;
const BEST_SIZES: readonly ImageSize[] = [200, 128, 64];

/** `machine`: null while it is measured. */
export function presetConfig(preset: NamedPreset, machine: MachineReport | null, data: DataShape): RunConfig {
  switch (preset) {
    case 'quick':
      return QUICK;
    case 'paper':
      return AS_PUBLISHED;
    case 'best': {
      const size = BEST_SIZES.find((side) => {
        const config = { ...MODERN, size: side };
        return (
          machine !== null &&
          misfit(config, data, machine) === null &&
          estimateRun(config, data, speedOf(machine)).totalSeconds <= PATIENCE_SECONDS
        );
      });
      return { ...MODERN, size: size ?? 64 };
    }
    default:
      return preset satisfies never;
  }
}

/** Of one recipe, pictures stay straightened or not as the visitor has it: that was chosen by looking at them. */
export function withStraightening(config: RunConfig, now: RunConfig): RunConfig {
  return config.recipe === now.recipe ? { ...config, straighten: now.straighten } : config;
}

/** What a configuration is called; null: it is the visitor's own. */
export function presetOf(config: RunConfig, machine: MachineReport | null, data: DataShape): NamedPreset | null {
  const text = JSON.stringify(config);
  const isIt = (preset: NamedPreset): boolean =>
    JSON.stringify(withStraightening(presetConfig(preset, machine, data), config)) === text;
  return PRESETS.find(isIt) ?? null;
}

/** *Best* where it is done while somebody waits for it. */
export function suggestPreset(machine: MachineReport, data: DataShape): NamedPreset {
  const best = presetConfig('best', machine, data);
  const isQuick = estimateRun(best, data, speedOf(machine)).totalSeconds <= PATIENCE_SECONDS;
  return isQuick && misfit(best, data, machine) === null ? 'best' : 'quick';
}
