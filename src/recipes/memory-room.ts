/** Does a configuration fit this computer, and if not, which is the largest that does? */
import { AppError } from '../core/app-error.ts';
import type { BackendInfo } from '../core/machine.ts';
import { runCost, type RunShape } from './recipes.ts';
import { IMAGE_SIZES, type RunConfig } from '../core/run-config.ts';

type Shape = RunShape & Pick<RunConfig, 'batch'>;
export type Fitting = Pick<RunConfig, 'size' | 'width' | 'batch'>;
type Limits = Pick<BackendInfo, 'maxBufferBytes' | 'maxTotalBytes'>;

const WIDTHS = [1, 0.75, 0.5, 0.375, 0.25, 0.125, 0.0625];

export function hasRoom(shape: Shape, columns: number, limits: Limits): boolean {
  const cost = runCost(shape, columns);
  return (
    cost.largestBufferBytes <= (limits.maxBufferBytes ?? Number.POSITIVE_INFINITY) &&
    cost.stateBytes + cost.workBytes <= (limits.maxTotalBytes ?? Number.POSITIVE_INFINITY)
  );
}

/** The same picture size with narrower networks if one fits, else the next smaller size; undefined if nothing fits. */
export function largestWithRoom(shape: Shape, columns: number, limits: Limits): Fitting | undefined {
  const { recipe, batch } = shape;
  const sizes = IMAGE_SIZES.filter((size) => size <= shape.size).toReversed();
  for (const size of sizes) {
    for (const width of WIDTHS) {
      if (size === shape.size && width >= shape.width) continue;
      const candidate = { size, width, batch };
      if (hasRoom({ recipe, ...candidate }, columns, limits)) return candidate;
    }
  }
  return undefined;
}

/** Throws `does-not-fit`, naming what would, when the configuration is too large for the backend. */
export function requireRoom(shape: Shape, columns: number, backend: BackendInfo): void {
  if (hasRoom(shape, columns, backend)) return;
  const smaller = largestWithRoom(shape, columns, backend);
  const cost = runCost(shape, columns);
  throw new AppError('does-not-fit', {
    size: shape.size,
    width: shape.width,
    backend: backend.name,
    needsMegabytes: Math.ceil((cost.stateBytes + cost.workBytes) / 1e6),
    largestBufferMegabytes: Math.ceil(cost.largestBufferBytes / 1e6),
    fittingSize: smaller?.size ?? 64,
    fittingWidth: smaller?.width ?? 0.0625,
  });
}
