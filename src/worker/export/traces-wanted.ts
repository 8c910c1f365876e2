/** Pairs whose ECGs are drawn from traces when it is known which are wanted: at another size, with their signals beside them. */
import { AppError } from '../../core/app-error.ts';
import { badOption, isWithin, OPTION_LIMITS } from '../../core/option-limits.ts';
import type { DrawnAs } from '../../core/pairs-request.ts';
import type { SheetFit } from '../../core/sheet-fit.ts';
import type { ArchiveFacts } from '../../export/archive-facts.ts';
import type { PairSampler, TracedPictures, WantedPicture } from '../../recipes/recipe-training.ts';
import { SIGNAL_RATE } from '../../sheet/generator/trace-signals.ts';
import type { TrainedModel } from '../model/trained-model.ts';

/**
 * How pictures and signals are drawn from traces, where they are asked for; null: pictures as they come. Throws `bad-option`,
 * `no-other-size` or `no-signals` where they cannot be had.
 */
export function tracesWanted(
  { exportSize = null, signals = [] }: DrawnAs,
  { size }: Pick<TrainedModel['config'], 'size'>,
  { traced }: Pick<PairSampler, 'traced'>,
  sheet: SheetFit | null,
): {
  readonly traced: (wanted: readonly WantedPicture[]) => Promise<TracedPictures>;
  readonly facts: NonNullable<ArchiveFacts['drawn']>;
} | null {
  const side = exportSize ?? size;
  if (side === size && signals.length === 0) return null;
  const { max } = OPTION_LIMITS.exportSize;
  if (side < size || !isWithin('exportSize', side)) throw badOption('exportSize', side, 'whole', { min: size, max });
  if (signals.length > 0) {
    const found = sheet?.signals ?? { missing: 'no-sheet' };
    if ('missing' in found) throw new AppError('no-signals', { reason: found.missing });
  }
  if (traced === undefined) throw new AppError('no-other-size');
  const request = { side: side === size ? null : side, hasSignals: signals.length > 0 };
  return { traced: (wanted) => traced(wanted, request), facts: { size: side, signals, rate: SIGNAL_RATE } };
}
