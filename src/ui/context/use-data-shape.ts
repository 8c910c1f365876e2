/** How many patients and columns a training would see: of what is loaded, or typical ones before. */
import { useMemo } from 'react';
import { type DataShape, TYPICAL_DATA } from '../../store/run-estimate.ts';
import { reportOf } from '../../store/session-state.ts';
import { useSession } from './studio-context.tsx';

export function useDataShape(): DataShape {
  const usable = useSession((s) => reportOf(s.data)?.usable);
  return useMemo(
    () =>
      usable === undefined || usable.width === 0 || usable.pairs === 0
        ? TYPICAL_DATA
        : { patients: usable.pairs, columns: usable.width },
    [usable],
  );
}
